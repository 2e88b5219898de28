/** Rows of depots, zones and their days: what a day takes and what is booked on it. */
import type { Temporal } from 'temporal-polyfill'
import { groupedBy } from '../base/groups.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import type { Depot, Zone } from './depots.ts'

/** One day of a zone that somebody booked or changed; days without a row are empty and ordinary. */
export type ZoneDay = {
  readonly zone: string
  /** ISO date. */
  readonly date: string
  readonly booked: number
  /** What this day takes when it differs from the zone's other days; 0 is closed. */
  readonly visits?: number
  readonly reason?: string
}

type ZoneRow = { id: string; depot_id: string; name: string; visits_per_day: number }
/** One range of postcodes, both ends inclusive. */
type Range = { from_postcode: string | null; to_postcode: string | null }
type DayRow = {
  zone_id: string
  on_date: string
  booked: number
  visits: number | null
  reason: string | null
  set_by: string | null
}

/** Takes the file over: names, capacities and postcodes follow it; a zone that left it reaches no postcode any more. */
export const loadDepots = (db: Database, depots: readonly Depot[]): Promise<void> =>
  inTransaction(db, async (trx) => {
    await trx('zone_postcodes').delete()
    for (const { id, name, address, zones } of depots) {
      const row = { id, name, country: address.country, address: JSON.stringify(address) }
      await trx('depots').insert(row).onConflict('id').merge()
      for (const zone of zones) {
        const zoneRow = { id: zone.id, depot_id: id, name: zone.name, visits_per_day: zone.visitsPerDay }
        await trx('pickup_zones').insert(zoneRow).onConflict('id').merge()
        await trx('zone_postcodes').insert(
          zone.postcodes.map(({ from, to }) => ({ zone_id: zone.id, from_postcode: from, to_postcode: to })),
        )
      }
    }
  })

/** Every zone with its depot, in the order of depots and zones. One question: it is asked for each look at free days. */
export async function zonesOf(db: Database): Promise<Zone[]> {
  const rows = await db('pickup_zones')
    .join('depots', 'depots.id', 'pickup_zones.depot_id')
    .leftJoin('zone_postcodes', 'zone_postcodes.zone_id', 'pickup_zones.id')
    .orderBy(['depots.name', 'pickup_zones.name', 'pickup_zones.id', 'zone_postcodes.id'])
    .select<(ZoneRow & { depot: string; country: string } & Range)[]>(
      'pickup_zones.*',
      'depots.name as depot',
      'depots.country',
      'zone_postcodes.from_postcode',
      'zone_postcodes.to_postcode',
    )
  return [...groupedBy(rows, ({ id }) => id).values()].flatMap((ranges) => {
    const [row] = ranges
    return row ? [zoneFrom(row, ranges)] : []
  })
}

const zoneFrom = (row: ZoneRow & { depot: string; country: string }, ranges: readonly Range[]): Zone => ({
  id: row.id,
  name: row.name,
  depot: { id: row.depot_id, name: row.depot, country: row.country },
  visitsPerDay: row.visits_per_day,
  // A zone that left the file has none.
  postcodes: ranges.flatMap(({ from_postcode: from, to_postcode: to }) =>
    from !== null && to !== null ? [{ from, to }] : [],
  ),
})

/** The days of these zones from `from` to `to`, both inclusive, of which something is known. */
export async function daysOf(
  db: Database,
  zones: readonly string[],
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<ZoneDay[]> {
  const rows = await db<DayRow>('zone_days')
    .whereIn('zone_id', [...zones])
    .whereBetween('on_date', [from.toString(), to.toString()])
  return rows.map(({ zone_id: zone, on_date: date, booked, visits, reason }) => ({
    zone,
    date,
    booked,
    ...(visits !== null && { visits }),
    ...(reason !== null && { reason }),
  }))
}

/** Counts one more visit on this day; false when the day is full. One statement, so that its last place is given once. */
export async function takePlace(trx: Transaction, zone: string, date: Temporal.PlainDate): Promise<boolean> {
  const taken = await trx<DayRow>('zone_days')
    .insert({ zone_id: zone, on_date: date.toString(), booked: 1 })
    .onConflict(['zone_id', 'on_date'])
    .merge({ booked: trx.raw('zone_days.booked + 1') as unknown as number })
    .whereRaw(
      'zone_days.booked < coalesce(zone_days.visits, (select z.visits_per_day from pickup_zones z where z.id = zone_days.zone_id))',
    )
    .returning('booked')
  return taken.length === 1
}

/** Gives a place back that `takePlace` took. */
export async function freePlace(trx: Transaction, zone: string, date: string): Promise<void> {
  await trx<DayRow>('zone_days').where({ zone_id: zone, on_date: date }).decrement('booked', 1)
}

/** What one day takes from now on; bookings that it no longer holds stay, and dispatchers see them. */
export async function setVisits(
  trx: Transaction,
  day: { zone: string; date: string; visits: number; reason: string; by: string },
): Promise<void> {
  const set = { visits: day.visits, reason: day.reason, set_by: day.by }
  await trx<DayRow>('zone_days')
    .insert({ zone_id: day.zone, on_date: day.date, booked: 0, ...set })
    .onConflict(['zone_id', 'on_date'])
    .merge(set)
}
