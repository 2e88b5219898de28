/** `npm run restore -- FOLDER` puts a backup into an empty house: DATABASE_URL and DATA_DIR say where. Either engine. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readSettings } from '../server/config.ts'
import { openDatabase } from '../server/database.ts'
import { restoreBackup } from './backup/store.ts'

const [folder] = process.argv.slice(2)
if (!folder) {
  console.error('usage: npm run restore -- FOLDER')
  process.exit(2)
}
const { databaseUrl, dataDir } = readSettings(process.env)
mkdirSync(dataDir, { recursive: true, mode: 0o700 })
const taken = ['vault', 'keys'].filter(
  (name) => existsSync(join(dataDir, name)) && readdirSync(join(dataDir, name)).length > 0,
)
if (taken.length > 0) {
  console.error(`${dataDir} holds ${taken.join(' and ')} already. Set DATA_DIR to an empty folder.`)
  process.exit(1)
}
const db = openDatabase(databaseUrl)
try {
  await db.migrate.latest()
  const { rows, files, journal } = await restoreBackup({ db, dataDir }, folder)
  console.log(`${rows.count} rows and ${files.length} files are back. The journal ends at ${journal.no}.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await db.destroy()
}
