/** Pick-ups that may not happen in time (R22): what customer service has to see before its participant does. Reads only. */
import { Temporal } from 'temporal-polyfill'
import { dateIn } from '../base/calendar.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import type { Programme } from '../programmes/programme.ts'
import { programmeVersion } from '../programmes/store.ts'
import { daysOf } from '../shipping/depot-store.ts'
import { visitsOn, type Zone } from '../shipping/depots.ts'
import { lastDayOf, offerFor } from '../shipping/offering.ts'
import { awaitingDay, scheduledPickups } from '../shipping/pickup-store.ts'
import { choiceIn } from '../shipping/scarcity.ts'
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

export type Risk = {
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
): Promise<Risk[]> {
  const risks = [...(await withoutDay(context)), ...(await onBadDay(context, zones))]
  return risks.toSorted(
    (one, other) => order.indexOf(one.kind) - order.indexOf(other.kind) || one.daysLeft - other.daysLeft,
  )
}

/** A claim's days are those of its programme's time zone. */
const todayOf = ({ clock }: Pick<Context, 'clock'>, { timeZone }: Programme): Temporal.PlainDate =>
  dateIn(clock.now(), timeZone)

async function withoutDay({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<Risk[]> {
  const waiting = await awaitingDay(db, shownAtMost)
  return Promise.all(
    waiting.map(async ({ reference }) => {
      const claim = await claimOf(db, reference)
      const programme = await programmeVersion(db, claim.programmeVersion)
      const offer = await offerFor(db, claim, programme, clock.now())
      const { daysLeft, scarcity } = choiceIn(offer, todayOf({ clock }, programme))
      // Before the participant sees that nothing is left.
      const kind = scarcity ?? (daysLeft <= fewDays ? 'few-days' : 'to-choose')
      const { company } = claim.application.participant
      return riskOf(kind, reference, company, { lastDay: offer.lastDay, daysLeft })
    }),
  )
}

/** Agreed for a day that takes less by now, such as a holiday that was added, or for one that is over and untold. */
async function onBadDay(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  zones: readonly Zone[],
): Promise<Risk[]> {
  const pickups = await scheduledPickups(db, shownAtMost)
  const [first, last] = [pickups[0]?.slot.date, pickups.at(-1)?.slot.date]
  if (!first || !last) return []
  const ids = zones.map(({ id }) => id)
  const days = await daysOf(db, ids, first, last)
  const isOver = (zone: string | undefined, date: string): boolean => {
    const found = zones.find(({ id }) => id === zone)
    const day = days.find((one) => one.zone === zone && one.date === date)
    return found !== undefined && day !== undefined && day.booked > visitsOn(found, day)
  }
  const risks = await Promise.all(
    pickups.map(async ({ claimReference: reference, slot, zone }) => {
      const on = slot.date.toString()
      const claim = await claimOf(db, reference)
      const programme = await programmeVersion(db, claim.programmeVersion)
      const today = todayOf({ clock }, programme)
      const isPast = Temporal.PlainDate.compare(slot.date, today) < 0
      const kind: RiskKind | undefined = isPast ? 'not-told' : isOver(zone, on) ? 'day-over' : undefined
      if (!kind) return []
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
