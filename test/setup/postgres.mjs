/** Before the tests on PostgreSQL: one server, and on it one migrated database, which every test gets copied. */
import pg from 'pg'
import { migrate } from './migrate.mjs'
import { startPostgres } from './postgres-server.mjs'
import { atEnd } from './teardown.mjs'

export default async function makePostgresTemplate() {
  const { url, stop } = await startPostgres()
  atEnd(stop)
  const client = new pg.Client(url('postgres'))
  await client.connect()
  await client.query('CREATE DATABASE migrated')
  await client.end()
  await migrate(url('migrated'))
  process.env.TEST_POSTGRES_URL = url('postgres')
}
