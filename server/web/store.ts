/**
 * Answers to requests that carried an Idempotency-Key, kept in the transaction of their effect: either both are
 * there or neither. Knows no operation; an answer is a status and a text.
 */
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { beforeCommit, type Database, inTransaction, type Transaction } from '../database.ts'
import type { Wish } from './idempotency.ts'

/** An answer as it went out; `body` is JSON text, or undefined for an empty answer. */
export type Answered = { readonly status: number; readonly body: string | undefined }

/** How long a caller can ask again and is sure to get the same answer. */
export const keptFor = Temporal.Duration.from({ hours: 30 * 24 })

type WishRow = { fingerprint: string; status: number | null; body: string | null }

/**
 * Does the work once per wish and gives the first answer to everybody who asks again, also at the same moment:
 * the second waits at the key's row until the first has committed. Refused work is not kept, so it can be tried again.
 * @throws Refusal `misused` when the key came with another request before.
 */
export const once = (
  db: Database,
  wish: Wish,
  now: Temporal.Instant,
  work: (trx: Transaction) => Promise<Answered>,
): Promise<Answered & { readonly replayed: boolean }> =>
  inTransaction(db, async (trx) => {
    const { actor, key } = wish
    const taken = await trx('idempotency_keys')
      .insert({ actor, key, fingerprint: wish.fingerprint, created_at: instantText(now) })
      .onConflict(['actor', 'key'])
      .ignore()
      .returning<{ key: string }[]>('key')
    if (taken.length === 0) return { ...(await earlierAnswer(trx, wish)), replayed: true }
    const answer = await work(trx)
    const { status, body = null } = answer
    beforeCommit(trx, () => trx('idempotency_keys').where({ actor, key }).update({ status, body }))
    return { ...answer, replayed: false }
  })

async function earlierAnswer(trx: Transaction, { actor, key, fingerprint }: Wish): Promise<Answered> {
  const row: WishRow | undefined = await trx('idempotency_keys').where({ actor, key }).first()
  if (!row || row.status === null) throw new Error('an idempotency key is taken but has no answer')
  if (row.fingerprint !== fingerprint) throw refuse('misused', 'idempotency-key-reused')
  return { status: row.status, body: row.body ?? undefined }
}

/** Forgets answers older than 30 days; gives how many. For the worker's daily round. */
export const forgetOldAnswers = async (db: Database, now: Temporal.Instant): Promise<number> =>
  db('idempotency_keys')
    .where('created_at', '<', instantText(now.subtract(keptFor)))
    .del()
