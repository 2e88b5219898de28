/** Rows of what carriers told: each event once, also one of a parcel that nobody knows, so that nothing is lost. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../../base/calendar.ts'
import type { Database, Transaction } from '../../database.ts'
import type { TrackingKind } from '../tracking.ts'
import type { Connection } from './capabilities.ts'
import type { CarrierEvent, CarrierVisit } from './event.ts'

/** `waiting`: not looked at yet, or told of a time that has not come. `failed`: a person has to look. */
export type InboxState = 'waiting' | 'applied' | 'unknown-parcel' | 'failed'

export type InboxEvent = CarrierEvent & {
  readonly id: number
  readonly connection: Connection
  readonly receivedAt: string
  readonly state: InboxState
}

type EventRow = {
  id: number
  connection: Connection
  event_id: string
  number: string
  kind: TrackingKind
  code: string | null
  place: string | null
  occurred_at: string
  received_at: string
  due_at: string
  state: InboxState
  parcel_id: number | null
  visit_outcome: CarrierVisit['outcome'] | null
  visit_cost_minor: number | null
  visit_currency: string | null
}

/** Clocks of carriers may be so far ahead of ours; what lies further in the future waits until it is due. */
const tolerated = { minutes: 10 }

/** Rows of one statement: SQLite takes 32,766 bound values in one. */
const rowsAtOnce = 500

/** Keeps what is new and gives how much that was; what was told before changes nothing. */
export async function keepEvents(
  trx: Transaction,
  connection: Connection,
  events: readonly CarrierEvent[],
  now: Temporal.Instant,
): Promise<number> {
  const horizon = instantText(now.add(tolerated))
  let kept = 0
  for (let from = 0; from < events.length; from += rowsAtOnce) {
    const rows = events.slice(from, from + rowsAtOnce).map((event) => ({
      connection,
      event_id: event.eventId,
      number: event.number,
      kind: event.kind,
      code: event.code ?? null,
      place: event.place ?? null,
      occurred_at: event.occurredAt,
      received_at: instantText(now),
      due_at: event.occurredAt > horizon ? event.occurredAt : instantText(now),
      state: 'waiting' as const,
      parcel_id: null,
      visit_outcome: event.visit?.outcome ?? null,
      visit_cost_minor: event.visit?.cost?.amountMinor ?? null,
      visit_currency: event.visit?.cost?.currency ?? null,
    }))
    const inserted = await trx<EventRow>('carrier_events')
      .insert(rows)
      .onConflict(['connection', 'event_id'])
      .ignore()
      .returning('id')
    kept += inserted.length
  }
  return kept
}

/** Events that are due, oldest first. */
export async function dueEvents(db: Database, now: Temporal.Instant, limit: number): Promise<InboxEvent[]> {
  const rows = await db<EventRow>('carrier_events')
    .where({ state: 'waiting' })
    .andWhere('due_at', '<=', instantText(now))
    .orderBy(['due_at', 'id'])
    .limit(limit)
  return rows.map(eventFromRow)
}

/** Marks those that still wait, so that of two workers one has them; gives their ids. */
export async function claimEvents(
  trx: Transaction,
  ids: readonly number[],
  state: Exclude<InboxState, 'waiting'>,
  parcelId?: number,
): Promise<ReadonlySet<number>> {
  const rows = await trx<EventRow>('carrier_events')
    .whereIn('id', [...ids])
    .where({ state: 'waiting' })
    .update({ state, ...(parcelId !== undefined && { parcel_id: parcelId }) })
    .returning('id')
  return new Set(rows.map(({ id }) => id))
}

/** What was told of a number before anybody knew whose it is waits again; gives how many events. */
export const reviveEvents = (trx: Transaction, number: string): Promise<number> =>
  trx<EventRow>('carrier_events').where({ number, state: 'unknown-parcel' }).update({ state: 'waiting' })

/** Gives a failed event to the worker once more. */
export const retryEvent = (trx: Transaction, id: number): Promise<number> =>
  trx<EventRow>('carrier_events')
    .where({ id })
    .whereIn('state', ['failed', 'unknown-parcel'])
    .update({ state: 'waiting' })

/** Events that wait for a person: of unknown parcels, failed, or told of a day to come; newest first. */
export async function strandedEvents(
  db: Database,
  now: Temporal.Instant,
  limit: number,
): Promise<InboxEvent[]> {
  const rows = await db<EventRow>('carrier_events')
    .whereIn('state', ['unknown-parcel', 'failed'])
    .orWhere((early) => {
      void early.where({ state: 'waiting' }).andWhere('due_at', '>', instantText(now))
    })
    .orderBy('id', 'desc')
    .limit(limit)
  return rows.map(eventFromRow)
}

/** What was told of some parcels, in the order in which it happened. */
export async function eventsOf(
  db: Database,
  parcels: readonly number[],
  limit: number,
): Promise<(InboxEvent & { readonly parcelId: number })[]> {
  const rows = await db<EventRow>('carrier_events')
    .whereIn('parcel_id', [...parcels])
    .where({ state: 'applied' })
    .orderBy(['occurred_at', 'id'])
    .limit(limit)
  return rows.map((row) => ({ ...eventFromRow(row), parcelId: row.parcel_id ?? 0 }))
}

const eventFromRow = (row: EventRow): InboxEvent => ({
  id: row.id,
  connection: row.connection,
  eventId: row.event_id,
  number: row.number,
  kind: row.kind,
  occurredAt: row.occurred_at,
  receivedAt: row.received_at,
  state: row.state,
  ...(row.code !== null && { code: row.code }),
  ...(row.place !== null && { place: row.place }),
  ...(row.visit_outcome !== null && { visit: visitFromRow(row, row.visit_outcome) }),
})

const visitFromRow = (
  { visit_cost_minor: amountMinor, visit_currency: currency }: EventRow,
  outcome: CarrierVisit['outcome'],
): CarrierVisit => ({
  outcome,
  ...(amountMinor !== null && currency !== null && { cost: { amountMinor, currency } }),
})
