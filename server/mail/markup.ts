/**
 * The HTML of every mail, made from MJML by a program of its own. It takes that program two seconds, so its answer is kept
 * on disk under a hash of all that it was made from: a later start finds it. Knows no mail's facts.
 */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { sha256 } from '../base/canonical.ts'

/** HTML by the name of the mail, Nunjucks tags and all. */
export type Markup = ReadonlyMap<string, string>

const run = promisify(execFile)
const program = fileURLToPath(new URL('compile.ts', import.meta.url))
const defaultShelf = join('node_modules', '.cache', 'backhaul-mails')

/**
 * The markup of a folder of MJML. `shelf` is where compiled markup is kept; one that cannot be written is done without.
 * @throws Error when a template is wrong.
 */
export async function markupOf(folder: string, shelf = defaultShelf): Promise<Markup> {
  const kept = join(shelf, `${versionOf(folder)}.json`)
  const known = readKept(kept)
  if (known) return known
  const compiled = await compile(folder)
  keep(shelf, kept, compiled)
  return new Map(compiled)
}

/** Changes with every template, with the program and with MJML itself. */
function versionOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mjml'))
    .toSorted()
    .map((file) => [file, readFileSync(join(folder, file), 'utf8')])
  const { version } = createRequire(import.meta.url)('mjml/package.json') as { version: string }
  return sha256(JSON.stringify([version, readFileSync(program, 'utf8'), files]))
}

function readKept(file: string): Markup | undefined {
  try {
    return new Map(JSON.parse(readFileSync(file, 'utf8')) as [string, string][])
  } catch {
    // Not there yet, or damaged: it is compiled again.
    return undefined
  }
}

/** Written aside and then named, so that nobody reads half of it. What was kept before goes. */
function keep(shelf: string, file: string, compiled: readonly [string, string][]): void {
  const aside = join(shelf, `${randomUUID()}.new`)
  try {
    rmSync(shelf, { recursive: true, force: true })
    mkdirSync(shelf, { recursive: true })
    writeFileSync(aside, JSON.stringify(compiled))
    renameSync(aside, file)
  } catch {
    // A place that may only be read, or another start that tidied at the same moment: the next start compiles again.
  }
}

/** Runs compile.ts, under tsx by name because a test does not run under it. */
async function compile(folder: string): Promise<[string, string][]> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const { stdout } = await run(process.execPath, ['--import', tsx, program, folder], {
    maxBuffer: 16_000_000,
  })
  return JSON.parse(stdout) as [string, string][]
}
