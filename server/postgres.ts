/**
 * Knex's PostgreSQL client as this house uses it: statements of one connection that are asked for together leave in one
 * write, and nobody waits for an answer in between. Known to `database.ts` alone; knows no table.
 */
import { createRequire } from 'node:module'

type Stream = { cork(): void; uncork(): void }
type Connection = { readonly connection: { readonly stream: Stream } }

const require = createRequire(import.meta.url)
const Postgres = require('knex/lib/dialects/postgres') as new (...args: never[]) => {
  query(connection: Connection, asked: unknown): Promise<unknown>
}

/**
 * Needs connections opened with `pipeline: true`. A write to the socket and the waking of the server cost more than most
 * of our statements do.
 */
export class GatheringPostgres extends Postgres {
  override query(connection: Connection, asked: unknown): Promise<unknown> {
    const { stream } = connection.connection
    stream.cork()
    // By then whoever is asking in this turn has asked.
    process.nextTick(() => stream.uncork())
    return super.query(connection, asked)
  }
}
