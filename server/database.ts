/**
 * The one door to Knex. SQLite (one file, the default) and PostgreSQL behave alike behind it: instants and dates are
 * text, amounts are integers, there are no booleans, and a transaction that writes never meets SQLITE_BUSY.
 */
import { isNativeError } from 'node:util/types'
import knex, { type Knex } from 'knex'
import pg from 'pg'
import type { HouseKeys } from './base/sealing.ts'
import { groupedBy } from './base/groups.ts'
import { stretchesOf } from './base/stretches.ts'
import { GatheringPostgres } from './postgres.ts'
import { ImmediateSqlite, prepareSqlite } from './sqlite.ts'

/** What storage functions take: the database itself or a transaction on it. */
export type Database = Knex

/** A running transaction. Functions that take it must be part of a larger whole. */
export type Transaction = Knex.Transaction

/** A statement that is being put together. */
export type Statement = Knex.QueryBuilder

// PostgreSQL sends bigint as text; ours are counts and amounts in minor units, all within 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/**
 * Opens `postgres://…` or a file path. Nothing is read until the first query. Without keys everything works but what is
 * kept sealed (decision 16).
 */
export function openDatabase(url: string, houseKeys?: HouseKeys): Database {
  const settings = { ...settingsFor(url), userParams: { houseKeys } }
  return knex(settings)
}

/** What sealed columns of this database are read and written with. @throws Error where it was opened without keys. */
export function houseKeysOf(db: Database): HouseKeys {
  // Of the client's settings: Knex hands its own `userParams` on to a transaction, but not to one within that.
  const { houseKeys } = (db.client as { config: { userParams: { houseKeys?: HouseKeys } } }).config.userParams
  if (!houseKeys) throw new Error('This database was opened without the keys of the house.')
  return houseKeys
}

/** Settings for Knex and for its command line. Migrations are TypeScript and run by tsx everywhere. */
export function settingsFor(url: string): Knex.Config {
  // Otherwise Knex writes bound values, which may be somebody's data, into the messages of errors.
  const compileSqlOnError = false
  const migrations = { directory: 'migrations', extension: 'ts', loadExtensions: ['.ts'] }
  if (/^postgres(ql)?:/.test(url))
    return {
      client: GatheringPostgres as unknown as typeof Knex.Client,
      connection: { connectionString: url, pipeline: true } as Knex.PgConnectionConfig,
      pool: { min: 0, max: 10 },
      compileSqlOnError,
      migrations,
    }
  return {
    client: ImmediateSqlite as unknown as typeof Knex.Client,
    connection: { filename: url },
    useNullAsDefault: true,
    compileSqlOnError,
    pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 31 - 1, afterCreate: prepareSqlite },
    migrations,
  }
}

/** Characters of an end that are indexed: enough to tell a reference among a million. */
export const tailLength = 4

/** Rows whose `column`, or expression of one, begins with `text`; by an index of the column (PostgreSQL: text_pattern_ops). */
export const begins = (query: Knex.QueryBuilder, column: string, text: string): Knex.QueryBuilder =>
  isSqlite(query as unknown as Database)
    ? query.whereRaw(`${column} >= ? AND ${column} < ?`, [text, `${text}\u{10FFFF}`])
    : query.whereRaw(`${column} LIKE ?`, [`${text.replace(/[\\%_]/g, '\\$&')}%`])

/** Rows whose `column`, or expression of one, ends in `text`, by an index of its last `length` characters; `text` has as many. */
export const endsIn = (
  query: Knex.QueryBuilder,
  column: string,
  text: string,
  length = tailLength,
): Knex.QueryBuilder => {
  const last = (characters: number): string =>
    isSqlite(query as unknown as Database)
      ? `substr(${column}, -${characters})`
      : `right(${column}, ${characters})`
  return query
    .whereRaw(`${last(length)} = ?`, [text.slice(-length)])
    .whereRaw(`${last(text.length)} = ?`, [text])
}

/** For the few statements that the engines spell differently. */
export const isSqlite = (db: Database): boolean => db.client.dialect === 'sqlite3'

/**
 * Runs `work` in one transaction: all of it is written or nothing. Inside a running transaction it joins that one.
 */
export const inTransaction = <Result>(
  db: Database,
  work: (trx: Transaction) => Promise<Result>,
): Promise<Result> =>
  isTransaction(db)
    ? work(db)
    : db.transaction(async (trx) => {
        const last: LastWork[] = []
        lastWorks.set(trx, last)
        const result = await work(trx)
        await together(trx, ...last)
        return result
      })

type LastWork = () => Promise<unknown>
const lastWorks = new WeakMap<Transaction, LastWork[]>()

/**
 * Does `work` when everything else in the transaction is done, right before its commit: what everybody waits for is held
 * for as short as can be. Of several works none minds which is first. A failure undoes the whole. @throws Error outside of `inTransaction`, where nobody would do it
 */
export function beforeCommit(trx: Transaction, work: LastWork): void {
  const works = lastWorks.get(trx)
  if (!works) throw new Error('not in a transaction of inTransaction')
  works.push(work)
}

const isTransaction = (db: Database): db is Transaction => db.isTransaction === true

type Asked = readonly (() => Promise<unknown>)[]
type Answers<All extends Asked> = { -readonly [Place in keyof All]: Awaited<ReturnType<All[Place]>> }

/**
 * Does several things of which none minds which is first: within a transaction their first statements leave at once,
 * their second ones at once, and so on (decision 22). What failed first is thrown after all have ended, so that nothing
 * of them runs behind the end of the transaction.
 */
export async function together<const All extends Asked>(db: Database, ...asked: All): Promise<Answers<All>> {
  const answers: unknown[] = []
  const failures: unknown[] = []
  if (!isTransaction(db)) for (const ask of asked) answers.push(await ask())
  else
    answers.push(
      ...(await Promise.all(asked.map((ask) => ask().catch((e: unknown) => void failures.push(e))))),
    )
  if (failures.length > 0) throw failures[0]
  return answers as Answers<All>
}

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

/**
 * The id that a new row of `table` is to be written with. PostgreSQL draws it from the table's own sequence, so nobody
 * waits for anybody and a rolled-back one is skipped; on SQLite the transaction holds the whole database by then.
 */
export async function nextId(trx: Transaction, table: string): Promise<number> {
  if (!isSqlite(trx)) {
    const drawn = "SELECT nextval(pg_get_serial_sequence(?, 'id')) AS id"
    const { rows } = await trx.raw<{ rows: { id: number }[] }>(drawn, [table])
    return rows[0]?.id ?? 0
  }
  const row = await trx<{ name: string; seq: number }>('sqlite_sequence').where({ name: table }).first('seq')
  return (row?.seq ?? 0) + 1
}

// Knex spells many rows for SQLite as one SELECT each, and SQLite joins at most 500 of them.
const rowsAtOnce = 400

/** Inserts many rows of one shape with few statements. */
export async function insertMany(trx: Transaction, table: string, rows: readonly object[]): Promise<void> {
  for (const stretch of stretchesOf(rows, rowsAtOnce)) await trx(table).insert(stretch)
}

/** Values of a row by column. */
export type Columns = Readonly<Record<string, string | number | null>>

/** Writes the columns that differ; rows in which the same columns get the same values go together. */
export async function updateAlike(
  trx: Transaction,
  table: string,
  rows: readonly { readonly id: number; readonly was: Columns; readonly is: Columns }[],
): Promise<void> {
  const alike = groupedBy(rows, ({ was, is }) =>
    JSON.stringify(Object.fromEntries(Object.entries(is).filter(([column, value]) => value !== was[column]))),
  )
  alike.delete('{}')
  for (const [columns, same] of alike)
    await trx(table)
      .whereIn(
        'id',
        same.map(({ id }) => id),
      )
      .update(JSON.parse(columns) as Columns)
}

/**
 * Lets go of what was deleted or replaced: SQLite's log, and PostgreSQL's dead rows. With `rewrite` also what lay in free
 * pages from before; it takes as long as copying the database. Not inside a transaction.
 */
export async function letGo(db: Database, { rewrite = false } = {}): Promise<void> {
  if (!isSqlite(db)) return void (await db.raw(rewrite ? 'VACUUM FULL' : 'VACUUM'))
  if (rewrite) await db.raw('VACUUM')
  await db.raw('PRAGMA wal_checkpoint(TRUNCATE)')
}

/** True for the error that either engine raises when a unique index is hit. */
export const isDuplicate = (error: unknown): boolean =>
  // Not `instanceof`: the native driver's errors belong to another realm where the tests run in one of their own.
  isNativeError(error) &&
  'code' in error &&
  (error.code === '23505' || /UNIQUE constraint/.test(error.message))
