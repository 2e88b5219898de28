/** The signed ends of the journal, one a day; written once and never changed. */
import { beginning } from './journal.ts'
import { signHead, type HeadKey, type SignedHead } from './head.ts'
import type { Database } from '../database.ts'

/** Signs the journal's end of this moment as that of `day`, unless that day has one. */
export async function keepHead(db: Database, day: string, key: HeadKey): Promise<void> {
  const last = await db<{ no: number; hash: string }>('journal').orderBy('no', 'desc').first('no', 'hash')
  const head = signHead({ day, no: last?.no ?? 0, hash: last?.hash ?? beginning }, key)
  await db<SignedHead>('journal_heads').insert(head).onConflict('day').ignore()
}

/** The latest ends, newest first. */
export const latestHeads = (db: Database, limit: number): Promise<SignedHead[]> =>
  db<SignedHead>('journal_heads')
    .orderBy('day', 'desc')
    .limit(limit)
    .select('day', 'no', 'hash', 'key', 'signature')
