/**
 * Programme files at the command line: `npm run programme -- lint|show|diff|import FILE`.
 *   lint FILE…       every mistake with its line; exits 1 when there is one
 *   show FILE|ID     what the edition says: dates, values, caps, clocks, and its content hash
 *   diff FILE OTHER  what changed, setting by setting; OTHER may be left out: then the edition that is current
 *   import FILE…     loads editions into the database; claims that run keep theirs (R98)
 *   schema           writes templates/programmes/programme.schema.json for editors
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { Refusal } from '../server/base/refusal.ts'
import { readSettings } from '../server/config.ts'
import { openDatabase, type Database } from '../server/database.ts'
import { differences } from '../server/programmes/differences.ts'
import { lintFile } from '../server/programmes/lint.ts'
import { programmeJsonSchema } from '../server/programmes/programme.ts'
import { parseProgramme, plainSource, versionOf } from '../server/programmes/source.ts'
import { currentProgramme, loadProgrammes, sourceOf } from '../server/programmes/store.ts'
import { summaryOf } from '../server/programmes/summary.ts'
import { openTexts } from '../server/texts/texts.ts'

const texts = openTexts('templates/locales')('en')
const { text } = texts

const commands: Record<string, (files: readonly string[]) => Promise<boolean> | boolean> = {
  lint: (files) => files.map(lint).every(Boolean),
  show: async ([name = '']) => {
    const source = await sourceNamed(name)
    console.log(
      [
        ...summaryOf(parseProgramme(source), texts),
        text('programme-files.show.hash', { hash: versionOf(source) }),
      ].join('\n'),
    )
    return true
  },
  diff: async ([file = '', other]) => {
    const after = readFileSync(file, 'utf8')
    const before = other ? await sourceNamed(other) : await sourceNamed(parseProgramme(after).id)
    const lines = differences(plainSource(before), plainSource(after))
    console.log(lines.length > 0 ? lines.join('\n') : text('programme-files.same'))
    return true
  },
  import: async (files) => {
    if (!files.map(lint).every(Boolean)) return false
    const clock = { now: () => Temporal.Now.instant() }
    const loaded = await withDatabase((db) =>
      loadProgrammes(
        db,
        clock,
        files.map((file) => ({ file, text: readFileSync(file, 'utf8') })),
      ),
    )
    for (const { hash, programme } of loaded) console.log(`${programme.id} ${programme.edition} ${hash}`)
    return true
  },
  schema: () => {
    writeFileSync('templates/programmes/programme.schema.json', programmeJsonSchema())
    return true
  },
}

function lint(file: string): boolean {
  const mistakes = lintFile(readFileSync(file, 'utf8'), file)
  for (const { code, line, facts } of mistakes) {
    const mistake = text(`programme-files.mistakes.${code}`, facts)
    console.log(text('programme-files.line', { file, line, mistake, code }))
  }
  console.log(text('programme-files.sound', { file, count: mistakes.length }))
  return mistakes.length === 0
}

/** A file by its path, else the current edition of a programme by its id. */
const sourceNamed = (name: string): Promise<string> =>
  /\.ya?ml$/.test(name)
    ? Promise.resolve(readFileSync(name, 'utf8'))
    : withDatabase(async (db) => sourceOf(db, (await currentProgramme(db, name)).hash))

async function withDatabase<Result>(work: (db: Database) => Promise<Result>): Promise<Result> {
  const db = openDatabase(readSettings(process.env).databaseUrl)
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

const [command = '', ...files] = process.argv.slice(2)
const run = commands[command]
if (!run || (files.length === 0 && command !== 'schema')) {
  console.error(text('programme-files.usage'))
  process.exit(2)
}
try {
  process.exitCode = (await run(files)) ? 0 : 1
} catch (error) {
  if (isMissingFile(error)) console.error(text('programme-files.no-file', { file: error.path }))
  else if (!(error instanceof Refusal)) throw error
  else for (const { code, facts } of error.faults) console.error(text(`faults.${code}`, facts))
  process.exitCode = 1
}

function isMissingFile(error: unknown): error is Error & { path: string } {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error
}
