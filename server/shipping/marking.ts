/** Keeps the marks of a claim's parcels true: with new labels, and when the participant corrected a serial number. */
import type { Happened } from '../claims/advance.ts'
import { declaredOf } from '../claims/claim.ts'
import { markParcel, unmarkParcel } from './mark-store.ts'
import { shipmentsOf } from './store.ts'

/** Writes rows of the transaction that it is given, and nothing else. */
export async function markParcels(_desk: object, { trx, claim }: Happened): Promise<void> {
  for (const { parcels } of await shipmentsOf(trx, claim.reference))
    for (const { id, sscc, units } of parcels) {
      const inside = claim.units.filter(({ position }) => units.includes(position))
      const serials = inside.map((unit) => declaredOf(claim, unit).device?.serial ?? '')
      await unmarkParcel(trx, id, 'serial')
      await markParcel(trx, id, [
        { kind: 'sscc', value: sscc },
        { kind: 'reference', value: claim.reference },
        ...serials.map((value) => ({ kind: 'serial' as const, value })),
      ])
    }
}
