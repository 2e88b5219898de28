/** The block list (R30): parties barred from this and future programmes. Holds hashes of party keys, never names. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import type { Database, Transaction } from '../database.ts'

/** Bars a party, named by `participantKey`. Barring it twice keeps the first reason. */
export async function block(
  trx: Transaction,
  key: string,
  {
    reason,
    by,
    at,
  }: { reason: string; /** One word, as `actorText` gives. */ by: string; at: Temporal.Instant },
): Promise<void> {
  await trx('blocks')
    .insert({ key: sha256(key), reason, blocked_by: by, blocked_at: instantText(at) })
    .onConflict('key')
    .ignore()
}

/** R30: whether the party of this key is barred. */
export const isBlocked = async (db: Database, key: string): Promise<boolean> =>
  (await db('blocks')
    .where({ key: sha256(key) })
    .first('key')) !== undefined
