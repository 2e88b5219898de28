/** One visit of the carrier (R38-R40, R94): recorded with the side at fault; a visit that is done hands everything over. */
import { actorText, type Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { advance, type Happened, type Office } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import { claimOf } from '../claims/store.ts'
import type { Transaction } from '../database.ts'
import { pickupById, pickupOf, recordAttempt, type AttemptOutcome, type Fault } from './pickup-store.ts'
import { shipmentOf, shipmentsOf } from './store.ts'

/** R38, R39: whose fault an outcome is, which decides who pays for the next visit. */
export const faultOf: Readonly<Record<AttemptOutcome, Fault>> = {
  done: 'unknown',
  'not-ready': 'participant',
  'carrier-failed': 'carrier',
  cancelled: 'unknown',
  'refused-hazard': 'participant',
}

/** @throws Refusal `not-found` / `pickup-unknown`, `conflict` / `pickup-ended`. */
export async function attemptPickup(
  office: Office,
  trx: Transaction,
  id: number,
  attempt: { readonly outcome: AttemptOutcome; readonly note?: string | undefined; readonly by: Actor },
): Promise<Claim> {
  const pickup = await pickupById(trx, id)
  const shipment = pickup && (await shipmentOf(trx, pickup.shipmentId))
  if (!shipment) throw refuse('not-found', 'pickup-unknown', { id })
  const { outcome, note, by } = attempt
  const at = office.clock.now()
  await recordAttempt(trx, id, { outcome, fault: faultOf[outcome], at, by: actorText(by), note })
  if (outcome !== 'done') return claimOf(trx, shipment.claimReference)
  const units = shipment.parcels.flatMap((parcel) => parcel.units)
  return advance(office, shipment.claimReference, { kind: 'hand-over', by, units, at })
}

/** A claim that is void or taken back needs no carrier any more (R22): what is scheduled for it is called off. */
export async function callOffPickups(
  { clock }: Pick<Office, 'clock'>,
  { trx, claim }: Pick<Happened, 'trx' | 'claim'>,
): Promise<void> {
  for (const { id } of await shipmentsOf(trx, claim.reference)) {
    const pickup = await pickupOf(trx, id)
    if (pickup?.state !== 'scheduled') continue
    const by = actorText({ kind: 'system', part: 'shipping' })
    await recordAttempt(trx, pickup.id, {
      outcome: 'cancelled',
      fault: faultOf.cancelled,
      at: clock.now(),
      by,
    })
  }
}
