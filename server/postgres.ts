/**
 * Knex's PostgreSQL client as this house uses it: statements of one connection that are asked for together leave in one
 * write, nobody waits for an answer in between, and what transactions ask for often is planned once. Known to
 * `database.ts` alone; knows no table.
 */
import { createRequire } from 'node:module'

type Stream = { cork(): void; uncork(): void }
type Connection = { readonly connection: { readonly stream: Stream } }
type Asked = { readonly sql?: string; options?: Readonly<Record<string, unknown>> }

const require = createRequire(import.meta.url)
const Postgres = require('knex/lib/dialects/postgres') as new (...args: never[]) => {
  readonly transacting?: boolean
  query(connection: Connection, asked: Asked | string): Promise<unknown>
}
const PostgresTransaction = require('knex/lib/dialects/postgres/execution/pg-transaction.js') as new (
  ...args: unknown[]
) => { begin(connection: unknown): Promise<unknown> }

/**
 * A transaction whose BEGIN leaves with its first statement: the server does one after the other, and when BEGIN failed
 * the connection is gone, so that the statement fails as well.
 */
class EagerTransaction extends PostgresTransaction {
  override begin(connection: unknown): Promise<unknown> {
    void super.begin(connection)
    return Promise.resolve()
  }
}

/**
 * Needs connections opened with `pipeline: true`. A write to the socket and the waking of the server cost more than most
 * of our statements do.
 */
export class GatheringPostgres extends Postgres {
  transaction(...args: unknown[]): unknown {
    return new EagerTransaction(this, ...args)
  }

  override query(connection: Connection, asked: Asked | string): Promise<unknown> {
    const { stream } = connection.connection
    stream.cork()
    // By then whoever is asking in this turn has asked.
    process.nextTick(() => stream.uncork())
    if (this.transacting && typeof asked === 'object') nameWhatReturns(asked)
    return super.query(connection, asked)
  }
}

/** Parsing and planning take the server longer than running most of our statements. By its name it knows one again. */
function nameWhatReturns(asked: Asked): void {
  const { sql } = asked
  if (sql === undefined || !isNamed(sql)) return
  const times = (timesAsked.get(sql) ?? 0) + 1
  // What comes once, as a list of some new length does, would fill the server's memory with plans.
  if (timesAsked.size < textsAtMost || timesAsked.has(sql)) timesAsked.set(sql, times)
  if (times > often && names.size < namesAtMost && !names.has(sql)) names.set(sql, `house-${names.size + 1}`)
  const name = names.get(sql)
  if (name) asked.options = { ...asked.options, name }
}

const isNamed = (sql: string): boolean => /^(select|insert|update|delete|with) /i.test(sql)

const often = 3
const namesAtMost = 250
const textsAtMost = 2000

const timesAsked = new Map<string, number>()
/** One name for a text on every connection; each connection knows by itself which of them its server has heard. */
const names = new Map<string, string>()
