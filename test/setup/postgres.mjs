/** Before the tests on PostgreSQL: one server, and on it a migrated database and one with programmes, which tests get copied. */
import pg from 'pg'
import { migrate, prepare } from './migrate.mjs'
import { startPostgres } from './postgres-server.mjs'
import { atEnd } from './teardown.mjs'

export default async function makePostgresTemplate() {
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
