/**
 * API keys of programs, kept as hashes. A key makes the moves that it was given, and of those only what its maker's roles
 * allow at that moment: who loses a role takes it from the keys as well.
 */
import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import { type Clock, instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import { movesForMachines } from './access.ts'
import { staffById } from './store.ts'
import type { TellOfAccount } from './telling.ts'

type Office = { readonly db: Database; readonly clock: Clock }
type KeyOffice = { readonly clock: Clock; readonly tell: TellOfAccount }

export type ApiKey = {
  readonly id: number
  /** What it is for, in the words of who made it. */
  readonly name: string
  readonly moves: readonly string[]
  readonly madeBy: number
  readonly madeAt: string
  readonly expiresAt: string
  readonly lastUsedAt: string | undefined
  readonly endedAt: string | undefined
}

type KeyRow = {
  id: number
  name: string
  key_hash: string
  moves: string
  made_by: number
  made_at: string
  expires_at: string
  last_used_at: string | null
  ended_at: string | null
}

/** Days. A key that nobody renews is one that nobody misses (ASVS 5.0, 13.2.2). */
export const keyLasts = 365

/** Not every call writes. */
const usedEverySeconds = 3600

/** `Authorization: Bearer bhk_…`; the letters let scanners of repositories find a key that got lost there. */
const keyBearer = /^Bearer (bhk_[\w-]{43})$/

/**
 * Makes a key, told once: 256 random bits.
 * @throws Refusal `invalid` / `move-not-for-keys` for a move that no machine may make, or that the maker may not.
 */
export async function makeKey(
  trx: Transaction,
  { clock, tell }: KeyOffice,
  maker: Extract<Actor, { kind: 'staff' }>,
  { name, moves }: { readonly name: string; readonly moves: readonly string[] },
): Promise<{ readonly id: number; readonly key: string }> {
  const able = movesForMachines(maker)
  const faults = moves.flatMap((move, place) =>
    able.includes(move) ? [] : [{ code: 'move-not-for-keys', path: `/moves/${place}`, facts: { move } }],
  )
  if (faults.length > 0) throw new Refusal('invalid', faults)
  const key = `bhk_${randomBytes(32).toString('base64url')}`
  const now = clock.now()
  const [row] = await trx<KeyRow>('api_keys')
    .insert({
      name,
      key_hash: sha256(key),
      moves: JSON.stringify(moves),
      made_by: maker.id,
      made_at: instantText(now),
      expires_at: instantText(now.add({ hours: 24 * keyLasts })),
    })
    .returning('id')
  if (!row) throw new Error('no id for a new key')
  const facts = { account: maker.id, key: row.id, moves: [...moves] }
  await tell(trx, { kind: 'key-made', facts }, maker)
  return { id: row.id, key }
}

/** Every key that was made, the newest first; those that ended stay for the journal's sake. */
export async function listKeys(db: Database, limit: number): Promise<ApiKey[]> {
  const rows = await db<KeyRow>('api_keys').orderBy('id', 'desc').limit(limit)
  return rows.map(keyFrom)
}

/** Ends the key at once. @throws Refusal `not-found` for none, or one that has ended. */
export async function endKey(
  trx: Transaction,
  { clock, tell }: KeyOffice,
  id: number,
  by: Actor,
): Promise<void> {
  const [ended] = await trx<KeyRow>('api_keys')
    .where({ id, ended_at: null })
    .update({ ended_at: instantText(clock.now()) })
    .returning(['made_by'])
  if (!ended) throw refuse('not-found', 'not-found')
  await tell(trx, { kind: 'key-ended', facts: { account: ended.made_by, key: id } }, by)
}

/** The program behind a request, or undefined when it brings no key that counts. */
export async function machineBehind(
  { db, clock }: Office,
  authorization: string | undefined,
): Promise<Actor | undefined> {
  const key = keyBearer.exec(authorization ?? '')?.[1]
  if (key === undefined) return undefined
  const now = clock.now()
  const row = await db<KeyRow>('api_keys')
    .where({ key_hash: sha256(key), ended_at: null })
    .andWhere('expires_at', '>', instantText(now))
    .first()
  const maker = row && (await staffById(db, row.made_by))
  if (!row || !maker) return undefined
  await noteUse(db, row, now)
  return { kind: 'machine', id: row.id, roles: maker.roles, moves: keyFrom(row).moves }
}

async function noteUse(db: Database, { id, last_used_at }: KeyRow, now: Temporal.Instant): Promise<void> {
  const unused =
    last_used_at === null ? Infinity : now.since(Temporal.Instant.from(last_used_at)).total('seconds')
  if (unused >= usedEverySeconds)
    await db<KeyRow>('api_keys')
      .where({ id })
      .update({ last_used_at: instantText(now) })
}

const keyFrom = (row: KeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  moves: JSON.parse(row.moves) as string[],
  madeBy: row.made_by,
  madeAt: row.made_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
})
