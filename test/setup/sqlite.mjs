/** Before the tests on SQLite: one migrated file, and one with programmes; every test gets its own copy. */
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from './folder.mjs'
import { keepApart } from './keep-apart.mjs'
import { migrate, prepare } from './migrate.mjs'
import { atEnd } from './teardown.mjs'

/** @param {{ maxWorkers: number }} run */
export default async function makeSqliteTemplate(run) {
  keepApart(run, process.env.TEST_POSTGRES_URL)
  // The browser's tests use it too.
  if (process.env.TEST_SQLITE_FOLDER) return
  const folder = makeFolder('sqlite')
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  const [migrated, prepared] = [join(folder, 'migrated.sqlite'), join(folder, 'prepared.sqlite')]
  await migrate(migrated)
  copyFileSync(migrated, prepared)
  await prepare(prepared)
  process.env.TEST_SQLITE_FOLDER = folder
}
