/**
 * All that is held on a participant (GDPR art. 15 and 20): rows by table as JSON, accounts as they were given, and the files
 * themselves. The same places as erasure knows, so nothing is erased that was not shown and nothing shown is forgotten.
 */
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { entriesOf, notesOf, writeEntry } from '../claims/journal-store.ts'
import { claimOf } from '../claims/store.ts'
import { inTransaction, type Database } from '../database.ts'
import { documentsOf } from '../documents/store.ts'
import { evidenceOf } from '../evidence/store.ts'
import { bankAccountsOfAll } from '../parties/account-store.ts'
import { places } from './places.ts'
import { rowsAt, subjectOf } from './subject-store.ts'

/** Files by their name in the archive. */
export type Archive = readonly { readonly name: string; readonly bytes: Buffer }[]

type House = {
  readonly db: Database
  readonly clock: Clock
  readonly vault: { get(hash: string): Promise<Buffer> }
}

/** Columns that say nothing to anybody outside. */
const internal = new Set(['sealed', 'wrapped', 'token_hash', 'code_hash', 'fingerprint'])

/** @throws Refusal `not-found` / `subject-unknown`. Each claim's journal says that it was given out. */
export async function exportOf({ db, clock, vault }: House, named: string, by: Actor): Promise<Archive> {
  const subject = await subjectOf(db, named)
  const tables: Record<string, unknown> = {}
  for (const place of places)
    tables[place.table] ??= (await rowsAt(db, place, subject)).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([column]) => !internal.has(column))),
    )
  tables['bank_accounts'] = await bankAccountsOfAll(db, subject.participants.map(Number))
  const archive: { name: string; bytes: Buffer }[] = []
  const journal: unknown[] = []
  for (const reference of subject.references.map(String)) {
    const notes = await notesOf(db, reference)
    for (const entry of await entriesOf(db, reference)) journal.push({ ...entry, note: notes.get(entry.no) })
    for (const { name, sha256, id } of await evidenceOf(db, reference))
      archive.push({
        name: `${reference}/evidence/${id.slice(0, 8)}-${plainName(name)}`,
        bytes: await vault.get(sha256),
      })
    for (const { id, name, sha256, facts } of await documentsOf(db, reference))
      if (sha256 && facts !== 'erased')
        archive.push({
          name: `${reference}/documents/${id}-${plainName(name)}`,
          bytes: await vault.get(sha256),
        })
  }
  await inTransaction(db, async (trx) => {
    for (const reference of subject.references.map(String))
      await writeEntry(trx, await claimOf(trx, reference), { kind: 'exported', facts: {} }, by, clock.now())
  })
  const told = { made: clock.now().toString(), claims: subject.references, tables, journal }
  return [{ name: 'data.json', bytes: Buffer.from(JSON.stringify(told, undefined, 2)) }, ...archive]
}

/** No folder of its own, nothing that a shell or a file system takes for something else. */
const plainName = (name: string): string => name.replace(/[^\p{L}\p{N}._-]/gu, '_').slice(-100)
