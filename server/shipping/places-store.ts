/** Where carriers fetch devices, by the first two figures of the postcode. Reads only. */
import type { Database } from '../database.ts'

/** Pick-ups in one postcode area. */
export type PickupArea = { readonly country: string; readonly area: string; readonly pickups: number }

/** Pick-ups that were not called off, of claims of a programme sent in at `since` (ISO) or later. Erased addresses are nowhere. */
export async function pickupAreas(
  db: Database,
  { programmeId, since }: { readonly programmeId: string; readonly since: string },
): Promise<PickupArea[]> {
  const area = db.raw('substr(t.postcode, 1, 2)')
  const rows = (await db('pickups as p')
    .join('shipments as s', 's.id', 'p.shipment_id')
    .join('claims as c', 'c.reference', 's.claim_reference')
    .join('participants as t', 't.id', 'c.participant_id')
    .where('c.programme_id', programmeId)
    .andWhere('c.submitted_at', '>=', since)
    .whereNot('p.state', 'cancelled')
    .whereNot('t.postcode', '')
    .select('t.country', { area })
    .count({ pickups: '*' })
    .groupBy('t.country', area)
    .orderBy(['t.country', 'area'])) as { country: string; area: string; pickups: number | string }[]
  return rows.map((row) => ({ ...row, pickups: Number(row.pickups) }))
}
