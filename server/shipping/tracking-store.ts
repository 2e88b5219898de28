/** Rows of where carriers say that parcels are: one for each parcel that anything was said of. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'
import { joined, trackedAs, type Reached, type Tracked } from './tracking.ts'

export type ParcelTracking = Tracked & {
  readonly parcelId: number
  readonly connection: string
  readonly reached: Reached
}

type TrackingRow = {
  parcel_id: number
  connection: string
  reached: string
  state: Tracked['state']
  since: string
  heard_at: string
}

/** What a carrier told of one parcel. */
export type ParcelNews = {
  readonly parcelId: number
  readonly connection: string
  readonly told: Reached
}

/**
 * Adds to what is known of some parcels; gives all of it, by the parcel. The caller holds their claims' locks, so that
 * nothing comes between.
 */
export async function addReached(
  trx: Transaction,
  news: readonly ParcelNews[],
  now: Temporal.Instant,
): Promise<ReadonlyMap<number, Reached>> {
  const ids = news.map(({ parcelId }) => parcelId)
  const known = new Map((await trackingOf(trx, ids)).map((one) => [one.parcelId, one.reached]))
  const reached = new Map(
    news.map(({ parcelId, told }) => [parcelId, joined(known.get(parcelId) ?? {}, told)]),
  )
  const rows = news.flatMap(({ parcelId, connection }): TrackingRow[] => {
    const all = reached.get(parcelId) ?? {}
    const tracked = trackedAs(all)
    if (!tracked) return []
    const row = { parcel_id: parcelId, connection, reached: JSON.stringify(all), heard_at: instantText(now) }
    return [{ ...row, ...tracked }]
  })
  if (rows.length > 0) await trx<TrackingRow>('parcel_tracking').insert(rows).onConflict('parcel_id').merge()
  return reached
}

/** What is known of some parcels; those that nobody spoke of are left out. */
export async function trackingOf(db: Database, parcels: readonly number[]): Promise<ParcelTracking[]> {
  const rows = await db<TrackingRow>('parcel_tracking').whereIn('parcel_id', [...parcels])
  return rows.map(({ parcel_id, connection, reached, state, since }) => ({
    parcelId: parcel_id,
    connection,
    reached: JSON.parse(reached) as Reached,
    state,
    since,
  }))
}

/** Parcels that a carrier says it delivered before `until`, and that nobody here has received; the oldest first. */
export const deliveredUnreceived = (
  db: Database,
  until: Temporal.Instant,
  limit: number,
): Promise<{ sscc: string; claimReference: string; since: string }[]> =>
  db('parcel_tracking')
    .join('parcels', 'parcels.id', 'parcel_tracking.parcel_id')
    .join('shipments', 'shipments.id', 'parcels.shipment_id')
    .where({ 'parcel_tracking.state': 'at-centre', 'parcels.state': 'labelled' })
    .andWhere('parcel_tracking.since', '<', instantText(until))
    .orderBy('parcel_tracking.since')
    .limit(limit)
    .select({
      sscc: 'parcels.sscc',
      claimReference: 'shipments.claim_reference',
      since: 'parcel_tracking.since',
    })
