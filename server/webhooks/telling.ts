/** Acts: what just happened to a claim is written down for everybody who wants to be told, in the same transaction. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { instantText, type Clock } from '../base/calendar.ts'
import type { Happened } from '../claims/advance.ts'
import type { JournalEntry } from '../claims/journal.ts'
import { onceWritten } from '../claims/journal-store.ts'
import type { Transaction } from '../database.ts'
import { liveEndpoints, type Endpoint } from './endpoint-store.ts'
import { kindOf, messageBody, type WebhookKind } from './kinds.ts'
import { insertMessage } from './message-store.ts'
import { firstOneSeconds } from './resting.ts'

export type TellingDesk = {
  readonly clock: Clock
  readonly settings: { readonly publicUrl: string }
  readonly enqueue: (
    trx: Transaction,
    job: {
      kind: string
      key: string
      payload: { message: string }
      dueAt: Temporal.Instant
      lane: 'receivers'
    },
  ) => Promise<void>
}

/** A bank books ten thousand payments in one transaction; who is told is asked once in each. */
const knownIn = new WeakMap<Transaction, Promise<readonly Endpoint[]>>()

/** Asks who wants to be told of this kind, so that it is known by the time that `tellWebhooks` tells. */
export async function askWhoIsTold({ trx, entry }: Happened): Promise<readonly Endpoint[]> {
  if (!kindOf(entry)) return []
  const known = knownIn.get(trx) ?? liveEndpoints(trx)
  knownIn.set(trx, known)
  return known
}

/** A row and a job for each endpoint that wants this kind. Nothing leaves the house here. */
export async function tellWebhooks(desk: TellingDesk, happened: Happened): Promise<void> {
  const kind = kindOf(happened.entry)
  if (!kind) return
  const { trx } = happened
  const told = (await askWhoIsTold(happened)).filter(({ kinds }) => kinds.includes(kind))
  if (told.length > 0)
    await onceWritten(trx, happened.entry, (entry) => keepMessages(desk, { ...happened, entry }, kind, told))
}

async function keepMessages(
  desk: TellingDesk,
  happened: Happened & { readonly entry: JournalEntry },
  kind: WebhookKind,
  endpoints: readonly Endpoint[],
): Promise<void> {
  const { trx, entry } = happened
  const now = desk.clock.now()
  const body = messageBody(kind, happened, desk.settings.publicUrl)
  for (const endpoint of endpoints) {
    const id = `msg_${randomUUID().replaceAll('-', '')}`
    const createdAt = instantText(now)
    const message = { id, endpointId: endpoint.id, entryNo: entry.no, kind, body, createdAt }
    if (await insertMessage(trx, message)) await enqueueSending(desk, trx, id, dueFor(endpoint, now))
  }
}

/** A receiver that rests is told when the first of what waits for it has been tried. */
const dueFor = ({ restsUntil }: Endpoint, now: Temporal.Instant): Temporal.Instant => {
  const rested = restsUntil && Temporal.Instant.from(restsUntil).add({ seconds: firstOneSeconds })
  return rested && Temporal.Instant.compare(rested, now) > 0 ? rested : now
}

/** A job for one message; while one is unfinished, there is no second. */
export const enqueueSending = (
  { enqueue }: Pick<TellingDesk, 'enqueue'>,
  trx: Transaction,
  message: string,
  dueAt: Temporal.Instant,
): Promise<void> =>
  enqueue(trx, { kind: 'send-webhook', key: message, payload: { message }, dueAt, lane: 'receivers' })
