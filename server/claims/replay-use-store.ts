/** What the claims that a what-if went through used of each cap, from one slice to the next (R93). Gone when it ends. */
import { sha256 } from '../base/canonical.ts'
import { stretchesOf } from '../base/stretches.ts'
import type { Database, Transaction } from '../database.ts'
import type { Tally } from './what-if.ts'

/** The edition that a claim has, or the one that it is held against. */
export type ReplayEdition = 'before' | 'after'

type UseRow = { replay_id: number; edition: ReplayEdition; use_sha256: string; used: number | string }

/** What was used under these names (`capUseName`) so far; what was not used is not among them. */
export async function usesOf(
  db: Database,
  id: number,
  edition: ReplayEdition,
  names: readonly string[],
): Promise<Tally> {
  const nameByHash = new Map(names.map((name) => [sha256(name), name]))
  const rows = await db<UseRow>('programme_replay_uses')
    .where({ replay_id: id, edition })
    .whereIn('use_sha256', [...nameByHash.keys()])
  // PostgreSQL gives large integers as text.
  return new Map(rows.map(({ use_sha256: hash, used }) => [nameByHash.get(hash) ?? hash, Number(used)]))
}

/** Keeps what is used now, in place of what was. */
export async function keepUses(
  trx: Transaction,
  id: number,
  edition: ReplayEdition,
  tally: Tally,
): Promise<void> {
  const rows = [...tally].map(([name, used]) => ({ replay_id: id, edition, use_sha256: sha256(name), used }))
  for (const stretch of stretchesOf(rows, usesAtOnce))
    await trx<UseRow>('programme_replay_uses')
      .insert(stretch)
      .onConflict(['replay_id', 'edition', 'use_sha256'])
      .merge(['used'])
}

/** Nobody asks for them once all claims are through. */
export async function forgetUses(trx: Transaction, id: number): Promise<void> {
  await trx<UseRow>('programme_replay_uses').where({ replay_id: id }).delete()
}

// SQLite joins at most 500 rows in one statement, as Knex spells it.
const usesAtOnce = 400
