/** Finds claims by the numbers on their boxes: the SSCC and a carrier's own number, by beginning or end. Reads only. */
import { begins, endsIn, tailLength, type Database } from '../database.ts'
import { spelledAsNumber } from './carriers/event.ts'

/** References of claims, at most `limit` for each way in which they are found; the same one may come twice. */
export async function claimsShippedAs(db: Database, typed: string, limit: number): Promise<string[]> {
  const number = spelledAsNumber(typed)
  if (number.length < tailLength) return []
  const parcels = () => db('parcels').join('shipments', 'shipments.id', 'parcels.shipment_id').limit(limit)
  const orders = () =>
    db('carrier_orders').join('shipments', 'shipments.id', 'carrier_orders.shipment_id').limit(limit)
  const found = await Promise.all(
    (
      [
        [parcels, 'parcels.sscc'],
        [orders, 'carrier_orders.tracking_number'],
      ] as const
    ).flatMap(([rows, column]) => [
      begins(rows(), column, number).pluck('shipments.claim_reference'),
      endsIn(rows(), column, number).pluck('shipments.claim_reference'),
    ]),
  )
  return (found as string[][]).flat()
}
