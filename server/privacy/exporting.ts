/**
 * All that is held on a participant (GDPR art. 15 and 20): a page to read, rows by table as JSON, accounts as they were given, and
 * the files themselves. The same places as erasure knows, so nothing is erased that was not shown and nothing shown is forgotten.
 */
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { entriesOf, notesOf, writeEntry } from '../claims/journal-store.ts'
import { claimOf } from '../claims/store.ts'
import { inTransaction, type Database } from '../database.ts'
import { documentsOf } from '../documents/store.ts'
import { evidenceOf } from '../evidence/store.ts'
import { bankAccountsOfAll } from '../parties/account-store.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Locale } from '../texts/texts.ts'
import type { Gathered, Row } from './overview.ts'
import { places } from './places.ts'
import { rowsAt, subjectOf } from './subject-store.ts'

/** Files by their name in the archive. */
export type Archive = readonly { readonly name: string; readonly bytes: Buffer }[]

/** What giving out takes. */
export type Exporting = {
  readonly db: Database
  readonly clock: Clock
  readonly vault: { get(hash: string): Promise<Buffer> }
  /** The first page, in the participant's language. */
  readonly readPage: (locale: Locale, gathered: Gathered) => string
}

/** Columns that say nothing to anybody outside. */
const internal = new Set(['sealed', 'wrapped', 'token_hash', 'code_hash', 'fingerprint'])

/** @throws Refusal `not-found` / `subject-unknown`. Each claim's journal says that it was given out. */
export async function exportOf(
  { db, clock, vault, readPage }: Exporting,
  named: string,
  by: Actor,
): Promise<Archive> {
  const subject = await subjectOf(db, named)
  const tables: Record<string, Row[]> = {}
  for (const place of places)
    tables[place.table] ??= (await rowsAt(db, place, subject)).map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([column]) => !internal.has(column))
          .map(([column, value]) => [column, unfolded(value)]),
      ),
    )
  tables['bank_accounts'] = await bankAccountsOfAll(db, subject.participants.map(Number))
  const references = subject.references.map(String)
  const files: { name: string; what?: string; bytes: Buffer }[] = []
  const journal: Gathered['journal'][number][] = []
  for (const reference of references) {
    const notes = await notesOf(db, reference)
    for (const entry of await entriesOf(db, reference)) journal.push({ ...entry, note: notes.get(entry.no) })
    files.push(...(await filesOf({ db, vault }, reference)))
  }
  await inTransaction(db, async (trx) => {
    for (const reference of references)
      await writeEntry(trx, await claimOf(trx, reference), { kind: 'exported', facts: {} }, by, clock.now())
  })
  // Who applied in Danish reads Danish.
  const [first] = references
  const locale = first === undefined ? 'en' : (await claimOf(db, first)).application.locale
  const made = clock.now().toString()
  const data = { made, claims: references, tables, journal }
  const page = readPage(locale, {
    ...data,
    files,
    declarations: await declarationsOf(db, references, locale),
  })
  return [
    { name: 'index.html', bytes: Buffer.from(page) },
    { name: 'data.json', bytes: Buffer.from(JSON.stringify(data, undefined, 2)) },
    ...files.map(({ name, bytes }) => ({ name, bytes })),
  ]
}

/** What was sent in and what was drawn for one claim. */
async function filesOf({ db, vault }: Pick<Exporting, 'db' | 'vault'>, reference: string) {
  const files: { name: string; what?: string; bytes: Buffer }[] = []
  for (const { name, sha256, id } of await evidenceOf(db, reference))
    files.push({
      name: `${reference}/evidence/${id.slice(0, 8)}-${plainName(name)}`,
      bytes: await vault.get(sha256),
    })
  for (const { id, kind, name, sha256, facts } of await documentsOf(db, reference))
    if (sha256 && facts !== 'erased')
      files.push({
        name: `${reference}/documents/${id}-${plainName(name)}`,
        what: kind,
        bytes: await vault.get(sha256),
      })
  return files
}

/** The words of each declaration as the editions of these claims have them. */
async function declarationsOf(
  db: Database,
  references: readonly string[],
  locale: Locale,
): Promise<ReadonlyMap<string, string>> {
  const words = new Map<string, string>()
  for (const reference of references) {
    const { declarations } = await programmeVersion(db, (await claimOf(db, reference)).programmeVersion)
    for (const { id, text } of declarations) words.set(id, textIn(text, locale))
  }
  return words
}

/** A text that holds JSON as what it holds: nobody reads JSON within JSON. */
function unfolded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

/** No folder of its own, nothing that a shell or a file system takes for something else. */
const plainName = (name: string): string => name.replace(/[^\p{L}\p{N}._-]/gu, '_').slice(-100)
