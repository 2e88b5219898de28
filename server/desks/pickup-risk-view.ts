/** Pick-ups that may not happen in time (R22): what customer service has to see before its participant does. Reads only. */
import type { Temporal } from 'temporal-polyfill'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import type { Programme } from '../programmes/programme.ts'
import { programmeVersion } from '../programmes/store.ts'
import { daysOf } from '../shipping/depot-store.ts'
import { visitsOn, type Zone } from '../shipping/depots.ts'
import { lastDayOf, offerFor } from '../shipping/offering.ts'
import { awaitingDay, scheduledPickups } from '../shipping/pickup-store.ts'
import { pickupHref } from './pickup-links.ts'

/** Why a pick-up is at risk; texts under `desk.pickup.risk`. The order is that of the list. */
export type RiskKind = 'remote-area' | 'no-slot-left' | 'not-told' | 'day-over' | 'few-days' | 'to-choose'

const order: readonly RiskKind[] = [
  'remote-area',
  'no-slot-left',
  'not-told',
  'day-over',
  'few-days',
  'to-choose',
]

type Risk = {
  readonly kind: RiskKind
  readonly reference: string
  readonly href: string
  readonly company: string
  /** The last day to hand over, an ISO date. */
  readonly by: string
  readonly daysLeft: number
  /** The agreed day, where there is one. */
  readonly on?: string
}

const shownAtMost = 200
/** Days before the last one from which a claim without an agreed day is urgent. */
const fewDays = 7

/** The most urgent first. */
export async function atRisk(
  context: Pick<Context, 'db' | 'clock'>,
  zones: readonly Zone[],
  today: Temporal.PlainDate,
): Promise<Risk[]> {
  const risks = [...(await withoutDay(context, today)), ...(await onBadDay(context, zones, today))]
  return risks.toSorted(
    (one, other) => order.indexOf(one.kind) - order.indexOf(other.kind) || one.daysLeft - other.daysLeft,
  )
}

async function withoutDay(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  today: Temporal.PlainDate,
): Promise<Risk[]> {
  const references = await awaitingDay(db, shownAtMost)
  return Promise.all(
    references.map(async (reference) => {
      const claim = await claimOf(db, reference)
      const programme = await programmeVersion(db, claim.programmeVersion)
      const { reason, lastDay } = await offerFor(db, claim, programme, clock.now())
      const daysLeft = today.until(lastDay).days
      const kind = reason ?? (daysLeft <= fewDays ? 'few-days' : 'to-choose')
      return riskOf(kind, reference, claim.application.participant.company, { lastDay, daysLeft })
    }),
  )
}

/** Agreed for a day that takes less by now, such as a holiday that was added, or for one that is over and untold. */
async function onBadDay(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  zones: readonly Zone[],
  today: Temporal.PlainDate,
): Promise<Risk[]> {
  const pickups = await scheduledPickups(db, shownAtMost)
  const last = pickups.at(-1)?.slot.date ?? today
  const days = await daysOf(
    db,
    zones.map(({ id }) => id),
    today,
    last,
  )
  const isOver = (zone: string | undefined, date: string): boolean => {
    const found = zones.find(({ id }) => id === zone)
    const day = days.find((one) => one.zone === zone && one.date === date)
    return found !== undefined && day !== undefined && day.booked > visitsOn(found, day)
  }
  const risks = await Promise.all(
    pickups.map(async ({ claimReference: reference, slot, zone }) => {
      const on = slot.date.toString()
      const kind: RiskKind | undefined =
        on < today.toString() ? 'not-told' : isOver(zone, on) ? 'day-over' : undefined
      if (!kind) return []
      const claim = await claimOf(db, reference)
      const programme: Programme = await programmeVersion(db, claim.programmeVersion)
      const lastDay = await lastDayOf(db, claim, programme, clock.now())
      const daysLeft = today.until(lastDay).days
      return [
        { ...riskOf(kind, reference, claim.application.participant.company, { lastDay, daysLeft }), on },
      ]
    }),
  )
  return risks.flat()
}

const riskOf = (
  kind: RiskKind,
  reference: string,
  company: string,
  { lastDay, daysLeft }: { readonly lastDay: Temporal.PlainDate; readonly daysLeft: number },
): Risk => ({ kind, reference, href: pickupHref(reference), company, by: lastDay.toString(), daysLeft })
