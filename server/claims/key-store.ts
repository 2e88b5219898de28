/**
 * What makes claims findable again, and the locks that make counting safe (R15, R53, R64, R93). Values are normalised
 * by whoever asks; personal ones come as hashes.
 */
import type { Database, Transaction } from '../database.ts'
import { livingStates } from './claim.ts'

export type KeyKind =
  'participant' | 'end-customer' | 'product-serial' | 'device-serial' | 'invoice' | 'file' | 'bank-account'
export type ClaimKey = { readonly kind: KeyKind; readonly value: string }

/** What one claim uses of one cap; `key` as `demandsOf` gives it. */
export type CapUse = { readonly cap: string; readonly key: string; readonly amount: number }

/**
 * Holds these keys until the transaction ends, so that a second submission that shares one waits and then counts the
 * first. Taken in one order by everybody, so that two never wait for each other.
 */
export async function lockKeys(trx: Transaction, keys: readonly string[]): Promise<void> {
  for (const key of [...new Set(keys)].toSorted()) {
    await trx('key_locks')
      .insert({ key, taken: 1 })
      .onConflict('key')
      .merge({ taken: trx.raw('?? + 1', ['key_locks.taken']) })
  }
}

/** References of living claims with this key, but for `except`, oldest first. */
export async function referencesWithKey(
  db: Database,
  kind: KeyKind,
  value: string,
  except = '',
): Promise<string[]> {
  const rows = await db('claim_keys')
    .join('claims', 'claims.id', 'claim_keys.claim_id')
    .where({ kind, value })
    .whereIn('claims.state', [...livingStates])
    .whereNot('claims.reference', except)
    .orderBy('claims.id')
    .select<{ reference: string }[]>('claims.reference')
  return rows.map(({ reference }) => reference)
}

/** How much of a cap living claims use, but for the claim `except` that is just being sent in again. */
export async function usedOf(
  db: Database,
  programmeId: string,
  cap: string,
  key: string,
  except = '',
): Promise<number> {
  const row = await db('cap_uses')
    .join('claims', 'claims.id', 'cap_uses.claim_id')
    .where({ 'cap_uses.programme_id': programmeId, cap, key })
    .whereIn('claims.state', [...livingStates])
    .whereNot('claims.reference', except)
    .sum<{ used: number | string | null }[]>({ used: 'amount' })
    .first()
  // PostgreSQL sums bigint to numeric, which arrives as text.
  return Number(row?.used ?? 0)
}

/** Replaces the keys and the uses of a claim. */
export async function saveKeys(
  trx: Transaction,
  claim: { readonly id: number; readonly programmeId: string },
  keys: readonly ClaimKey[],
  uses: readonly CapUse[],
): Promise<void> {
  await trx('claim_keys').where({ claim_id: claim.id }).delete()
  await trx('cap_uses').where({ claim_id: claim.id }).delete()
  const distinct = [...new Map(keys.map((key) => [`${key.kind} ${key.value}`, key])).values()]
  if (distinct.length > 0)
    await trx('claim_keys').insert(distinct.map((key) => ({ claim_id: claim.id, ...key })))
  const rows = uses.map((use) => ({ claim_id: claim.id, programme_id: claim.programmeId, ...use }))
  if (rows.length > 0) await trx('cap_uses').insert(rows)
}
