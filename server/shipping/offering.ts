/**
 * Which days a claim's pick-up can be on, or why customer service has to help (R10, R22, R38). Reads rows; books
 * nothing. What it gives holds for as long as the zone's lock is held.
 */
import type { Temporal } from 'temporal-polyfill'
import { dateIn } from '../base/calendar.ts'
import { clocksOf } from '../claims/clock-store.ts'
import type { Claim } from '../claims/claim.ts'
import type { Database } from '../database.ts'
import type { Programme } from '../programmes/programme.ts'
import { areaOf } from '../programmes/rules/participant.ts'
import { daysOf, zonesOf } from './depot-store.ts'
import { zoneFor, type Zone } from './depots.ts'
import type { PickupSlot } from './pickup.ts'
import { firstDay, freeSlots } from './slots.ts'

/** Why nothing can be offered: the postcode is arranged by hand, the days are full, or too few are left. */
export type NoOffer = 'remote-area' | 'no-slot-left'

export type Offer = {
  readonly slots: readonly PickupSlot[]
  /** The last day to hand over (R21, R22). */
  readonly lastDay: Temporal.PlainDate
  readonly zone?: Zone
  /** Present exactly when there are no slots. */
  readonly reason?: NoOffer
}

/** Days that are offered where no deadline runs. */
const daysWithoutDeadline = 60

/** What the participant of this claim can choose from at this moment. */
export async function offerFor(
  db: Database,
  claim: Claim,
  programme: Programme,
  now: Temporal.Instant,
): Promise<Offer> {
  const lastDay = await lastDayOf(db, claim, programme, now)
  const zone = await zoneOfClaim(db, claim, programme)
  const { pickup: terms } = programme
  if (!zone || !terms) return { slots: [], lastDay, reason: 'remote-area' }
  const requested = now.toZonedDateTimeISO(programme.timeZone)
  const loads = await daysOf(db, [zone.id], firstDay(requested, terms), lastDay)
  const slots = freeSlots({ requested, terms, lastDay, zone }, loads)
  return { slots, lastDay, zone, ...(slots.length === 0 && { reason: 'no-slot-left' }) }
}

/** The zone that reaches the claim's address; none where the programme leaves the postcode to customer service (R10). */
export async function zoneOfClaim(
  db: Database,
  { application }: Claim,
  programme: Programme,
): Promise<Zone | undefined> {
  const { address } = application.participant
  if (areaOf(programme, address.country, address.postcode)) return undefined
  return zoneFor(await zonesOf(db), address)
}

/** R21, R22, R23: the earliest day on which a clock that a hand-over meets runs out. */
export async function lastDayOf(
  db: Database,
  claim: Pick<Claim, 'id'>,
  programme: Programme,
  now: Temporal.Instant,
): Promise<Temporal.PlainDate> {
  const deadline = await deadlineOf(db, claim, programme)
  return deadline ?? dateIn(now, programme.timeZone).add({ days: daysWithoutDeadline })
}

/** R21, R22: the day by which this claim has to be handed over; undefined while no clock asks for it. */
export async function deadlineOf(
  db: Database,
  claim: Pick<Claim, 'id'>,
  programme: Programme,
): Promise<Temporal.PlainDate | undefined> {
  const met = programme.clocks.filter(({ stop }) => stop === 'handed-over').map(({ id }) => id)
  return (await clocksOf(db, claim.id)).find(({ clock, state }) => state === 'running' && met.includes(clock))
    ?.dueOn
}
