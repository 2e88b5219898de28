/** Rows of what goes next of each claim that ended, and the facts that say so. Judges nothing: the table of periods does. */
import { Temporal } from 'temporal-polyfill'
import { dateIn } from '../base/calendar.ts'
import type { ClaimState } from '../claims/machines.ts'
import type { Database, Transaction } from '../database.ts'
import { partyOf, type Programme } from '../programmes/programme.ts'
import { programmeVersion } from '../programmes/store.ts'
import { heldOf } from './hold-store.ts'
import { claimKinds, type ClaimKind, type Ended } from './retention.ts'
import { bookedOf } from './subject-store.ts'

const endings: readonly ClaimState[] = ['closed', 'rejected', 'void', 'withdrawn']

/** Entries that tell of the data and not of the claim: they make nothing last longer. */
const aside = ['account-shown', 'data-expired', 'data-held', 'data-released', 'erased', 'exported']

/** Claims that ended and whose day is not known by this table, the oldest first. */
export async function unplanned(db: Database, tableSha256: string, limit: number): Promise<string[]> {
  const known = db('retention_dues')
    .whereRaw('retention_dues.claim_reference = claims.reference')
    .where({ table_sha256: tableSha256 })
  return db('claims')
    .whereIn('state', [...endings])
    .whereNotExists(known)
    .orderBy('id')
    .limit(limit)
    .pluck('reference')
}

/** Undefined while the claim is under way. Days are those of UTC, as the job's are. */
export async function endedOf(trx: Database, reference: string): Promise<Ended | undefined> {
  const claim = await trx('claims')
    .join('participants', 'participants.id', 'claims.participant_id')
    .where({ reference })
    .whereIn('state', [...endings])
    .first<ClaimRow | undefined>('programme_version', 'participant_id', 'country')
  if (!claim) return undefined
  const last = await trx('journal')
    .where({ claim: reference })
    .whereNotIn('kind', aside)
    .max<{ at: string | null }[]>({ at: 'at' })
    .first()
  if (!last?.at) throw new Error(`the journal knows no claim ${reference}`)
  const payable = await trx('payables').where({ claim_reference: reference }).first('number')
  const isPaid = payable !== undefined || (await bookedOf(trx, [reference])).length > 0
  return {
    isPaid,
    gone: await goneOf(trx, reference, claim.participant_id),
    countries: lawsOf(await programmeVersion(trx, claim.programme_version), claim.country),
    lastOn: dateIn(Temporal.Instant.from(last.at), 'UTC'),
  }
}

/** Which of these claims are held, or wait for money that is owed to us. */
export async function keptBack(db: Database, references: readonly string[]): Promise<string[]> {
  const owed: string[] = await db('recoveries')
    .whereIn('claim_reference', [...references])
    .where({ state: 'open' })
    .pluck('claim_reference')
  return [...(await heldOf(db, references)), ...owed]
}

type ClaimRow = { programme_version: string; participant_id: number; country: string }

/** Where payer and issuer sit or are registered, and where the participant is. */
function lawsOf(programme: Programme, participant: string): string[] {
  const houses = [partyOf(programme, 'payer'), partyOf(programme, 'issuer')]
  const theirs = houses.flatMap(({ address, vatIds }) => [
    address.country,
    ...vatIds.map(({ country }) => country),
  ])
  return [...new Set([...theirs, participant])]
}

async function goneOf(db: Database, reference: string, participant: number): Promise<ClaimKind[]> {
  const kinds: ClaimKind[] = await db('erasures').where({ claim_reference: reference }).pluck('kind')
  const whole = await db('erasures').where({ participant_id: participant }).whereNull('kind').first('id')
  return whole ? [...kinds, ...claimKinds.filter((kind) => kind !== 'books')] : kinds
}

/** What goes next of a claim and the last day on which it is kept; neither when all is gone. */
export type Due = { readonly kind: ClaimKind; readonly lastDay: Temporal.PlainDate }

/** Keeps what goes next of a claim; `undefined`: nothing any more. */
export async function noteDue(
  trx: Transaction,
  reference: string,
  tableSha256: string,
  due: Due | undefined,
): Promise<void> {
  const row = {
    claim_reference: reference,
    kind: due?.kind ?? null,
    last_day: due?.lastDay.toString() ?? null,
    table_sha256: tableSha256,
  }
  await trx('retention_dues').insert(row).onConflict('claim_reference').merge()
}

/** A claim that was opened again is planned again when it ends. */
export const forgetDue = async (trx: Transaction, reference: string): Promise<void> => {
  await trx('retention_dues').where({ claim_reference: reference }).delete()
}

/** A place in the order in which things go. */
export type Place = { readonly lastDay: string; readonly reference: string }

/** Claims of which something is over on this day, in the order in which it goes. */
export async function dueOn(
  db: Database,
  today: Temporal.PlainDate,
  limit: number,
  after?: Place,
): Promise<Place[]> {
  const query = db('retention_dues')
    .where('last_day', '<', today.toString())
    .orderBy(['last_day', 'claim_reference'])
    .limit(limit)
  if (after) void query.whereRaw('(last_day, claim_reference) > (?, ?)', [after.lastDay, after.reference])
  const rows: { last_day: string; claim_reference: string }[] = await query
  return rows.map((row) => ({ lastDay: row.last_day, reference: row.claim_reference }))
}

export type Ahead = { readonly month: string; readonly kind: ClaimKind; readonly claims: number }

/** How many claims lose what in which month (`2031-12`), the next first. */
export async function ahead(db: Database, limit: number): Promise<Ahead[]> {
  const month = db.raw<string>('substr(last_day, 1, 7)')
  const rows = await db('retention_dues')
    .whereNotNull('last_day')
    .groupBy([month, 'kind'])
    .orderBy(['month', 'kind'])
    .limit(limit)
    .select({ month, kind: 'kind' })
    .count<{ month: string; kind: ClaimKind; claims: number | string }[]>({ claims: '*' })
  return rows.map((row) => ({ ...row, claims: Number(row.claims) }))
}

export type Behind = { readonly day: string; readonly kind: ClaimKind; readonly claims: number }

/** How many claims lost what on which day (ISO date), the last first. */
export async function behind(db: Database, limit: number): Promise<Behind[]> {
  const day = db.raw<string>('substr(erased_at, 1, 10)')
  const rows = await db('erasures')
    .whereNotNull('kind')
    .groupBy([day, 'kind'])
    .orderBy([{ column: 'day', order: 'desc' }, 'kind'])
    .limit(limit)
    .select({ day, kind: 'kind' })
    .count<{ day: string; kind: ClaimKind; claims: number | string }[]>({ claims: '*' })
  return rows.map((row) => ({ ...row, claims: Number(row.claims) }))
}
