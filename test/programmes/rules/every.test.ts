/** No finding without its row: whatever a rule can say, in each outcome, stands in a table of this folder. */
import { readdirSync, readFileSync } from 'node:fs'
import { findingCodes } from '../../../server/programmes/rules/codes.ts'
import { sourcesIn } from '../../sources.ts'

const textOf = (folder: string): string =>
  readdirSync(folder)
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n')

const tables = textOf('test/programmes/rules')
const rules = textOf('server/programmes/rules')

/** `fail blocked`, as the tables spell what a rule says. */
const spoken = [...rules.matchAll(/\.(pass|fail|review|missing)\(\s*'([a-z-]+)'/g)].map(
  ([, outcome = '', code = '']) => `${outcome} ${code}`,
)
const stands = (words: string): boolean => new RegExp(`(?<![a-z-])${words}(?![a-z-])`).test(tables)

test('every outcome that a rule speaks has its row', () => {
  expect(spoken.length).toBeGreaterThan(60)
  expect([...new Set(spoken)].filter((said) => !stands(said))).toEqual([])
})

test('every code has its row, also one that is put together', () => {
  expect(findingCodes.filter((code) => !stands(`(?:pass|fail|review|missing) ${code}`))).toEqual([])
})

/** R1-R31, R50-R68 and R92-R98: what applications are decided by. */
const decided = [
  [1, 31],
  [50, 68],
  [92, 98],
].flatMap(([first = 0, last = 0]) => Array.from({ length: last - first + 1 }, (_, n) => `R${first + n}`))

test('every rule of applications is named by a test', () => {
  const told = sourcesIn('test', ['.test.ts'])
    .map(({ text }) => text)
    .join('\n')
  const numbers = new Set(told.match(/\bR\d+\b/g))
  expect(decided.filter((rule) => !numbers.has(rule))).toEqual([])
})
