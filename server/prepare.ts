/** Brings a house up to date before it opens: tables, programme files, depots, what is sealed. Safe to repeat at every start. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import type { Clock } from './base/calendar.ts'
import { forgetPlainDrafts } from './claims/draft-store.ts'
import { markAccountKeys } from './claims/key-store.ts'
import { letGo, type Database } from './database.ts'
import { markOldAccounts, sealOldAccounts } from './parties/account-store.ts'
import { rewrapDataKeys } from './parties/data-key-store.ts'
import { changedFiles, loadProgrammes, type ProgrammeFile } from './programmes/store.ts'
import { loadDepots } from './shipping/depot-store.ts'
import { depotFile, type Depot } from './shipping/depots.ts'
import { resealSecrets } from './staff/factor-store.ts'
import { resealWebhooks } from './webhooks/endpoint-store.ts'
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
  await sealWhatLayOpen(db, clock)
}

/** Accounts from before they were sealed; data keys of a house key that was turned (decision 16). Killed in the middle, the next start goes on. */
async function sealWhatLayOpen(db: Database, clock: Clock): Promise<void> {
  const found = [
    await markAccountKeys(db),
    await forgetPlainDrafts(db),
    // Last: as long as one is open, a start that was killed is known by it.
    await sealOldAccounts(db, clock.now()),
  ]
  await rewrapDataKeys(db)
  await markOldAccounts(db)
  await resealSecrets(db)
  await resealWebhooks(db)
  if (found.some((count) => count > 0)) await letGo(db, { rewrite: true })
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
