/** Rows of the journal. Writes and reads; there is no function that changes or deletes. */
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import { canonicalJson } from '../base/canonical.ts'
import { beforeCommit, insertMany, isSqlite, together, type Database, type Transaction } from '../database.ts'
import type { ToldOfAccount } from '../staff/telling.ts'
import {
  aroundPlace,
  occurrenceOf,
  sealed,
  type JournalEntry,
  type Occurrence,
  type Told,
} from './journal.ts'

type JournalRow = Omit<JournalEntry, 'facts'> & { facts: string }
type HeadRow = { id: number; no: number; hash: string }

/** `account`: id. `limit`: entries at most. */
type HouseQuestion = {
  readonly kinds: readonly string[]
  readonly account?: number
  readonly limit: number
}

/** Appends one entry. The head row is locked, so entries of parallel transactions follow each other in one chain. */
export async function writeEntry(
  trx: Transaction,
  claim: Told['claim'],
  event: Told['event'],
  by: Actor,
  now: Temporal.Instant,
): Promise<JournalEntry> {
  const [entry] = await writeEntries(trx, [{ claim, event, by }], now)
  return entry as JournalEntry
}

/** Appends entries in their order, with few statements however many they are, behind those that wait for the commit. */
export async function writeEntries(
  trx: Transaction,
  told: readonly Told[],
  now: Temporal.Instant,
): Promise<JournalEntry[]> {
  await writeLate(trx)
  const occurrences = told.map((one) => occurrenceOf(one, now))
  const entries = await append(trx, occurrences)
  const notes = entries.flatMap(({ no, claim }, place) => {
    const note = told[place]?.event.note
    return note ? [{ entry: no, claim, note }] : []
  })
  await insertMany(trx, 'entry_notes', notes)
  return entries
}

/** An entry that is appended at the end of its transaction, and what is to be done with its number. */
type Late = {
  readonly occurrence: Occurrence
  readonly works: ((entry: JournalEntry) => Promise<void>)[]
  entry?: JournalEntry
}

const lateIn = new WeakMap<Transaction, Late[]>()

/**
 * Appends entries without notes when all else of the transaction is done: from the appending to the commit everybody
 * waits who writes to the journal as well (decision 6). Gives what they tell; `onceWritten` gives their numbers.
 */
export function writeEntriesLast(
  trx: Transaction,
  told: readonly Told[],
  now: Temporal.Instant,
): Occurrence[] {
  const late = lateIn.get(trx) ?? []
  if (late.length === 0) beforeCommit(trx, () => writeLate(trx))
  const added = told.map((one): Late => ({ occurrence: occurrenceOf(one, now), works: [] }))
  lateIn.set(trx, [...late, ...added])
  return added.map(({ occurrence }) => occurrence)
}

/** What can only be done with the number of an entry: at once when it has one, else when it has got it. */
export async function onceWritten(
  trx: Transaction,
  entry: Occurrence | JournalEntry,
  then: (entry: JournalEntry) => Promise<void>,
): Promise<void> {
  if ('no' in entry) return then(entry)
  const late = lateIn.get(trx)?.find(({ occurrence }) => occurrence === entry)
  if (!late) throw new Error(`the journal is not told that ${entry.claim} was ${entry.kind}`)
  if (late.entry) return then(late.entry)
  late.works.push(then)
}

async function writeLate(trx: Transaction): Promise<void> {
  const late = (lateIn.get(trx) ?? []).filter(({ entry }) => !entry)
  const entries = await append(
    trx,
    late.map(({ occurrence }) => occurrence),
  )
  for (const [place, one] of late.entries()) {
    const entry = entries[place]
    if (!entry) continue
    one.entry = entry
    for (const work of one.works) await work(entry)
  }
}

async function append(trx: Transaction, occurrences: readonly Occurrence[]): Promise<JournalEntry[]> {
  const [only] = occurrences
  if (!only) return []
  return occurrences.length === 1 && !isSqlite(trx)
    ? [await appendAtOnce(trx, only)]
    : appendUnderLock(trx, occurrences)
}

async function appendUnderLock(
  trx: Transaction,
  occurrences: readonly Occurrence[],
): Promise<JournalEntry[]> {
  let head = await lockHead(trx)
  const entries = occurrences.map((occurrence) => {
    const entry = sealed({ ...occurrence, no: head.no + 1, previous: head.hash })
    head = entry
    return entry
  })
  const { no, hash } = head
  const previous = entries.at(-1)?.previous
  await together(
    trx,
    () => insertMany(trx, 'journal', entries.map(rowOf)),
    async () => trx('journal_head').where({ id: 1 }).update({ no, previous, hash }),
  )
  return entries
}

/** PostgreSQL seals one entry itself: the head, for which everybody waits, is held for one round trip less. */
async function appendAtOnce(trx: Transaction, occurrence: Occurrence): Promise<JournalEntry> {
  const { at, claim, kind, actor, unit, programme, facts } = occurrence
  const { rows } = await trx.raw<{ rows: Pick<JournalEntry, 'no' | 'previous' | 'hash'>[] }>(
    `WITH head AS (
       UPDATE journal_head SET no = no + 1, previous = hash,
         hash = encode(sha256(convert_to(?::text || (no + 1) || ?::text || hash || ?::text, 'UTF8')), 'hex')
       WHERE id = 1 RETURNING no, previous, hash)
     INSERT INTO journal (at, claim, kind, actor, unit, programme, facts, no, previous, hash)
     SELECT ?::text, ?::text, ?::text, ?::text, ?::integer, ?::text, ?::text, no, previous, hash FROM head
     RETURNING no, previous, hash`,
    [...aroundPlace(occurrence), at, claim, kind, actor, unit, programme, canonicalJson(facts)],
  )
  const [place] = rows
  if (!place) throw new Error('the journal has no head')
  return { ...occurrence, ...place }
}

const rowOf = (entry: JournalEntry): JournalRow => ({ ...entry, facts: canonicalJson(entry.facts) })

/** Appends an entry about an account of staff or a key, so under no claim and no programme. */
export async function tellOfHouse(
  trx: Transaction,
  event: ToldOfAccount,
  by: Actor,
  now: Temporal.Instant,
): Promise<void> {
  await writeEntry(trx, { reference: '', programmeVersion: '' }, event, by, now)
}

/** The last entries about the house of these kinds, newest first; with `account`, those about that account of staff alone. */
export async function lastOfHouse(
  db: Database,
  { kinds, account, limit }: HouseQuestion,
): Promise<JournalEntry[]> {
  const asked = db<JournalRow>('journal').where({ claim: '' }).whereIn('kind', kinds)
  // Canonical JSON sorts by name and nothing sorts before `account`: it begins the facts, whatever follows it.
  const begins = `{"account":${account}`
  const rows = await (
    account === undefined
      ? asked
      : asked.whereRaw('(facts = ? or facts like ?)', [`${begins}}`, `${begins},%`])
  )
    .orderBy('no', 'desc')
    .limit(limit)
  return rows.map(entryFromRow)
}

/** The notes that people wrote to a claim's entries, by the number of the entry. */
export async function notesOf(db: Database, reference: string): Promise<ReadonlyMap<number, string>> {
  const rows = await db<{ entry: number; claim: string; note: string }>('entry_notes').where({
    claim: reference,
  })
  return new Map(rows.map(({ entry, note }) => [entry, note]))
}

/** The number of the last entry; 0 while there is none. Whatever has a number up to it is committed. */
export async function lastEntryNo(db: Database): Promise<number> {
  const head = await db<HeadRow>('journal_head').where({ id: 1 }).first('no')
  return head?.no ?? 0
}

/** What happened to one claim, in order. */
export async function entriesOf(db: Database, reference: string): Promise<JournalEntry[]> {
  const rows = await db<JournalRow>('journal').where({ claim: reference }).orderBy('no')
  return rows.map(entryFromRow)
}

/** A stretch of the whole journal for an export, `limit` entries after number `after`. */
export async function entriesAfter(db: Database, after: number, limit: number): Promise<JournalEntry[]> {
  const rows = await db<JournalRow>('journal').where('no', '>', after).orderBy('no').limit(limit)
  return rows.map(entryFromRow)
}

async function lockHead(trx: Transaction): Promise<{ no: number; hash: string }> {
  const head = await trx<HeadRow>('journal_head').where({ id: 1 }).forUpdate().first('no', 'hash')
  if (!head) throw new Error('the journal has no head')
  return head
}

const entryFromRow = (row: JournalRow): JournalEntry => ({
  ...row,
  facts: JSON.parse(row.facts) as JournalEntry['facts'],
})
