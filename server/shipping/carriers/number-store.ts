/** Which parcels of ours numbers name, in the rows of parcels and of what was ordered. */
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

/** A number in a carrier's mouth. */
export type Spoken = { readonly connection: Connection; readonly number: string }

/** The same for the same number of the same carrier: by it `parcelsNamed` tells what it found. */
export const spokenKey = ({ connection, number }: Spoken): string => `${connection} ${number}`

/**
 * The parcels that carriers mean by numbers: our SSCC, or the number that this carrier itself gave. A carrier speaks of
 * its own parcels only; a list that staff bring may name any. A number whose label was replaced means the box that now
 * has the newer one (R32). What nobody knows, or more than one parcel bears, is left out. A handful of statements,
 * however many numbers.
 */
export async function parcelsNamed(
  db: Database,
  spoken: readonly Spoken[],
): Promise<ReadonlyMap<string, NamedParcel>> {
  const known = await idsBehind(
    db,
    spoken.map(({ number }) => number),
  )
  const idOf = new Map<string, number>()
  for (const one of spoken) {
    const ids = new Set(known.filter((behind) => isMeant(behind, one)).map(({ parcelId }) => parcelId))
    const [id] = ids
    if (ids.size === 1 && id !== undefined) idOf.set(spokenKey(one), id)
  }
  const parcels = await successorsOf(db, [...new Set(idOf.values())])
  return new Map(
    [...idOf].flatMap(([key, id]) => {
      const parcel = parcels.get(id)
      return parcel ? [[key, parcel] as const] : []
    }),
  )
}

/** A number beside a parcel that bears it: given by a carrier, or our own with the carriers that were asked to take it. */
type Behind = { readonly number: string; readonly parcelId: number } & (
  { readonly givenBy: Connection } | { readonly orderedOf: readonly Connection[] }
)

function isMeant(behind: Behind, { connection, number }: Spoken): boolean {
  if (behind.number !== number) return false
  if (capabilities[connection].proof === 'sign-in') return true
  return 'givenBy' in behind
    ? behind.givenBy === connection
    : behind.orderedOf.every((one) => one === connection)
}

async function idsBehind(db: Database, numbers: readonly string[]): Promise<Behind[]> {
  const given = await db('carrier_orders')
    .whereIn('tracking_number', [...numbers])
    .whereNotNull('parcel_id')
    .select<{ number: string; parcelId: number; givenBy: Connection }[]>({
      number: 'tracking_number',
      parcelId: 'parcel_id',
      givenBy: 'connection',
    })
  const own = await db('parcels')
    .whereIn('sscc', [...numbers])
    .select<{ id: number; sscc: string }[]>('id', 'sscc')
  const orders = await db('carrier_orders')
    .whereIn(
      'parcel_id',
      own.map(({ id }) => id),
    )
    .select<{ parcel_id: number; connection: Connection }[]>('parcel_id', 'connection')
  return [
    ...given,
    ...own.map(({ id, sscc }) => ({
      number: sscc,
      parcelId: id,
      orderedOf: orders.filter((order) => order.parcel_id === id).map(({ connection }) => connection),
    })),
  ]
}

/** Each parcel, or the one that has its newest label. */
async function successorsOf(db: Database, ids: readonly number[]): Promise<ReadonlyMap<number, NamedParcel>> {
  const parcels = () =>
    db('parcels')
      .join('shipments', 'shipments.id', 'parcels.shipment_id')
      .select<NamedRow[]>('parcels.*', 'shipments.claim_reference')
  let rows = new Map((await parcels().whereIn('parcels.id', [...ids])).map((row) => [row.id, row]))
  for (let steps = 0; steps < replacedAtMost; steps += 1) {
    const newer = [...rows.values()].flatMap(({ replaced_by }) => replaced_by ?? [])
    if (newer.length === 0) break
    const found = new Map((await parcels().whereIn('parcels.sscc', newer)).map((row) => [row.sscc, row]))
    rows = new Map([...rows].map(([id, row]) => [id, found.get(row.replaced_by ?? '') ?? row]))
  }
  return new Map([...rows].map(([id, row]) => [id, parcelFromRow(row)]))
}

const parcelFromRow = (row: NamedRow): NamedParcel => ({
  id: row.id,
  shipmentId: row.shipment_id,
  sscc: row.sscc,
  units: JSON.parse(row.units) as number[],
  state: row.state,
  claimReference: row.claim_reference,
})

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
