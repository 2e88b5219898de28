/**
 * What `npm run programme` does, so that it can be asked without a process of its own. Prints by `say`; opens a database
 * only for a programme that is named by its id and for the loading of files.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { Refusal } from '../../server/base/refusal.ts'
import type { Clock } from '../../server/base/calendar.ts'
import type { Database } from '../../server/database.ts'
import { differences } from '../../server/programmes/differences.ts'
import { lintFile } from '../../server/programmes/lint.ts'
import { programmeJsonSchema } from '../../server/programmes/programme.ts'
import { parseProgramme, plainSource, versionOf } from '../../server/programmes/source.ts'
import { currentProgramme, loadProgrammes, sourceOf } from '../../server/programmes/store.ts'
import { summaryOf } from '../../server/programmes/summary.ts'
import { openTexts } from '../../server/texts/texts.ts'

export type Desk = {
  /** A database with its tables. */
  readonly open: () => Promise<Database>
  readonly clock: Clock
  /** Takes lines of an answer, or of why there is none. */
  readonly say: (lines: string, how?: 'mistaken') => void
}

type Command = (desk: Desk, names: readonly string[]) => Promise<boolean> | boolean

const texts = openTexts('templates/locales')('en')
const { text } = texts

const commands: Readonly<Record<string, Command>> = {
  lint: ({ say }, files) => files.map((file) => lint(say, file)).every(Boolean),
  show: async (desk, [name = '']) => {
    const source = await sourceNamed(desk, name)
    desk.say(
      [
        ...summaryOf(parseProgramme(source), texts),
        text('programme-files.show.hash', { hash: versionOf(source) }),
      ].join('\n'),
    )
    return true
  },
  diff: async (desk, [file = '', other]) => {
    const after = readFileSync(file, 'utf8')
    const before = await sourceNamed(desk, other ?? parseProgramme(after).id)
    const lines = differences(plainSource(before), plainSource(after))
    desk.say(lines.length > 0 ? lines.join('\n') : text('programme-files.same'))
    return true
  },
  import: async (desk, files) => {
    if (!files.map((file) => lint(desk.say, file)).every(Boolean)) return false
    const read = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    const loaded = await withDatabase(desk, (db) => loadProgrammes(db, desk.clock, read))
    for (const { hash, programme } of loaded) desk.say(`${programme.id} ${programme.edition} ${hash}`)
    return true
  },
  schema: () => {
    writeFileSync('templates/programmes/programme.schema.json', programmeJsonSchema())
    return true
  },
}

/** Carries out `command`. Gives what the process ends with: 0, 1 for mistakes, and 2 for a call that says nothing. */
export async function runCommand(desk: Desk, [command = '', ...names]: readonly string[]): Promise<number> {
  const run = commands[command]
  if (!run || (names.length === 0 && command !== 'schema')) {
    desk.say(text('programme-files.usage'), 'mistaken')
    return 2
  }
  try {
    return (await run(desk, names)) ? 0 : 1
  } catch (error) {
    if (isMissingFile(error)) desk.say(text('programme-files.no-file', { file: error.path }), 'mistaken')
    else if (!(error instanceof Refusal)) throw error
    else for (const { code, facts } of error.faults) desk.say(text(`faults.${code}`, facts), 'mistaken')
    return 1
  }
}

function lint(say: Desk['say'], file: string): boolean {
  const mistakes = lintFile(readFileSync(file, 'utf8'), file)
  for (const { code, line, facts } of mistakes) {
    const mistake = text(`programme-files.mistakes.${code}`, facts)
    say(text('programme-files.line', { file, line, mistake, code }))
  }
  say(text('programme-files.sound', { file, count: mistakes.length }))
  return mistakes.length === 0
}

/** A file by its path, else the current edition of a programme by its id. */
const sourceNamed = (desk: Desk, name: string): Promise<string> =>
  /\.ya?ml$/.test(name)
    ? Promise.resolve(readFileSync(name, 'utf8'))
    : withDatabase(desk, async (db) => sourceOf(db, (await currentProgramme(db, name)).hash))

async function withDatabase<Result>(
  { open }: Desk,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const db = await open()
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

function isMissingFile(error: unknown): error is Error & { path: string } {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error
}
