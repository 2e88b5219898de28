/** Brings a house up to date before it opens: tables, programme files. Safe to repeat at every start. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Clock } from './base/calendar.ts'
import type { Database } from './database.ts'
import { loadProgrammes, type ProgrammeFile } from './programmes/store.ts'

/** @throws Refusal naming file and line of every mistake in a programme file. */
export async function prepare({
  db,
  clock,
}: {
  readonly db: Database
  readonly clock: Clock
}): Promise<void> {
  await db.migrate.latest({ migrationSource })
  await loadProgrammes(db, clock, programmeFiles('templates/programmes'))
}

/** Imported by name, so that a bundle of the server carries them; called by their files, as Knex's command line does. */
const migrationSource = {
  getMigrations: async (): Promise<string[]> => readdirSync('migrations').toSorted(),
  getMigrationName: (file: string): string => file,
  getMigration: (file: string): Promise<Migration> => import(`../migrations/${basename(file, '.ts')}.ts`),
}

type Migration = { up(db: Database): Promise<void>; down(db: Database): Promise<void> }

/** The programme files of a folder, in the order of their names. */
export const programmeFiles = (directory: string): ProgrammeFile[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(directory, file), 'utf8') }))
