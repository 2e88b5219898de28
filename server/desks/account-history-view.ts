/** What the journal tells of accounts and keys, as rows of the desk of accounts. Reads; what it shows cannot be changed. */
import type { JsonObject } from '../base/canonical.ts'
import type { JournalEntry } from '../claims/journal.ts'
import { lastOfHouse } from '../claims/journal-store.ts'
import type { Database } from '../database.ts'
import { namesOfActors } from '../staff/store.ts'
import { accountEvents } from '../staff/telling.ts'
import type { Texts } from '../texts/texts.ts'

export type HistoryRow = {
  /** The journal's number: by it the entry is found in an export that was proven. */
  readonly no: number
  readonly at: string
  readonly what: string
  readonly by: string
  /** Whose account, or whose roles bound the key. */
  readonly whom: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** More are not read by a person either; the export has them all. */
const atMost = 100

/** The last changes, newest first: of one account, or of all of them and of closed ones. */
export async function accountHistory(db: Database, texts: Texts, account?: number): Promise<HistoryRow[]> {
  const which = account === undefined ? {} : { account }
  const entries = await lastOfHouse(db, { kinds: accountEvents, limit: atMost, ...which })
  const names = await namesOfActors(
    db,
    entries.flatMap((entry) => [entry.actor, actorOf(entry)]),
  )
  return entries.map((entry) => ({
    no: entry.no,
    at: entry.at,
    what: texts.text(`journal.${entry.kind}`),
    by: names.get(entry.actor) ?? texts.text(`journal.staff-reads.${entry.actor.split(':')[0]}`),
    whom: names.get(actorOf(entry)) ?? '',
    before: wordsIn(texts, entry.facts, 'before'),
    after: [...wordsIn(texts, entry.facts, 'after'), ...wordsIn(texts, entry.facts, 'moves')],
  }))
}

const actorOf = ({ facts }: JournalEntry): string => `staff:${JSON.stringify(facts['account'])}`

/** Roles or moves of that name among the facts, in words; what this version does not know stays as it was written. */
function wordsIn(texts: Texts, facts: JsonObject, name: 'before' | 'after' | 'moves'): string[] {
  const list = facts[name]
  if (!Array.isArray(list)) return []
  const area = name === 'moves' ? 'desk.move' : 'desk.role'
  return list.map(String).map((word) => (texts.has(`${area}.${word}`) ? texts.text(`${area}.${word}`) : word))
}
