/**
 * 10,000 events of carriers from the inbox to the claims (PARCELS=1000 of ten each unless told), in a drawn order and
 * again in the reverse of it: none is lost, and both orders lead to the same. On both engines.
 */
import type { Database } from '../../server/database.ts'
import { inTransaction } from '../../server/database.ts'
import type { CarrierEvent } from '../../server/shipping/carriers/event.ts'
import { followCarriers } from '../../server/shipping/carriers/following.ts'
import { keepEvents } from '../../server/shipping/carriers/inbox-store.ts'
import type { TrackingKind } from '../../server/shipping/tracking.ts'
import { expected } from '../walk/caller.ts'
import { openHouse, type House } from '../walk/house.ts'
import { meetPeople } from '../walk/people.ts'
import { emptied, onBothEngines } from './engines.ts'
import type { Figure } from './figure.ts'

const parcels = Number(process.env['PARCELS'] ?? 1000)
const way: readonly TrackingKind[] = [
  'announced',
  'handed-over',
  'in-transit',
  'in-transit',
  'delayed',
  'in-transit',
  'lost',
  'in-transit',
  'out-for-delivery',
  'at-centre',
]
const events = parcels * way.length

/** Events of one message, as a carrier's webhook brings them. */
const perMessage = 20

export const measure = (): Promise<Figure[]> => onBothEngines(measureEvents)

/** On one engine; also part of the figures of pick-ups. */
export async function measureEvents(engine: string, databaseUrl?: string): Promise<Figure[]> {
  const one = await followed((list) => list, databaseUrl)
  const other = await followed((list) => list.toReversed(), databaseUrl)
  return [
    ...[one, other].map(({ seconds, baseline }, place): Figure => ({
      name: `${events} events followed, ${place === 0 ? 'drawn order' : 'reversed'}, ${engine}`,
      value: seconds,
      baseline,
      unit: 's',
      atMost: 30,
    })),
    {
      name: `events lost, ${engine}`,
      value: events * 2 - one.applied - other.applied,
      unit: 'events',
      atMost: 0,
    },
    {
      name: `parcels that end alike in both orders, ${engine}`,
      value: one.ends.filter((end, place) => end === other.ends[place]).length,
      unit: `of ${parcels}`,
      atLeast: parcels,
    },
  ]
}

type Followed = {
  readonly seconds: number
  /** Seconds that as many bare rows take, each by a statement of its own, in as many transactions as messages. */
  readonly baseline: number
  readonly applied: number
  readonly ends: readonly string[]
}

async function followed(
  order: (list: CarrierEvent[]) => CarrierEvent[],
  databaseUrl?: string,
): Promise<Followed> {
  await emptied(databaseUrl)
  const stand = { readEvidence: async () => undefined }
  const house = await openHouse({ today: '2026-03-02', stand, ...(databaseUrl && { databaseUrl }) })
  try {
    const { db, clock } = house.context
    const first = await labelledClaim(house)
    await copyClaims(db, first)
    house.setClock('2026-03-20')
    const list = order(drawn())
    const baseline = await bareRows(db)
    const begun = performance.now()
    for (let from = 0; from < list.length; from += perMessage)
      await inTransaction(db, (trx) =>
        keepEvents(trx, 'own-contract', list.slice(from, from + perMessage), clock.now()),
      )
    await followCarriers(house.context)
    const seconds = (performance.now() - begun) / 1000
    return { seconds, baseline, ...(await endsIn(db)) }
  } finally {
    await house.close()
  }
}

async function bareRows(db: Database): Promise<number> {
  await db.schema.createTable('yardstick', (table) => {
    table.increments('id')
    table.text('value')
  })
  const begun = performance.now()
  for (let from = 0; from < events; from += perMessage)
    await inTransaction(db, async (trx) => {
      for (let no = 0; no < perMessage; no += 1)
        await trx('yardstick').insert({ value: `${from + no} of ${events}` })
    })
  const seconds = (performance.now() - begun) / 1000
  await db.schema.dropTable('yardstick')
  return seconds
}

async function labelledClaim(house: House): Promise<string> {
  const { appliesWell, desk } = await meetPeople(house, 'dk-workstation-trade-in-open')
  const { reference } = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'ND-1', locale: 'en' })
  expected(await desk.post(`/claims/${reference}/approval`, {}), 201)
  return reference
}

type Row = Record<string, unknown> & { readonly id: number }

/** As many claims as parcels, alike but for their names; the journal begins with what is measured. */
async function copyClaims(db: Database, reference: string): Promise<void> {
  const [claim, shipment] = [
    await pattern(db, 'claims', { reference }),
    await pattern(db, 'shipments', { claim_reference: reference }),
  ]
  const unit = await pattern(db, 'units', { claim_id: claim.id })
  const parcel = await pattern(db, 'parcels', { shipment_id: shipment.id })
  const names = Array.from({ length: parcels }, (_, no) => `XX-${no}`)
  const copies = (row: Row, changes: (name: string, no: number) => object): object[] => {
    const { id: _, ...rest } = row
    return names.map((name, no) => ({ ...rest, ...changes(name, no) }))
  }
  const idsOf = async (table: string, column: string): Promise<Map<string, number>> => {
    const rows = await db(table)
      .whereLike(column, 'XX-%')
      .select<{ id: number; name: string }[]>('id', `${column} as name`)
    return new Map(rows.map(({ id, name }) => [name, id]))
  }
  await db.batchInsert(
    'claims',
    copies(claim, (name) => ({ reference: name })),
    rowsAtOnce,
  )
  const claims = await idsOf('claims', 'reference')
  await db.batchInsert(
    'units',
    copies(unit, (name) => ({ claim_id: claims.get(name) })),
    rowsAtOnce,
  )
  const travels = { label_document: null }
  await db.batchInsert(
    'shipments',
    copies(shipment, (name) => ({ ...travels, claim_reference: name })),
    rowsAtOnce,
  )
  const shipments = await idsOf('shipments', 'claim_reference')
  const numbered = (name: string, no: number) => ({ shipment_id: shipments.get(name), sscc: numberOf(no) })
  await db.batchInsert('parcels', copies(parcel, numbered), rowsAtOnce)
}

/** Rows of one statement. */
const rowsAtOnce = 250

async function pattern(db: Database, table: string, where: object): Promise<Row> {
  const row = await db(table).where(where).first<Row | undefined>()
  if (!row) throw new Error(`no pattern in ${table}`)
  return row
}

const numberOf = (no: number): string => `3952${String(no).padStart(14, '0')}`

const rank = (place: number): number => Math.imul(place + 1, 2_654_435_761) >>> 0

/** Every parcel's whole way, in an order that is the same in every run: a linear congruence sorts it. */
function drawn(): CarrierEvent[] {
  const list = Array.from({ length: events }, (_, place): CarrierEvent => {
    const [no, step] = [Math.floor(place / way.length), place % way.length]
    return {
      eventId: `E-${place}`,
      number: numberOf(no),
      kind: way[step] ?? 'in-transit',
      occurredAt: `2026-03-1${Math.floor(step / 2)}T0${step % 2}:00:00.000Z`,
    }
  })
  return list
    .map((event, place) => ({ event, rank: rank(place) }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ event }) => event)
}

/** What was followed, and where each parcel is then: by tracking and by custody. */
async function endsIn(db: Database): Promise<Pick<Followed, 'applied' | 'ends'>> {
  const applied = await db('carrier_events')
    .where({ state: 'applied' })
    .count<{ count: number }[]>('* as count')
  const rows = await db('parcel_tracking')
    .join('parcels', 'parcels.id', 'parcel_tracking.parcel_id')
    .join('shipments', 'shipments.id', 'parcels.shipment_id')
    .join('claims', 'claims.reference', 'shipments.claim_reference')
    .join('units', 'units.claim_id', 'claims.id')
    .orderBy('parcels.sscc')
    .select<{ sscc: string; reached: string; state: string; custody: string }[]>(
      'parcels.sscc',
      'parcel_tracking.reached',
      'parcel_tracking.state',
      'units.custody',
    )
  return {
    applied: applied[0]?.count ?? 0,
    ends: rows.map(({ sscc, reached, state, custody }) => `${sscc} ${reached} ${state} ${custody}`),
  }
}
