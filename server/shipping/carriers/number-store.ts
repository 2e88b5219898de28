/** Which parcel of ours a number names, in the rows of parcels and of what was ordered. */
import type { Database } from '../../database.ts'
import type { ParcelState } from '../store.ts'
import { capabilities, type Connection } from './capabilities.ts'

export type NamedParcel = {
  readonly id: number
  readonly shipmentId: number
  readonly sscc: string
  readonly units: readonly number[]
  readonly state: ParcelState
  readonly claimReference: string
}

type NamedRow = {
  id: number
  shipment_id: number
  sscc: string
  units: string
  state: ParcelState
  replaced_by: string | null
  claim_reference: string
}

/** No label was ever made anew so often: a longer chain is a mistake in data. */
const replacedAtMost = 20

/**
 * The parcel that a connection means by a number: our SSCC, or the number that this carrier itself gave. A carrier
 * speaks of its own parcels only; a list that staff bring may name any. A number whose label was replaced means the box
 * that now has the newer one (R32).
 */
export async function parcelNamed(
  db: Database,
  connection: Connection,
  number: string,
): Promise<NamedParcel | undefined> {
  const ids = await parcelIds(db, connection, number)
  const [id] = ids
  return ids.length === 1 && id !== undefined ? successorOf(db, id) : undefined
}

async function parcelIds(db: Database, connection: Connection, number: string): Promise<number[]> {
  const isOpenToAll = capabilities[connection].proof === 'sign-in'
  const tracked = db('carrier_orders').where({ tracking_number: number }).whereNotNull('parcel_id')
  const given = await (isOpenToAll ? tracked : tracked.andWhere({ connection })).distinct().pluck('parcel_id')
  const parcel = await db('parcels').where({ sscc: number }).first<{ id: number } | undefined>('id')
  if (!parcel) return given
  const foreign = db('carrier_orders').where({ parcel_id: parcel.id }).whereNot({ connection }).first('id')
  return isOpenToAll || !(await foreign) ? [...new Set([...given, parcel.id])] : given
}

async function successorOf(db: Database, id: number): Promise<NamedParcel | undefined> {
  const parcels = () =>
    db('parcels')
      .join('shipments', 'shipments.id', 'parcels.shipment_id')
      .select<NamedRow[]>('parcels.*', 'shipments.claim_reference')
  let [row] = await parcels().where({ 'parcels.id': id })
  for (let steps = 0; row?.replaced_by && steps < replacedAtMost; steps += 1)
    [row] = await parcels().where({ 'parcels.sscc': row.replaced_by })
  return (
    row && {
      id: row.id,
      shipmentId: row.shipment_id,
      sscc: row.sscc,
      units: JSON.parse(row.units) as number[],
      state: row.state,
      claimReference: row.claim_reference,
    }
  )
}

/** References of claims with a parcel of this tracking number, for the search. */
export const referencesTracked = (db: Database, number: string, limit: number): Promise<string[]> =>
  db('carrier_orders')
    .join('shipments', 'shipments.id', 'carrier_orders.shipment_id')
    .where({ 'carrier_orders.tracking_number': number })
    .limit(limit)
    .pluck('shipments.claim_reference')

/** SSCCs of the parcels that a carrier knows by this tracking number, as a scanner reads it at the centre. */
export const parcelsTracked = (db: Database, number: string): Promise<string[]> =>
  db('carrier_orders')
    .join('parcels', 'parcels.id', 'carrier_orders.parcel_id')
    .where({ 'carrier_orders.tracking_number': number })
    .whereNot('parcels.state', 'void')
    .distinct()
    .limit(trackedAtMost)
    .pluck('parcels.sscc')

const trackedAtMost = 50
