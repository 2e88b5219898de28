/** `npm run backup -- FOLDER` writes a backup while the server runs and reads it again; `--check FOLDER` only reads. */
import { readSettings } from '../server/config.ts'
import { writeWhole } from '../server/base/whole-file.ts'
import { openDatabase } from '../server/database.ts'
import { erasureListName, listErasures, listText } from '../server/privacy/list-store.ts'
import { checkBackup, writeBackup } from './backup/store.ts'

process.umask(0o077)
const given = process.argv.slice(2)
const checkOnly = given.includes('--check')
const folder = given.find((one) => !one.startsWith('--'))
if (!folder) {
  console.error('usage: npm run backup -- [--check] FOLDER')
  process.exit(2)
}
const { databaseUrl, dataDir } = readSettings(process.env)
const db = openDatabase(databaseUrl)
try {
  if (!checkOnly) {
    await writeBackup({ db, dataDir }, folder, new Date().toISOString())
    await writeWhole(folder, erasureListName, Buffer.from(listText(await listErasures(db))))
  }
  const { rows, files, journal, madeAt } = await checkBackup(folder)
  console.log(
    `${folder}: ${rows.count} rows, ${files.length} files, journal up to ${journal.no} (${journal.hash}), made ${madeAt}. Whole.`,
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await db.destroy()
}
