/**
 * Books, moves and calls off the carrier's visit (R34, R37, R38). A place on a day is counted in the transaction that
 * books it, under the lock of its zone: two bookings of the last place are one booking and one refusal, or the next slot.
 */
import { Temporal } from 'temporal-polyfill'
import { dateIn, instantText } from '../base/calendar.ts'
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { advance } from '../claims/advance.ts'
import { mustBeApproved, type Claim } from '../claims/claim.ts'
import { lockKeys } from '../claims/key-store.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import type { Programme } from '../programmes/programme.ts'
import { programmeVersion } from '../programmes/store.ts'
import { freePlace, takePlace } from './depot-store.ts'
import { orderInvitation } from './invitation-order.ts'
import { offerFor, zoneOfClaim, type Offer } from './offering.ts'
import { orderLabel, type ShippingDesk } from './opening.ts'
import { agreeDay, callOff, pickupOf, type Pickup } from './pickup-store.ts'
import type { PickupDetails, PickupSlot, PickupTerms } from './pickup.ts'
import { changeableUntil, isSameSlot, slotFrom } from './slots.ts'
import { stillHere } from './still-here.ts'
import { shipmentsOf, type Shipment } from './store.ts'

export type BookingOffice = ShippingDesk & { readonly db: Database }

/** What a participant asks for. `date` ISO, `from` the beginning of one of the programme's windows. */
export type BookingWish = {
  readonly date: string
  readonly from: string
  /** What happens when the slot was taken meanwhile. */
  readonly ifTaken: 'refuse' | 'next'
  readonly details: PickupDetails
  readonly by: Actor
}

/** Why a day was agreed; texts under `mail.pickup-arranged.because`. */
export type Because = 'chosen' | 'moved' | 'carrier-failed' | 'by-staff'

/** A claim's pick-up as it stands, in the transaction that may change it. */
export type Standing = {
  readonly trx: Transaction
  readonly claim: Claim
  readonly programme: Programme
  readonly terms: PickupTerms
  readonly shipment: Shipment
  readonly pickup?: Pickup | undefined
}

/**
 * Books a slot, or moves the pick-up to it.
 * @throws Refusal `conflict` / `slot-taken` with the next free slot, `pickup-by-customer-service` when there is none,
 * `pickup-too-late-to-change`, `nothing-to-pick-up`; `invalid` / `slot-not-offered` for a day that never was.
 */
export const bookPickup = (office: BookingOffice, reference: string, wish: BookingWish): Promise<Claim> =>
  standing(office, reference, async (at) => {
    const { trx, claim, programme, terms, pickup } = at
    mustBeChangeable(at, office.clock.now())
    const zone = await zoneOfClaim(trx, claim, programme)
    await lockZones(trx, [zone?.id, pickup?.zone])
    // The place that it holds now is free for its own move within the day.
    await leave(trx, pickup)
    const offer = await offerFor(trx, claim, programme, office.clock.now())
    const slot = chosenFrom(offer, wished(wish, terms), wish.ifTaken)
    const because = pickup?.state === 'scheduled' ? 'moved' : 'chosen'
    return agree(office, at, { slot, zone: offer.zone?.id, details: wish.details, because, by: wish.by })
  })

/**
 * R38: a date that does not suit is moved by customer service, who may agree any day up to the last one with the
 * carrier. A zone's capacity holds for them too: they raise the day's before they fill it.
 * @throws Refusal `invalid` / `pickup-outside-dates`, `conflict` / `day-full`.
 */
export const arrangePickup = (
  office: BookingOffice,
  reference: string,
  wish: { readonly date: string; readonly from: string; readonly by: Actor },
): Promise<Claim> =>
  standing(office, reference, async (at) => {
    const { trx, claim, programme, terms, pickup } = at
    const slot = wished(wish, terms)
    const now = office.clock.now()
    const zone = (await zoneOfClaim(trx, claim, programme))?.id
    await lockZones(trx, [zone, pickup?.zone])
    await leave(trx, pickup)
    const { lastDay } = await offerFor(trx, claim, programme, now)
    const today = dateIn(now, programme.timeZone)
    const isOutside =
      Temporal.PlainDate.compare(slot.date, today) < 0 || Temporal.PlainDate.compare(slot.date, lastDay) > 0
    if (isOutside)
      throw refuse('invalid', 'pickup-outside-dates', {
        from: today.toString(),
        to: lastDay.toString(),
      })
    return agree(office, at, { slot, zone, because: 'by-staff', by: wish.by })
  })

/** R38: the carrier that failed comes again, on the next free day; undefined when none is left. */
export async function bookNext(
  office: BookingOffice,
  at: Standing,
  { because, by }: { readonly because: Because; readonly by: Actor },
): Promise<Claim | undefined> {
  const { trx, claim, programme } = at
  await lockZones(trx, [(await zoneOfClaim(trx, claim, programme))?.id])
  const { slots, zone } = await offerFor(trx, claim, programme, office.clock.now())
  const [slot] = slots
  return slot && agree(office, at, { slot, zone: zone?.id, because, by })
}

/**
 * Calls the agreed visit off. A participant may until the programme's notice runs out; the claim goes on, and its
 * clocks too. @throws Refusal `conflict` / `no-pickup-agreed`, `pickup-too-late-to-change`.
 */
export const cancelPickup = (
  office: BookingOffice,
  reference: string,
  { by }: { readonly by: Actor },
): Promise<Claim> =>
  standing(office, reference, async (at) => {
    if (at.pickup?.state !== 'scheduled') throw refuse('conflict', 'no-pickup-agreed', { reference })
    if (by.kind === 'participant') mustBeChangeable(at, office.clock.now())
    return release(office, at, at.pickup, by)
  })

/** What is agreed is called off: its place is free again, its calendar entry is cancelled. */
export async function release(
  office: BookingOffice,
  at: Pick<Standing, 'trx' | 'claim' | 'programme' | 'shipment'>,
  pickup: Pickup,
  by: Actor,
): Promise<Claim> {
  const { trx, claim } = at
  await lockZones(trx, [pickup.zone])
  await leave(trx, pickup)
  await orderInvitation(office, trx, { ...at, pickup: await callOff(trx, pickup.id) })
  return advance({ ...office, db: trx }, claim.reference, {
    kind: 'cancel-pickup',
    by,
    pickup: pickup.id,
    date: pickup.slot.date.toString(),
  })
}

/** The pick-up of a claim whose devices wait for the carrier. @throws Refusal `conflict` / `nothing-to-pick-up`. */
const standing = (
  office: BookingOffice,
  reference: string,
  work: (at: Standing) => Promise<Claim>,
): Promise<Claim> =>
  inTransaction(office.db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    mustBeApproved(claim)
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const at = await standingOf(trx, claim, programme)
    if (!at) throw refuse('conflict', 'nothing-to-pick-up', { reference })
    return work(at)
  })

/** Undefined when nothing of the claim waits for a carrier. */
export async function standingOf(
  trx: Transaction,
  claim: Claim,
  programme: Programme,
): Promise<Standing | undefined> {
  const shipment = (await shipmentsOf(trx, claim.reference)).at(-1)
  const { pickup: terms } = programme
  if (shipment?.way !== 'pick-up' || !terms) return undefined
  if (stillHere(claim, shipment).length === 0) return undefined
  return { trx, claim, programme, terms, shipment, pickup: await pickupOf(trx, shipment.id) }
}

async function agree(
  office: BookingOffice,
  at: Standing,
  agreed: {
    readonly slot: PickupSlot
    readonly zone: string | undefined
    readonly details?: PickupDetails
    readonly because: Because
    readonly by: Actor
  },
): Promise<Claim> {
  const { trx, claim, shipment, programme, pickup: before } = at
  const { slot, zone, because, by } = agreed
  if (zone && !(await takePlace(trx, zone, slot.date)))
    throw refuse('conflict', 'day-full', { date: slot.date.toString() })
  const pickup = await agreeDay(trx, shipment.id, { ...agreed, now: office.clock.now() })
  await orderInvitation(office, trx, { claim, programme, shipment, pickup })
  await orderLabel(
    office,
    { trx, claim, programme },
    { ...shipment, parcels: stillHere(claim, shipment) },
    slot,
  )
  return advance({ ...office, db: trx }, claim.reference, {
    kind: 'arrange-pickup',
    by,
    pickup: pickup.id,
    date: slot.date.toString(),
    from: slot.from,
    to: slot.to,
    because,
    ...(zone && { zone }),
    ...(before?.state === 'scheduled' && { instead: before.slot.date.toString() }),
  })
}

function chosenFrom(offer: Offer, wanted: PickupSlot, ifTaken: BookingWish['ifTaken']): PickupSlot {
  const [first] = offer.slots
  if (!first) throw refuse('conflict', 'pickup-by-customer-service')
  if (offer.slots.some((slot) => isSameSlot(slot, wanted))) return wanted
  const next = slotFrom(offer.slots, wanted) ?? first
  if (ifTaken === 'next') return next
  const facts = { date: next.date.toString(), from: next.from, to: next.to }
  throw refuse('conflict', 'slot-taken', facts, '/slot')
}

/** @throws Refusal `invalid` / `slot-not-offered` for a window that the programme does not have. */
function wished({ date, from }: Pick<BookingWish, 'date' | 'from'>, terms: PickupTerms): PickupSlot {
  const window = terms.windows.find((one) => one.from === from)
  if (!window) throw refuse('invalid', 'slot-not-offered', {}, '/slot')
  return { date: Temporal.PlainDate.from(date), ...window }
}

function mustBeChangeable({ pickup, terms, programme }: Standing, now: Temporal.Instant): void {
  if (pickup?.state !== 'scheduled') return
  const until = changeableUntil(pickup.slot.date, terms, programme.timeZone)
  if (Temporal.Instant.compare(now, until) > 0)
    throw refuse('conflict', 'pickup-too-late-to-change', { until: instantText(until) })
}

const lockZones = (trx: Transaction, zones: readonly (string | undefined)[]): Promise<void> =>
  lockKeys(
    trx,
    zones.filter((zone) => zone !== undefined).map((zone) => `pickups ${zone}`),
  )

/** An agreed visit holds a place; one that was tried has used its place up. */
async function leave(trx: Transaction, pickup: Pickup | undefined): Promise<void> {
  if (pickup?.state === 'scheduled' && pickup.zone)
    await freePlace(trx, pickup.zone, pickup.slot.date.toString())
}
