/** What the carrier's scans say of its visit: once it has taken every parcel of a shipment, the visit is done (R38, R40). */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../../base/actor.ts'
import { advance, type Office } from '../../claims/advance.ts'
import { claimOf } from '../../claims/store.ts'
import type { Transaction } from '../../database.ts'
import { attemptsOf, keepAttempt } from '../attempt-store.ts'
import { endVisit, pickupOf } from '../pickup-store.ts'
import { faultOf } from '../pickup.ts'
import { shipmentOf, waitingIn } from '../store.ts'

/** Does nothing while a parcel still stands at the door, or when the visit was recorded by somebody before. */
export async function endVisitWhenTaken(
  office: Office,
  trx: Transaction,
  shipmentId: number,
  { by, at }: { readonly by: Actor; readonly at: Temporal.Instant },
): Promise<void> {
  const pickup = await pickupOf(trx, shipmentId)
  const shipment = await shipmentOf(trx, shipmentId)
  if (!shipment || !pickup || !['scheduled', 'missed'].includes(pickup.state)) return
  const claim = await claimOf(trx, shipment.claimReference)
  const parcels = waitingIn(shipment)
  const units = parcels.flatMap((parcel) => parcel.units)
  const isAtDoor = claim.units.some(
    ({ position, custody }) => units.includes(position) && custody === 'labelled',
  )
  if (isAtDoor) return
  const outcome = 'done'
  const visit = { outcome, fault: faultOf[outcome], onDate: pickup.slot.date.toString() } as const
  await endVisit(trx, pickup.id, 'done')
  const attempt = await keepAttempt(trx, pickup.id, {
    ...visit,
    at,
    by: actorText(by),
    parcels: parcels.map(({ sscc }) => sscc),
  })
  await advance(office, claim.reference, {
    kind: 'attempt-pickup',
    by,
    pickup: pickup.id,
    attempt,
    visit: (await attemptsOf(trx, pickup.id)).length,
    date: visit.onDate,
    outcome,
    fault: visit.fault,
    units,
  })
}
