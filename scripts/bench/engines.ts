/** One measurement on both engines, in one run: SQLite in a file of its own, then the PostgreSQL server of the tests. */
import { openDatabase } from '../../server/database.ts'
import type { Figure } from './figure.ts'

/** Whether PostgreSQL waits for the disk, as SQLite always does; if not, neither for what is measured nor for its yardstick. */
type Manner = { readonly isDurable?: boolean }

/** The server of the tests. */
type PostgresServer = {
  readonly startPostgres: (
    manner: Manner,
  ) => Promise<{ url: (database: string) => string; stop: () => Promise<void> }>
}

/** `measureOn` gets the engine's name and, on PostgreSQL, the address of its database. */
export async function onBothEngines(
  measureOn: (engine: string, databaseUrl?: string) => Promise<Figure[]>,
  manner: Manner = {},
): Promise<Figure[]> {
  const sqlite = await measureOn('SQLite')
  const server = '../../test/setup/postgres-server.mjs'
  const { startPostgres } = (await import(server)) as PostgresServer
  const postgres = await startPostgres(manner)
  try {
    return [...sqlite, ...(await measureOn('PostgreSQL', postgres.url('postgres')))]
  } finally {
    await postgres.stop()
  }
}

/** A PostgreSQL database as new, for the next measurement in it. A new SQLite file (undefined) is one already. */
export async function emptied(databaseUrl: string | undefined): Promise<void> {
  if (!databaseUrl) return
  const db = openDatabase(databaseUrl)
  await db.raw('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await db.destroy()
}
