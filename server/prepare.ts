/** Brings a house up to date before it opens: tables, programme files, depots. Safe to repeat at every start. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import type { Clock } from './base/calendar.ts'
import type { Database } from './database.ts'
import { changedFiles, loadProgrammes, type ProgrammeFile } from './programmes/store.ts'
import { loadDepots } from './shipping/depot-store.ts'
import { depotFile, type Depot } from './shipping/depots.ts'
import { read } from './web/read.ts'

/** @throws Refusal naming file and line of every mistake in a programme file, and every wrong field of the depots. */
export async function prepare({
  db,
  clock,
}: {
  readonly db: Database
  readonly clock: Clock
}): Promise<void> {
  await db.migrate.latest({ migrationSource })
  await loadProgrammes(db, clock, await changedFiles(db, programmeFiles('templates/programmes')))
  await loadDepots(db, depotsIn('templates/depots.yaml'))
}

/** Imported by name, so that a bundle of the server carries them; called by their files, as Knex's command line does. */
const migrationSource = {
  getMigrations: async (): Promise<string[]> => readdirSync('migrations').toSorted(),
  getMigrationName: (file: string): string => file,
  getMigration: (file: string): Promise<Migration> => import(`../migrations/${basename(file, '.ts')}.ts`),
}

type Migration = { up(db: Database): Promise<void>; down(db: Database): Promise<void> }

/** Where carriers start from, as the file says it. @throws Refusal `invalid` with a fault for each wrong field. */
export const depotsIn = (file: string): readonly Depot[] =>
  read(depotFile, parse(readFileSync(file, 'utf8'))).depots

/** The programme files of a folder, in the order of their names. */
export const programmeFiles = (directory: string): ProgrammeFile[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(directory, file), 'utf8') }))
