/** Habits that every source keeps to, beside what the linter sees. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { literalsIn } from './literals.ts'
import { importsOf, server, sourcesIn, withoutComments } from './sources.ts'

const linesAtMost = 300
const medianAtMost = 80

const lengths = server.map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))

test(`no file of the server has more than ${linesAtMost} lines`, () => {
  expect(lengths.filter(({ lines }) => lines > linesAtMost)).toEqual([])
})

test(`half of the server's files have at most ${medianAtMost} lines`, () => {
  const sorted = lengths.map(({ lines }) => lines).toSorted((one, other) => one - other)
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(medianAtMost)
})

test('every file says at its head what it knows', () => {
  const silent = server.filter(({ text }) => !/\/\*\*|^\/\//.test(text.slice(0, 1500)))
  expect(silent.map(({ file }) => file)).toEqual([])
})

test('every exported function has a docstring', () => {
  const exported = /^export (?:async )?function (\w+)|^export const (\w+)(?:: [^=]+)? = (?:async )?[(<]/gm
  const bare = server.flatMap(({ file, text }) =>
    [...text.matchAll(exported)]
      .filter(({ index }) => !/\*\/\s*$/.test(text.slice(0, index)))
      .map(([, one, other]) => `${file}: ${one ?? other}`),
  )
  expect(bare).toEqual([])
})

/** What only the named files may do, because everything else must be told: today's date, chance, settings. */
test.each([
  {
    what: 'the present moment',
    pattern: /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b/,
    where: ['context.ts', 'evidence/vault.ts'],
  },
  { what: 'unsafe chance', pattern: /\bMath\.random\(/, where: [] },
  { what: 'the environment', pattern: /\bprocess\.env\b/, where: ['main.ts', 'keys.ts', 'evidence/pdfs.ts'] },
  { what: 'the console', pattern: /\bconsole\./, where: ['main.ts'] },
  { what: 'the network', pattern: /\bfetch\(|\bhttps?\.request\(/, where: [] },
])('only $where reach for $what', ({ pattern, where }) => {
  const reaching = server.filter(
    ({ file, text }) => pattern.test(withoutComments(text)) && !where.includes(file),
  )
  expect(reaching.map(({ file }) => file)).toEqual([])
})

test('the engine names no programme: programmes are data', () => {
  const programmes = readdirSync('templates/programmes').filter((file) => file.endsWith('.yaml'))
  const ids = programmes.map((file) => basename(file, '.yaml'))
  const naming = server.flatMap(({ file, text }) =>
    ids.filter((id) => text.includes(id)).map((id) => `${file}: ${id}`),
  )
  expect(naming).toEqual([])
})

describe.each(sourcesIn('migrations', ['.ts']))('migrations/$file', (migration) => {
  test('loads nothing of the server, so that it stays what it was when it landed', () => {
    expect(importsOf(migration).filter((target) => target !== 'knex')).toEqual([])
  })

  test('has its place in the order and a way back', () => {
    expect(migration.file).toMatch(/^\d{14}_[a-z_]+\.ts$/)
    expect(migration.text).toMatch(/export async function up\b[^]*export async function down\b/)
  })
})

test('no two migrations share a place in the order', () => {
  const places = sourcesIn('migrations', ['.ts']).map(({ file }) => file.slice(0, 14))
  expect(new Set(places).size).toBe(places.length)
})

test('what npm runs is in the tree', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const named = Object.values(scripts).flatMap((line) => line.match(/scripts\/[\w.-]+/g) ?? [])
  const present = readdirSync('scripts').map((file) => `scripts/${file}`)
  expect(named.filter((file) => !present.includes(file))).toEqual([])
})

/** English that is no text of the product: who reads it is a developer or runs the server, or it is made up. */
const spokenTo = {
  programmers: /^(?:throw|new \w*Error)$/,
  'those who call the API': /^(?:summary:|description:|\.(?:describe|meta)\(\)|review\(\))$/,
  'those who run the server': /^(?:purpose:|repair:|help:|\.(?:log|error)\(\))$/,
  lawyers: /^source:$/,
}
/** Markup, operators of PDF and a header of HTTP look like words. */
const format = /^(?:[<>]|\) \/|Bearer )/
const madeUp = ['demonstration/', 'mail/samples.ts', 'staff/demonstration.ts']

/** Two words or more that begin with a capital or hold the end of a sentence. */
const isSentence = (text: string): boolean =>
  /\p{L}{2,},?\s+\p{L}{2,}/u.test(text) && /^\P{L}*\p{Lu}\p{Ll}|\p{L}[.!?](?:\s|$)/u.test(text)

const sentencesIn = (text: string): string[] =>
  literalsIn(text)
    .filter(({ within }) => !within.some((one) => Object.values(spokenTo).some((kind) => kind.test(one))))
    .map((literal) => literal.text.replace(/\s+/g, ' ').trim())
    .filter((literal) => !format.test(literal) && isSentence(literal))

test('the server holds no sentence that a person would read: those stand in the catalogues', () => {
  const speaking = server
    .filter(({ file }) => file.endsWith('.ts') && !madeUp.some((place) => file.startsWith(place)))
    // Reading a source takes milliseconds: only those that could hold one.
    .filter(({ text }) =>
      withoutComments(text)
        .split(/['"`}\n]/)
        .some(isSentence),
    )
    .flatMap(({ file, text }) => sentencesIn(text).map((sentence) => `${file}: ${sentence}`))
  expect(speaking).toEqual([])
})

test.each([
  ["const said = 'Your parcel is late'", ['Your parcel is late']],
  ['const said = `${name} is taken. Choose another.`', ['is taken. Choose another.']],
  ["throw new Error('No such machine: a bug.')", []],
  ["operation({ summary: 'Approve an application' })", []],
  ["db.raw('COUNT(*) AS count')", []],
])('of %s a person would read %j', (source, expected) => {
  expect(sentencesIn(source)).toEqual(expected)
})
