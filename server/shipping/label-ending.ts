/** How labels end by themselves: used up when the parcels have come, void with their claim, expired by their day. */
import type { Temporal } from 'temporal-polyfill'
import type { Clock } from '../base/calendar.ts'
import type { Happened } from '../claims/advance.ts'
import { inTransaction, type Database } from '../database.ts'
import { labelsOf, turnLabels } from './label-store.ts'
import { shipmentsOf, waitingIn } from './store.ts'

/** After a receipt: a label is used when no parcel of its shipment is still to come. */
export async function useLabels(
  { clock }: { readonly clock: Clock },
  { trx, claim }: Happened,
): Promise<void> {
  for (const shipment of await shipmentsOf(trx, claim.reference))
    if (waitingIn(shipment).length === 0)
      await turnLabels(trx, { shipmentId: shipment.id }, 'use', clock.now())
}

/** The claim is over: its labels are void, and the desk is told so when one is scanned. */
export async function voidLabels(
  { clock }: { readonly clock: Clock },
  { trx, claim }: Happened,
): Promise<void> {
  for (const { id } of await shipmentsOf(trx, claim.reference))
    await turnLabels(trx, { shipmentId: id }, 'cancel', clock.now())
}

/** Labels whose last day is over; gives how many they were. */
export const expireLabels = (
  db: Database,
  today: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<number> =>
  inTransaction(db, (trx) => turnLabels(trx, { expiresBefore: today.toString() }, 'expire', now))

/** A receipt was taken back: the label of its parcel is good again. */
export async function reopenLabels(
  { clock }: { readonly clock: Clock },
  { trx, claim }: Happened,
): Promise<void> {
  for (const shipment of await shipmentsOf(trx, claim.reference)) {
    const label = (await labelsOf(trx, claim.reference)).findLast(
      ({ shipmentId, state }) => shipmentId === shipment.id && state === 'used',
    )
    if (label && waitingIn(shipment).length > 0)
      await turnLabels(trx, { id: label.id }, 'reopen', clock.now())
  }
}
