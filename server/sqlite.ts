/**
 * Knex's SQLite client as this house uses it: transactions that never meet SQLITE_BUSY, safe pragmas, and statements that
 * are compiled once. Known to `database.ts` alone; knows no table.
 */
import { createRequire } from 'node:module'

type Done = (this: unknown, error: Error | null, rows?: unknown) => void
type Run = (bindings: unknown, done: Done) => unknown
type Statement = { readonly all: Run; readonly run: Run; finalize(done?: () => void): void }

type Connection = {
  exec(sql: string, done: (error: Error | null) => void): void
  get(sql: string, done: (error: Error | null, row: Record<string, unknown>) => void): void
  prepare(sql: string, done: (error: Error | null) => void): Statement
  all(sql: string, bindings: unknown, done: Done): unknown
  run(sql: string, bindings: unknown, done: Done): unknown
}

const require = createRequire(import.meta.url)
const Sqlite = require('knex/lib/dialects/sqlite3') as new (...args: never[]) => {
  destroyRawConnection(connection: Connection): Promise<void>
}
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
export class ImmediateSqlite extends Sqlite {
  transaction(...args: unknown[]): unknown {
    return new ImmediateTransaction(this, ...args)
  }

  /** SQLite does not close a file on which compiled statements stand open. */
  override async destroyRawConnection(connection: Connection): Promise<void> {
    await finalised(keptOn.get(connection)?.values() ?? [])
    return super.destroyRawConnection(connection)
  }
}

/** Sets the pragmas, reads back the one that SQLite may silently refuse, and lets the connection keep its statements. */
export function prepareSqlite(
  connection: Connection,
  done: (error: Error | null, same: unknown) => void,
): void {
  // 32 MB of pages at most: the 2 MB of SQLite's own choice do not hold the upper pages of a million claims.
  // What is deleted or replaced is overwritten: an erasure must not leave it in free pages.
  const pragmas =
    'PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32768;'
  connection.exec(pragmas, (failed) => {
    if (failed) return done(failed, connection)
    connection.get('PRAGMA journal_mode', (error, row) => {
      const mode = row?.['journal_mode']
      const wrong =
        mode !== 'wal' && mode !== 'memory'
          ? new Error(`SQLite journal mode is ${String(mode)}, not wal`)
          : null
      keepStatements(connection)
      done(error ?? wrong, connection)
    })
  })
}

const keptOn = new WeakMap<Connection, Map<string, Statement>>()

/** More than the house has of those that come often; lists of changing length make a statement for each length. */
const keptAtMost = 300

const isKept = (sql: string): boolean => /^(select|insert|update|delete|with) /i.test(sql)

/**
 * Compiling takes SQLite as long as running a small statement, and a turn of the thread pool on top. A statement that
 * is asked for by the same words runs again; one that fails to compile is reported as if it had been run.
 */
function keepStatements(connection: Connection): void {
  const kept = new Map<string, Statement>()
  keptOn.set(connection, kept)
  for (const way of ['all', 'run'] as const) {
    const plain = connection[way].bind(connection)
    connection[way] = (sql, bindings, done) => {
      if (!isKept(sql)) return plain(sql, bindings, done)
      const known = kept.get(sql)
      if (known) return known[way](bindings, done)
      const made = connection.prepare(sql, (error) => {
        if (error) return done.call(connection, error)
        made[way](bindings, done)
        keep(kept, sql, made)
      })
      return connection
    }
  }
}

/** The one kept longest makes room; asked for again, it is made anew. */
function keep(kept: Map<string, Statement>, sql: string, made: Statement): void {
  const [eldest] = kept
  if (kept.size >= keptAtMost && eldest) {
    eldest[1].finalize()
    kept.delete(eldest[0])
  }
  // Asked for twice at once: the first one stays.
  if (kept.has(sql)) made.finalize()
  else kept.set(sql, made)
}

const finalised = (statements: Iterable<Statement>): Promise<unknown> =>
  Promise.all(
    [...statements].map((statement) => new Promise<void>((done) => statement.finalize(() => done()))),
  )
