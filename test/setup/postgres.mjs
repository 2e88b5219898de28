/** Before the tests on PostgreSQL: one server, and on it a migrated database and one with programmes, which tests get copied. */
import pg from 'pg'
import { keepApart } from './keep-apart.mjs'
import { migrate, prepare } from './migrate.mjs'
import { startPostgres } from './postgres-server.mjs'
import { atEnd } from './teardown.mjs'

/** @param {{ maxWorkers: number }} run */
export default async function makePostgresTemplate(run) {
  keepApart(run, process.env.TEST_SQLITE_FOLDER)
  const { url, stop } = await startPostgres()
  atEnd(stop)
  const client = new pg.Client(url('postgres'))
  await client.connect()
  await client.query('CREATE DATABASE migrated')
  await migrate(url('migrated'))
  await client.query('CREATE DATABASE prepared TEMPLATE migrated')
  await client.end()
  await prepare(url('prepared'))
  process.env.TEST_POSTGRES_URL = url('postgres')
}
