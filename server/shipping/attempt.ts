/** One visit of the carrier (R38-R40, R94): recorded with the side at fault; a visit that is done hands everything over. */
import { actorText, type Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { advance, type Happened, type Office } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import type { Transaction } from '../database.ts'
import { attemptsOf, keepAttempt } from './attempt-store.ts'
import { bookNext, release, standingOf } from './booking.ts'
import type { ShippingDesk } from './opening.ts'
import { endVisit, pickupById, pickupOf } from './pickup-store.ts'
import { faultOf, stateAfter, type AttemptOutcome } from './pickup.ts'
import { shipmentOf, shipmentsOf, waitingIn } from './store.ts'

/** What is told of a visit. `costMinor` is what the carrier asks for it, in minor units of the programme's currency. */
export type Visit = {
  readonly outcome: AttemptOutcome
  readonly by: Actor
  readonly note?: string | undefined
  readonly costMinor?: number | undefined
  /** Ids of photos that were sent in. */
  readonly evidence?: readonly string[] | undefined
}

/** @throws Refusal `not-found` / `pickup-unknown`, `conflict` / `pickup-ended`. */
export async function attemptPickup(
  office: Office,
  trx: Transaction,
  id: number,
  visit: Visit,
): Promise<Claim> {
  const pickup = await pickupById(trx, id)
  const shipment = pickup && (await shipmentOf(trx, pickup.shipmentId))
  if (!shipment) throw refuse('not-found', 'pickup-unknown', { id })
  const { outcome, by, costMinor, note } = visit
  const at = office.clock.now()
  const onDate = pickup.slot.date.toString()
  const parcels = outcome === 'done' ? waitingIn(shipment) : []
  await endVisit(trx, id, stateAfter[outcome])
  const attempt = await keepAttempt(trx, id, {
    ...visit,
    by: actorText(by),
    fault: faultOf[outcome],
    onDate,
    at,
    parcels: parcels.map(({ sscc }) => sscc),
  })
  const units = waitingIn(shipment).flatMap((parcel) => parcel.units)
  const claim = await advance(office, shipment.claimReference, {
    kind: 'attempt-pickup',
    by,
    pickup: id,
    attempt,
    visit: (await attemptsOf(trx, id)).length,
    date: onDate,
    outcome,
    fault: faultOf[outcome],
    units,
    ...(costMinor !== undefined && { costMinor }),
    ...(note && { note }),
  })
  if (outcome !== 'done') return claim
  return advance(office, shipment.claimReference, { kind: 'hand-over', by, units, at })
}

/** R38: where the carrier failed, it comes again on the next free day, and nobody is charged. */
export async function comeAgain(
  desk: ShippingDesk,
  { trx, claim, programme, entry }: Happened,
): Promise<void> {
  if (entry.facts['fault'] !== 'carrier') return
  const at = await standingOf(trx, claim, programme)
  if (at)
    await bookNext({ ...desk, db: trx }, at, {
      because: 'carrier-failed',
      by: { kind: 'system', part: 'shipping' },
    })
}

/** A claim that is void or taken back needs no carrier any more (R22): what is scheduled for it is called off. */
export async function callOffPickups(
  desk: ShippingDesk,
  { trx, claim, programme }: Pick<Happened, 'trx' | 'claim' | 'programme'>,
): Promise<void> {
  for (const shipment of await shipmentsOf(trx, claim.reference)) {
    const pickup = await pickupOf(trx, shipment.id)
    if (pickup?.state !== 'scheduled') continue
    const by: Actor = { kind: 'system', part: 'shipping' }
    await release({ ...desk, db: trx }, { trx, claim, programme, shipment }, pickup, by)
  }
}
