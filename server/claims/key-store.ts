/**
 * What makes claims findable again, and the locks that make counting safe (R15, R53, R64, R93). Values are normalised
 * by whoever asks; personal ones come as hashes.
 */
import {
  houseKeysOf,
  inTransaction,
  insertMany,
  isSqlite,
  together,
  type Database,
  type Transaction,
} from '../database.ts'
import { livingStates } from './claim.ts'

export type KeyKind =
  'participant' | 'end-customer' | 'product-serial' | 'device-serial' | 'invoice' | 'file' | 'bank-account'
export type ClaimKey = { readonly kind: KeyKind; readonly value: string }

/**
 * Keys of accounts are marked by the key of the house: a plain hash of an account number could be tried out. `hash` is
 * the SHA-256 of the number, so that what was kept before can be marked without knowing it.
 */
export const accountKey = (hash: string, mark: (value: string) => string): string =>
  `${marked}${mark(`bank-account ${hash}`)}`

const marked = 'm:'

/** Marks those that were kept as plain hashes, some at a time: stopped anywhere, the next start goes on. Gives how many. */
export async function markAccountKeys(db: Database): Promise<number> {
  const { mark } = houseKeysOf(db)
  let count = 0
  for (;;) {
    const done = await inTransaction(db, async (trx) => {
      const plain = { kind: 'bank-account' } as const
      // Hexadecimal digits come before the sign of a marked one, so that the index finds what is left.
      const values = await trx<ClaimKey>('claim_keys')
        .where(plain)
        .where('value', '<', marked)
        .distinct('value')
        .limit(keysAtOnce)
        .pluck<string[]>('value')
      for (const value of values)
        await trx('claim_keys')
          .where({ ...plain, value })
          .update({ value: accountKey(value, mark) })
      return values.length
    })
    count += done
    if (done < keysAtOnce) return count
  }
}

const keysAtOnce = 200

/** What one claim uses of one cap; `key` as `demandsOf` gives it. */
export type CapUse = { readonly cap: string; readonly key: string; readonly amount: number }

/**
 * Holds these keys until the transaction ends, so that a second submission that shares one waits and then counts the
 * first. Taken in one order by everybody, so that two never wait for each other. SQLite needs none: BEGIN IMMEDIATE
 * holds the whole database by then.
 */
export async function lockKeys(trx: Transaction, keys: readonly string[]): Promise<void> {
  if (isSqlite(trx)) return
  await trx.raw(
    `SELECT pg_advisory_xact_lock(lock) FROM (
       SELECT DISTINCT hashtextextended(key, 0) AS lock FROM unnest(?::text[]) AS key ORDER BY lock) AS locks`,
    [[...keys]],
  )
}

/** References of living claims with this key, but for `except`, oldest first. */
export async function referencesWithKey(
  db: Database,
  kind: KeyKind,
  value: string,
  except = '',
): Promise<string[]> {
  const rows = await sharing(db, [{ kind, value }], except)
    .orderBy('claims.id')
    .select<{ reference: string }[]>('claims.reference')
  return rows.map(({ reference }) => reference)
}

/** For each of these keys that another living claim has, by its name as `nameOfKey` gives it: the oldest such claim. */
export async function firstWithKeys(
  db: Database,
  keys: readonly ClaimKey[],
  except = '',
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const oldest = sharing(db, keys, except)
    .groupBy('kind', 'value')
    .select('kind', 'value')
    .min({ id: 'claims.id' })
    .as('oldest')
  const rows = await db(oldest)
    .join('claims', 'claims.id', 'oldest.id')
    .select<(ClaimKey & { reference: string })[]>('kind', 'value', 'claims.reference')
  return new Map(rows.map((row) => [nameOfKey(row), row.reference]))
}

/** One word for a key, to look it up by. */
export const nameOfKey = ({ kind, value }: ClaimKey): string => `${kind} ${value}`

const sharing = (db: Database, keys: readonly ClaimKey[], except: string) =>
  db('claim_keys')
    .join('claims', 'claims.id', 'claim_keys.claim_id')
    .whereIn(
      ['kind', 'value'],
      keys.map(({ kind, value }) => [kind, value]),
    )
    .whereIn('claims.state', [...livingStates])
    .whereNot('claims.reference', except)

/** What one cap counts under one key. */
export type CapPlace = Pick<CapUse, 'cap' | 'key'>

/** How much living claims use of each of these places, but for the claim `except` that is just being sent in again. */
export async function usedOf(
  db: Database,
  programmeId: string,
  places: readonly CapPlace[],
  except = '',
): Promise<CapUse[]> {
  if (places.length === 0) return []
  const { mark } = houseKeysOf(db)
  const meant = new Map(
    places.flatMap(({ key }) => [[key, key] as const, [capMark(key, mark), key] as const]),
  )
  const rows = await db('cap_uses')
    .join('claims', 'claims.id', 'cap_uses.claim_id')
    .where('cap_uses.programme_id', programmeId)
    .whereIn(
      ['cap', 'key'],
      places.flatMap(({ cap, key }) => [
        [cap, key],
        [cap, capMark(key, mark)],
      ]),
    )
    .whereIn('claims.state', [...livingStates])
    .whereNot('claims.reference', except)
    .groupBy('cap', 'key')
    .select<{ cap: string; key: string }[]>('cap', 'key')
    .sum<{ cap: string; key: string; used: number | string }[]>({ used: 'amount' })
  // PostgreSQL sums bigint to numeric, which arrives as text.
  const amounts = new Map<string, CapUse>()
  for (const { cap, key: found, used } of rows) {
    const key = meant.get(found) ?? found
    const name = JSON.stringify([cap, key])
    amounts.set(name, { cap, key, amount: (amounts.get(name)?.amount ?? 0) + Number(used) })
  }
  return [...amounts.values()]
}

/**
 * What erased claims used of caps goes on counting (R15), under marks that do not tell whose it was: an erasure is no way
 * around a cap.
 */
export async function keepCapsCounted(trx: Transaction, claims: readonly number[]): Promise<void> {
  const { mark } = houseKeysOf(trx)
  const keys: string[] = await trx('cap_uses')
    .whereIn('claim_id', [...claims])
    .distinct('key')
    .pluck('key')
  for (const key of keys)
    await trx('cap_uses')
      .whereIn('claim_id', [...claims])
      .where({ key })
      .update({ key: capMark(key, mark) })
}

const capMark = (key: string, mark: (value: string) => string): string => `${marked}${mark(`cap ${key}`)}`

/** Writes the keys and the uses of a new claim. */
export async function insertKeys(
  trx: Transaction,
  claim: Owner,
  keys: readonly ClaimKey[],
  uses: readonly CapUse[],
): Promise<void> {
  const distinct = [...new Map(keys.map((key) => [nameOfKey(key), key])).values()]
  const found = distinct.map((key) => ({ claim_id: claim.id, ...key }))
  const used = uses.map((use) => ({ claim_id: claim.id, programme_id: claim.programmeId, ...use }))
  await together(
    trx,
    () => insertMany(trx, 'claim_keys', found),
    () => insertMany(trx, 'cap_uses', used),
  )
}

/** Puts others in their place: the claim was sent in again. */
export async function replaceKeys(
  trx: Transaction,
  claim: Owner,
  keys: readonly ClaimKey[],
  uses: readonly CapUse[],
): Promise<void> {
  await trx('claim_keys').where({ claim_id: claim.id }).delete()
  await trx('cap_uses').where({ claim_id: claim.id }).delete()
  await insertKeys(trx, claim, keys, uses)
}

type Owner = { readonly id: number; readonly programmeId: string }
