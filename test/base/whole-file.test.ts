import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { forgetWritten, writeWhole } from '../../server/base/whole-file.ts'

const place = mkdtempSync(join(tmpdir(), 'backhaul-whole-'))
afterAll(() => rmSync(place, { recursive: true }))

test('the folder is made, the same name is replaced, and what a crash left half does not stay', async () => {
  const folder = join(place, 'a', 'b')
  await writeWhole(folder, 'list.csv', Buffer.from('first'))
  writeFileSync(join(folder, '.list.csv.part'), 'half of the sec')
  await writeWhole(folder, 'list.csv', Buffer.from('second'))
  expect(readdirSync(folder)).toEqual(['list.csv'])
  expect(readFileSync(join(folder, 'list.csv'), 'utf8')).toBe('second')
})

test('what was written before a moment goes, and a folder that is not there holds nothing', async () => {
  const folder = join(place, 'out')
  for (const name of ['old.csv', 'new.csv']) await writeWhole(folder, name, Buffer.from(name))
  utimesSync(join(folder, 'old.csv'), 0, 0)
  await forgetWritten(folder, new Date(1000))
  await forgetWritten(join(place, 'nowhere'), new Date())
  expect(readdirSync(folder)).toEqual(['new.csv'])
})

test('a folder that cannot be made is an error, and nothing is written', async () => {
  writeFileSync(join(place, 'a-file'), '')
  await expect(writeWhole(join(place, 'a-file', 'b'), 'x', Buffer.from('x'))).rejects.toThrow('ENOTDIR')
})
