/** Rows of the journal. Writes and reads; there is no function that changes or deletes. */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { canonicalJson } from '../base/canonical.ts'
import { insertMany, together, type Database, type Transaction } from '../database.ts'
import type { AccountEvent, ToldOfAccount } from '../staff/telling.ts'
import { sealed, type JournalEntry } from './journal.ts'
import type { ClaimEvent, EventKind } from './moves.ts'

type JournalRow = Omit<JournalEntry, 'facts'> & { facts: string }
type HeadRow = { id: number; no: number; hash: string }

/** `account`: id. `limit`: entries at most. */
type HouseQuestion = {
  readonly kinds: readonly string[]
  readonly account?: number
  readonly limit: number
}

/** What happened to a claim, and by whom. */
export type Told = {
  readonly claim: { readonly reference: string; readonly programmeVersion: string }
  readonly event: Omit<ClaimEvent, 'kind'> & { readonly kind: EventKind | AccountEvent }
  readonly by: Actor
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

/** Appends entries in their order, with few statements however many they are. */
export async function writeEntries(
  trx: Transaction,
  told: readonly Told[],
  now: Temporal.Instant,
): Promise<JournalEntry[]> {
  let head = await lockHead(trx)
  const entries = told.map(({ claim, event, by }) => {
    const entry = sealed({
      no: head.no + 1,
      at: instantText(now),
      claim: claim.reference,
      kind: event.kind,
      actor: actorText(by),
      unit: event.unit ?? 0,
      programme: claim.programmeVersion,
      facts: event.facts,
      previous: head.hash,
    })
    head = entry
    return entry
  })
  const rows = entries.map((entry) => ({ ...entry, facts: canonicalJson(entry.facts) }))
  const { no: last, hash } = head
  const notes = entries.flatMap(({ no, claim }, place) => {
    const note = told[place]?.event.note
    return note ? [{ entry: no, claim, note }] : []
  })
  await together(
    trx,
    () => insertMany(trx, 'journal', rows),
    async () => trx('journal_head').where({ id: 1 }).update({ no: last, hash }),
    () => insertMany(trx, 'entry_notes', notes),
  )
  return entries
}

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
