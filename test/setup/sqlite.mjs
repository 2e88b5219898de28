/** Before the tests on SQLite: one migrated file, of which every test gets its own copy. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from './folder.mjs'
import { migrate } from './migrate.mjs'
import { atEnd } from './teardown.mjs'

export default async function makeSqliteTemplate() {
  // The browser's tests use it too.
  if (process.env.TEST_SQLITE_FOLDER) return
  const folder = makeFolder('sqlite')
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  await migrate(join(folder, 'migrated.sqlite'))
  process.env.TEST_SQLITE_FOLDER = folder
}
