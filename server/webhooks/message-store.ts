/** Rows of messages and of each try to deliver one. What a receiver answered is kept as its status alone, never its body. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Statement, Transaction } from '../database.ts'
import type { WebhookKind } from './kinds.ts'

/** `waiting`: will be tried. `delivered`: the receiver took it. `dead`: tried for three days, or its endpoint ended. */
export type MessageState = 'waiting' | 'delivered' | 'dead'

export type Message = {
  /** What the header `webhook-id` says, the same at every try. */
  readonly id: string
  readonly endpointId: number
  readonly kind: WebhookKind
  readonly body: string
  readonly state: MessageState
  readonly createdAt: string
  readonly settledAt: string | undefined
}

/** `status` of the answer, or why there was none. */
export type Try = {
  readonly at: string
  readonly status: number | undefined
  readonly failure: string | undefined
  readonly tookMs: number
}

type MessageRow = {
  id: string
  endpoint_id: number
  entry_no: number
  kind: WebhookKind
  body: string
  state: MessageState
  created_at: string
  settled_at: string | null
}

type TryRow = {
  id: number
  message_id: string
  at: string
  status: number | null
  failure: string | null
  took_ms: number
}

export type NewMessage = Pick<Message, 'id' | 'endpointId' | 'kind' | 'body' | 'createdAt'> & {
  readonly entryNo: number
}

/** Writes a message down; true unless this endpoint has been told of the entry already. */
export async function insertMessage(trx: Transaction, message: NewMessage): Promise<boolean> {
  const { id, endpointId, entryNo, kind, body, createdAt } = message
  const rows = await trx<MessageRow>('webhook_messages')
    .insert({
      id,
      endpoint_id: endpointId,
      entry_no: entryNo,
      kind,
      body,
      state: 'waiting',
      created_at: createdAt,
    })
    .onConflict(['endpoint_id', 'entry_no'])
    .ignore()
    .returning('id')
  return rows.length > 0
}

/** Undefined when there is none. */
export async function messageById(db: Database, id: string): Promise<Message | undefined> {
  const row = await db<MessageRow>('webhook_messages').where({ id }).first()
  return row && messageFromRow(row)
}

/** Messages of one endpoint, the newest first; `before` goes on after a page. */
export async function messagesOf(
  db: Database,
  endpointId: number,
  {
    state,
    before,
    limit,
  }: {
    readonly state?: MessageState | undefined
    readonly before?: string | undefined
    readonly limit: number
  },
): Promise<Message[]> {
  const rows = db<MessageRow>('webhook_messages').where({ endpoint_id: endpointId })
  if (state) void rows.andWhere({ state })
  if (before)
    void rows.andWhere('entry_no', '<', db('webhook_messages').where({ id: before }).select('entry_no'))
  return (await rows.orderBy('entry_no', 'desc').limit(limit)).map(messageFromRow)
}

/** Ids of what was written from one moment up to another, oldest first. */
export const messagesWithin = (
  db: Database,
  endpointId: number,
  { from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
  limit: number,
): Promise<string[]> =>
  db<MessageRow>('webhook_messages')
    .where({ endpoint_id: endpointId })
    .andWhere('created_at', '>=', instantText(from))
    .andWhere('created_at', '<=', instantText(to))
    .orderBy('entry_no')
    .limit(limit)
    .pluck('id')

/** A statement that selects the ids of what waits for an endpoint. */
export const waitingFor = (db: Database, endpointId: number): Statement =>
  db<MessageRow>('webhook_messages').where({ endpoint_id: endpointId, state: 'waiting' }).select('id')

/** How many there are in each state, by endpoint. */
export async function messageCounts(
  db: Database,
): Promise<ReadonlyMap<number, Readonly<Record<MessageState, number>>>> {
  const rows = await db<MessageRow>('webhook_messages')
    .select('endpoint_id', 'state')
    .count({ messages: '*' })
    .groupBy('endpoint_id', 'state')
  const counts = new Map<number, Record<MessageState, number>>()
  for (const { endpoint_id, state, messages } of rows as unknown as (MessageRow & {
    messages: number | string
  })[]) {
    const known = counts.get(endpoint_id) ?? { waiting: 0, delivered: 0, dead: 0 }
    counts.set(endpoint_id, { ...known, [state]: Number(messages) })
  }
  return counts
}

/** Ends a message, or lets it wait again. */
export const settleMessage = (
  trx: Transaction,
  id: string,
  state: MessageState,
  at: Temporal.Instant,
): Promise<number> =>
  trx<MessageRow>('webhook_messages')
    .where({ id })
    .update({ state, settled_at: state === 'waiting' ? null : instantText(at) })

/** Gives up what has waited for an endpoint since before then; its jobs find nothing to do. */
export const giveUpBefore = (
  trx: Transaction,
  endpointId: number,
  before: Temporal.Instant,
  at: Temporal.Instant,
): Promise<number> =>
  trx<MessageRow>('webhook_messages')
    .where({ endpoint_id: endpointId, state: 'waiting' })
    .andWhere('created_at', '<=', instantText(before))
    .update({ state: 'dead', settled_at: instantText(at) })

/** Keeps how one try went. */
export async function noteTry(
  trx: Transaction,
  messageId: string,
  { at, status, failure, tookMs }: Try,
): Promise<void> {
  await trx<TryRow>('webhook_tries').insert({
    message_id: messageId,
    at,
    status: status ?? null,
    failure: failure ?? null,
    took_ms: tookMs,
  })
}

/** Tries of some messages, oldest first, by message. */
export async function triesOf(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Try[]>> {
  const rows = await db<TryRow>('webhook_tries')
    .whereIn('message_id', [...ids])
    .orderBy('id')
  return new Map(ids.map((id) => [id, rows.filter((row) => row.message_id === id).map(tryFromRow)]))
}

const tryFromRow = ({ at, status, failure, took_ms }: TryRow): Try => ({
  at,
  status: status ?? undefined,
  failure: failure ?? undefined,
  tookMs: took_ms,
})

const messageFromRow = (row: MessageRow): Message => ({
  id: row.id,
  endpointId: row.endpoint_id,
  kind: row.kind,
  body: row.body,
  state: row.state,
  createdAt: row.created_at,
  settledAt: row.settled_at ?? undefined,
})
