/** `npm run programme`: what each command says, and what it ends with. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { runCommand } from '../../scripts/programme/commands.ts'
import { openDatabase } from '../../server/database.ts'
import { versionOf } from '../../server/programmes/source.ts'
import { makeTestDatabase, type TestDatabase } from '../database.ts'
import { programmeText } from '../programmes/samples.ts'

const text = programmeText('dk-workstation-trade-in')
const dearer = text
  .replace('edition: 2018-2021', 'edition: 2018-2021 dearer')
  .replace('amountMinor: 110000', 'amountMinor: 120000')
const folder = mkdtempSync(join(tmpdir(), 'backhaul-programme-'))
const fileOf = (place: string, content: string): string => {
  mkdirSync(join(folder, place))
  const file = join(folder, place, 'dk-workstation-trade-in.yaml')
  writeFileSync(file, content)
  return file
}
const sound = fileOf('sound', text)
const changed = fileOf('changed', dearer)
const broken = fileOf('broken', text.replace('currency: DKK', 'currency: KRONER'))

let database: TestDatabase
beforeEach(async () => {
  database = await makeTestDatabase()
})
afterEach(() => database.remove())
afterAll(() => rmSync(folder, { recursive: true }))

type Said = { readonly code: number; readonly answer: string; readonly mistaken: string }

async function asked(...words: string[]): Promise<Said> {
  const said = { answer: [] as string[], mistaken: [] as string[] }
  const desk = {
    open: async () => openDatabase(database.url),
    clock: { now: () => Temporal.Instant.from('2026-01-01T00:00:00Z') },
    say: (lines: string, how: 'answer' | 'mistaken' = 'answer') => void said[how].push(lines),
  }
  const code = await runCommand(desk, words)
  return { code, answer: said.answer.join('\n'), mistaken: said.mistaken.join('\n') }
}

test('lint names each mistake with its line, and ends with 1 when there is one', async () => {
  const line = text.split('\n').findIndex((one) => one.startsWith('currency: ')) + 1
  const both = await asked('lint', sound, broken)
  expect(both).toMatchObject({ code: 1, mistaken: '' })
  expect(both.answer).toContain(`${broken}:${line}`)
  expect(both.answer).not.toContain(`${sound}:${line}`)
  expect(await asked('lint', sound)).toMatchObject({ code: 0, mistaken: '' })
})

test('an edition is loaded, shown by its id and compared with the next', async () => {
  expect(await asked('import', sound)).toMatchObject({
    code: 0,
    answer: expect.stringContaining(`dk-workstation-trade-in 2018-2021 ${versionOf(text)}`),
  })
  const shown = await asked('show', 'dk-workstation-trade-in')
  expect(shown).toEqual(await asked('show', sound))
  expect(shown.answer).toContain(versionOf(text))
  // Another file may be left out: then the current edition stands there.
  const compared = await asked('diff', changed)
  expect(compared).toEqual(await asked('diff', changed, sound))
  expect(compared.answer).toMatch(/110000.*120000/)
  await asked('import', changed)
  expect((await asked('show', 'dk-workstation-trade-in')).answer).toContain(versionOf(dearer))
  expect((await asked('diff', changed)).answer).not.toContain('120000')
})

test('of several files none is loaded when one has a mistake', async () => {
  expect(await asked('import', sound, broken)).toMatchObject({ code: 1 })
  const shown = await asked('show', 'dk-workstation-trade-in')
  expect(shown.code).toBe(1)
  expect(shown.mistaken).not.toBe('')
})

test.each([
  { words: [], code: 2, says: 'Usage' },
  { words: ['lint'], code: 2, says: 'Usage' },
  { words: ['paint', sound], code: 2, says: 'Usage' },
  { words: ['lint', join(folder, 'nothing.yaml')], code: 1, says: 'nothing.yaml' },
])('$words says what is wrong with the call', async ({ words, code, says }) => {
  const said = await asked(...words)
  expect(said.code).toBe(code)
  expect(said.mistaken).toContain(says)
})
