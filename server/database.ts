/**
 * The one door to Knex. SQLite (one file, the default) and PostgreSQL behave alike behind it: instants and dates are
 * text, amounts are integers, there are no booleans, and a transaction that writes never meets SQLITE_BUSY.
 */
import { createRequire } from 'node:module'
import { isNativeError } from 'node:util/types'
import knex, { type Knex } from 'knex'
import pg from 'pg'

/** What storage functions take: the database itself or a transaction on it. */
export type Database = Knex

/** A running transaction. Functions that take it must be part of a larger whole. */
export type Transaction = Knex.Transaction

// PostgreSQL sends bigint as text; ours are counts and amounts in minor units, all within 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Opens `postgres://…` or a file path. Nothing is read until the first query. */
export const openDatabase = (url: string): Database => knex(settingsFor(url))

/** Settings for Knex and for its command line. Migrations are TypeScript and run by tsx everywhere. */
export function settingsFor(url: string): Knex.Config {
  // Otherwise Knex writes bound values, which may be somebody's data, into the messages of errors.
  const compileSqlOnError = false
  const migrations = { directory: 'migrations', extension: 'ts', loadExtensions: ['.ts'] }
  if (/^postgres(ql)?:/.test(url))
    return { client: 'pg', connection: url, pool: { min: 0, max: 10 }, compileSqlOnError, migrations }
  return {
    client: ImmediateSqlite as unknown as typeof Knex.Client,
    connection: { filename: url },
    useNullAsDefault: true,
    compileSqlOnError,
    pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 31 - 1, afterCreate: prepareSqlite },
    migrations,
  }
}

/** For the few statements that the engines spell differently. */
export const isSqlite = (db: Database): boolean => db.client.dialect === 'sqlite3'

/**
 * Runs `work` in one transaction: all of it is written or nothing. Inside a running transaction it joins that one.
 */
export const inTransaction = <Result>(
  db: Database,
  work: (trx: Transaction) => Promise<Result>,
): Promise<Result> => (isTransaction(db) ? work(db) : db.transaction(work))

const isTransaction = (db: Database): db is Transaction => db.isTransaction === true

/**
 * The next number of a series, counted from 1 without gaps: the row is locked until the transaction ends, so a
 * rolled-back number is drawn again. `max()+1` would race, and a sequence would leave gaps.
 */
export async function nextNumber(trx: Transaction, series: string): Promise<number> {
  const [row] = await trx('counters')
    .insert({ series, last: 1 })
    .onConflict('series')
    .merge({ last: trx.raw('?? + 1', ['counters.last']) })
    .returning<{ last: number }[]>('last')
  if (!row) throw new Error(`no counter for ${series}`)
  return row.last
}

/** True for the error that either engine raises when a unique index is hit. */
export const isDuplicate = (error: unknown): boolean =>
  // Not `instanceof`: the native driver's errors belong to another realm where the tests run in one of their own.
  isNativeError(error) &&
  'code' in error &&
  (error.code === '23505' || /UNIQUE constraint/.test(error.message))

const require = createRequire(import.meta.url)
const Sqlite = require('knex/lib/dialects/sqlite3') as new (...args: never[]) => object
const SqliteTransaction = require('knex/lib/dialects/sqlite3/execution/sqlite-transaction.js') as new (
  ...args: unknown[]
) => { query(connection: unknown, sql: string): Promise<void> }

class ImmediateTransaction extends SqliteTransaction {
  begin(connection: unknown): Promise<void> {
    return this.query(connection, 'BEGIN IMMEDIATE;')
  }
}

/**
 * Knex's SQLite client, but a transaction takes the write lock when it begins. A deferred one takes it at its first
 * write and then fails at once with SQLITE_BUSY when another process wrote since it began to read.
 */
class ImmediateSqlite extends Sqlite {
  transaction(...args: unknown[]): unknown {
    return new ImmediateTransaction(this, ...args)
  }
}

type SqliteConnection = {
  exec(sql: string, done: (error: Error | null) => void): void
  get(sql: string, done: (error: Error | null, row: Record<string, unknown>) => void): void
}

/** Sets the pragmas and reads back the one that SQLite may silently refuse. */
function prepareSqlite(
  connection: SqliteConnection,
  done: (error: Error | null, same: unknown) => void,
): void {
  const pragmas =
    'PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;'
  connection.exec(pragmas, (failed) => {
    if (failed) return done(failed, connection)
    connection.get('PRAGMA journal_mode', (error, row) => {
      const mode = row?.['journal_mode']
      const wrong =
        mode !== 'wal' && mode !== 'memory'
          ? new Error(`SQLite journal mode is ${String(mode)}, not wal`)
          : null
      done(error ?? wrong, connection)
    })
  })
}
