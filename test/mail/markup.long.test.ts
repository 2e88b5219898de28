/** Compiled markup is kept by what it was made from, found again, and done without where nothing may be written. */
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { markupOf } from '../../server/mail/markup.ts'

const place = mkdtempSync(join(tmpdir(), 'backhaul-markup-'))
const folder = join(place, 'mails')
const shelf = join(place, 'shelf')
const mail = (words: string): string =>
  `<mjml><mj-body><mj-section><mj-column><mj-text>${words}</mj-text></mj-column></mj-section></mj-body></mjml>`

beforeAll(() => {
  cpSync('templates/mails/parts', join(folder, 'parts'), { recursive: true })
  writeFileSync(join(folder, 'hello.mjml'), mail('Hello {{ name }}'))
})
afterAll(() => rmSync(place, { recursive: true }))

test('what was compiled is kept, and found again even when the program could not run', async () => {
  const compiled = await markupOf(folder, shelf)
  expect(compiled.get('hello')).toContain('Hello {{ name }}')
  const [kept = ''] = readdirSync(shelf)
  writeFileSync(join(shelf, kept), JSON.stringify([['hello', 'from the shelf']]))
  expect((await markupOf(folder, shelf)).get('hello')).toBe('from the shelf')
})

test('a changed template is compiled anew, and the older is forgotten', async () => {
  writeFileSync(join(folder, 'hello.mjml'), mail('Goodbye'))
  expect((await markupOf(folder, shelf)).get('hello')).toContain('Goodbye')
  expect(readdirSync(shelf)).toHaveLength(1)
})

test('a shelf that cannot be made is done without', async () => {
  const file = join(place, 'a-file')
  writeFileSync(file, '')
  expect((await markupOf(folder, join(file, 'shelf'))).get('hello')).toContain('Goodbye')
})
