/**
 * `npm run restore -- FOLDER [--erasures FILE]` puts a backup into an empty house: DATABASE_URL and DATA_DIR say where. Either
 * engine. What was erased after the backup was made is erased again, by the list that FILE or DATA_DIR holds.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '../server/config.ts'
import { closeContext, openContext } from '../server/context.ts'
import { openDatabase } from '../server/database.ts'
import { eraseAgain } from '../server/privacy/again.ts'
import { finishErasures } from '../server/privacy/finishing.ts'
import { erasureListName, listFrom, type Listed } from '../server/privacy/list-store.ts'
import { restoreBackup } from './backup/store.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { erasures: { type: 'string' } },
})
const [folder] = positionals
if (!folder) {
  console.error('usage: npm run restore -- FOLDER [--erasures FILE]')
  process.exit(2)
}
process.umask(0o027)
const settings = readSettings(process.env)
const { databaseUrl, dataDir } = settings
// Read before anything is written: a list that cannot be read must not be found out afterwards.
const listFile = values.erasures ?? join(dataDir, erasureListName)
const list = values.erasures || existsSync(listFile) ? listFrom(readFileSync(listFile, 'utf8')) : undefined
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
if (process.exitCode === undefined) await repeatErasures(list)

async function repeatErasures(erasures: readonly Listed[] | undefined): Promise<void> {
  if (!erasures) {
    console.log(
      `There is no list of erasures. What was erased after the backup was made is back: docs/operations.md says what to do.`,
    )
    return
  }
  const context = openContext({ ...settings, drawingThreads: 0 })
  try {
    const { erased, left } = await eraseAgain(context, erasures)
    await finishErasures(context)
    console.log(`${erased} participants of ${erasures.length} on the list were erased again.`)
    for (const { reference, code } of left)
      console.error(`${reference} was not (${code}): end what is under way and erase it by npm run privacy.`)
    if (left.length > 0) process.exitCode = 1
  } finally {
    await closeContext(context)
  }
}
