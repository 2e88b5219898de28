/** docs/security.md against the standard and against what it names. Whether a row is true is for who reads the file that it names. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path/posix'
import { requirementsUpTo } from './asvs.ts'

const page = readFileSync('docs/security.md', 'utf8')
const row =
  /^\| (?<no>\d+\.\d+\.\d+) +\| (?<level>\d) +\| (?<what>.*?) +\| (?<status>[a-z/ ]+?) +\| (?<shown>.*?) *\|$/gm
const rows = [...page.matchAll(row)].map(({ groups }) => groups as Record<string, string>)

test('every requirement of levels 1 and 2 has its row, in their order', () => {
  expect(rows.map(({ no, level }) => ({ no, level: Number(level) }))).toEqual(requirementsUpTo(2))
})

test('every row says how it stands, and what does apply names its proof', () => {
  const statuses = ['met', 'part', 'not met', 'n/a']
  expect(rows.filter(({ status = '' }) => !statuses.includes(status))).toEqual([])
  expect(rows.filter(({ status, shown }) => status !== 'n/a' && shown === '')).toEqual([])
})

test('the counts at the top are those of the rows', () => {
  const count = (status: string) => rows.filter((one) => one['status'] === status).length
  expect(page).toContain(
    `Of ${rows.length} requirements ${count('met')} are met, ${count('part')} in part, ${count('not met')} not, and ${count('n/a')} do not apply`,
  )
})

test('every file that is named is there, and every test by its title', () => {
  const named = rows.flatMap(({ no, shown = '' }) =>
    [...shown.matchAll(/\]\(([^)]+)\)(?:: (.+))?/g)].map(([, file = '', title]) => ({ no, file, title })),
  )
  const wrong = named.filter(({ file, title }) => {
    const path = join('docs', file)
    if (!existsSync(path)) return true
    const isTest = path.endsWith('.test.ts')
    return isTest
      ? title === undefined || !readFileSync(path, 'utf8').includes(`'${title}'`)
      : title !== undefined
  })
  expect(wrong).toEqual([])
})
