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

/** An engine by its name and, for PostgreSQL, the address of its database. */
export type Engine = { readonly engine: string; readonly databaseUrl?: string }

/** Each engine in turn; PostgreSQL runs for as long as it is asked about. */
export async function* engines(manner: Manner = {}): AsyncGenerator<Engine> {
  yield { engine: 'SQLite' }
  const server = '../../test/setup/postgres-server.mjs'
  const { startPostgres } = (await import(server)) as PostgresServer
  const postgres = await startPostgres(manner)
  try {
    yield { engine: 'PostgreSQL', databaseUrl: postgres.url('postgres') }
  } finally {
    await postgres.stop()
  }
}

/** All figures of both. `measureOn` gets the engine's name and, on PostgreSQL, the address of its database. */
export async function onBothEngines(
  measureOn: (engine: string, databaseUrl?: string) => Promise<Figure[]>,
  manner: Manner = {},
): Promise<Figure[]> {
  const figures: Figure[] = []
  for await (const { engine, databaseUrl } of engines(manner))
    figures.push(...(await measureOn(engine, databaseUrl)))
  return figures
}

/** A PostgreSQL database as new, for the next measurement in it. A new SQLite file (undefined) is one already. */
export async function emptied(databaseUrl: string | undefined): Promise<void> {
  if (!databaseUrl) return
  const db = openDatabase(databaseUrl)
  await db.raw('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await db.destroy()
}
