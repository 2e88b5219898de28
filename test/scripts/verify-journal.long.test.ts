/** The proof of an exported journal, as a program of its own: exit 0 for a whole one, 1 for any change. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { proofOf } from '../../scripts/verify-journal.ts'
import { makeHeadKey, openHeadKey, signHead } from '../../server/claims/head.ts'
import { beginning, sealed, type JournalEntry } from '../../server/claims/journal.ts'
import { importsOf, sourcesIn } from '../sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'backhaul-journal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A chain with everything in its facts that has more than one spelling. */
const facts = [
  { units: 1 },
  { z: 1, a: [{ y: null, b: 'æøå \u2028 "x" \\ /' }, 9_007_199_254_740_991, -1] },
  { missing: [] },
  { ключ: '🙂', ø: true },
]

const chain: JournalEntry[] = []
for (const [index, told] of facts.entries()) {
  chain.push(
    sealed({
      no: index + 1,
      at: `2026-03-0${index + 1}T09:00:00.000Z`,
      claim: 'TI-7K3M-92QF',
      kind: 'asked',
      actor: 'staff:1',
      unit: 0,
      programme: 'a'.repeat(64),
      facts: JSON.parse(JSON.stringify(told)) as JournalEntry['facts'],
      previous: chain.at(-1)?.hash ?? beginning,
    }),
  )
}

const last = chain.at(-1)
const head = { head: { no: chain.length, hash: last?.hash ?? '' } }
const whole = [...chain, head].map((line) => JSON.stringify(line))
const [first = '', second = '', third = '', fourth = '', end = ''] = whole

const reseal = (line: string, change: Partial<JournalEntry>): string => {
  const { hash: _, ...entry } = { ...(JSON.parse(line) as JournalEntry), ...change }
  return JSON.stringify(sealed(entry))
}

function verify(lines: readonly string[], ...more: string[]): { status: number | null; told: string } {
  const file = join(folder, 'journal.jsonl')
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
  return run(file, ...more)
}

function run(...args: string[]): { status: number | null; told: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/verify-journal.ts', ...args],
    { encoding: 'utf8' },
  )
  return { status, told: `${stdout}${stderr}` }
}

test('a whole journal is told to be whole', () => {
  expect(verify(whole)).toEqual({ status: 0, told: expect.stringContaining(`4 entries, whole`) })
})

test.each<[string, string[], string]>([
  ['changed in its facts', [first.replace('"units":1', '"units":2'), second, third, fourth, end], 'line 1'],
  ['deleted', [first, third, fourth, end], 'line 2 is number 3, not 2'],
  ['swapped', [first, third, second, fourth, end], 'line 2 is number 3, not 2'],
  ['inserted', [first, first, second, third, fourth, end], 'line 2 is number 1, not 2'],
  [
    'changed and sealed anew',
    [first, reseal(second, { kind: 'paid' }), third, fourth, end],
    'line 3 does not',
  ],
  ['cut off after an entry', [first, second, third], 'the end is missing'],
  ['cut off with its head kept', [first, second, third, end], 'names entry 4, but the last is 3'],
  ['cut off within a line', [first, second, third, fourth.slice(0, 40)], 'line 4 is not JSON'],
])('a journal that was %s is not', async (_, lines, told) => {
  const proof = await proofOf(lines)
  expect('why' in proof && `line ${proof.place} ${proof.why}`).toContain(told)
})

test('a changed journal ends the program with 1 and the line', () => {
  const told = expect.stringContaining('line 2 is number 3, not 2') as string
  expect(verify([first, third, fourth, end])).toEqual({ status: 1, told })
})

const headKey = openHeadKey(makeHeadKey())
const endOf = (day: string, { no, hash }: { no: number; hash: string }) =>
  signHead({ day, no, hash }, headKey)
function witnessed(
  lines: readonly string[],
  heads: readonly object[],
): { status: number | null; told: string } {
  const file = join(folder, 'heads.json')
  writeFileSync(file, JSON.stringify({ keys: [headKey.published], heads }))
  return verify(lines, file)
}

test('signed ends of days that were kept elsewhere find a journal that was written anew', () => {
  const [, one, , other] = chain
  if (!one || !other) throw new Error('the chain is short')
  const heads = [endOf('2026-03-02', one), endOf('2026-03-03', one), endOf('2026-03-04', other)]
  expect(witnessed(whole, heads)).toMatchObject({ status: 0 })
  expect(witnessed(whole, [endOf('2026-03-02', { ...one, hash: 'f'.repeat(64) })])).toEqual({
    status: 1,
    told: expect.stringContaining('is not the entry that ended 2026-03-02'),
  })
  expect(witnessed(whole, [endOf('2026-03-09', { ...one, no: 9 })])).toEqual({
    status: 1,
    told: expect.stringContaining('comes before the end of 2026-03-09, entry 9'),
  })
  expect(witnessed(whole, [{ ...endOf('2026-03-02', one), no: 1 }])).toEqual({
    status: 1,
    told: expect.stringContaining('is not signed'),
  })
})

const tamperings = Number(process.env['TAMPERINGS'] ?? 200)

test(`${tamperings} random tamperings, ${tamperings} found: changed, deleted, swapped, inserted`, async () => {
  const long: JournalEntry[] = []
  for (let no = 1; no <= 60; no += 1) {
    const { hash: _, ...entry } = chain[no % chain.length] ?? chain[0]!
    long.push(sealed({ ...entry, no, previous: long.at(-1)?.hash ?? beginning }))
  }
  const lines = [...long, { head: { no: 60, hash: long.at(-1)?.hash } }].map((line) => JSON.stringify(line))
  expect(await proofOf(lines)).toMatchObject({ no: 60 })
  const place = fc.nat({ max: 59 })
  const tampering = fc.oneof(
    // One character of one entry becomes another.
    fc.tuple(place, fc.nat(), fc.constantFrom('0', 'a', 'Z', '"', ' ', 'ø')).map(([at, where, to]) => {
      const line = lines[at] ?? ''
      const cut = where % line.length
      return lines.with(at, line.slice(0, cut) + to + line.slice(cut + 1))
    }),
    place.map((at) => lines.toSpliced(at, 1)),
    fc
      .tuple(place, place)
      .map(([one, other]) => lines.with(one, lines[other] ?? '').with(other, lines[one] ?? '')),
    fc.tuple(place, place).map(([from, to]) => lines.toSpliced(to, 0, lines[from] ?? '')),
    // An entry is sealed anew, as somebody would who knows how.
    place.map((at) => lines.with(at, reseal(lines[at] ?? '', { actor: 'staff:9' }))),
  )
  const changed = tampering.filter((told) => told.join('\n') !== lines.join('\n'))
  await fc.assert(
    fc.asyncProperty(changed, async (told) => {
      expect(await proofOf(told)).toHaveProperty('why')
    }),
    { numRuns: tamperings },
  )
})

test('without a file it says how it is used', () => {
  expect(run()).toEqual({ status: 2, told: expect.stringContaining('usage') })
})

test('proves with none of the code that it proves', () => {
  const source = sourcesIn('scripts', ['verify-journal.ts'])[0]
  expect(source && importsOf(source).filter((target) => !target.startsWith('node:'))).toEqual([])
})
