import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { money } from '../../server/base/money.ts'
import { isLocale, languageName, locales, openTexts } from '../../server/texts/texts.ts'

const folder = mkdtempSync(join(tmpdir(), 'backhaul-texts-'))
for (const locale of locales) mkdirSync(join(folder, locale))
const write = (locale: string, catalogue: string): void =>
  writeFileSync(join(folder, locale, 'desk.json'), catalogue)
afterAll(() => rmSync(folder, { recursive: true }))

write(
  'en',
  '{ "queue": { "waiting": "{count, plural, =0 {Nothing} one {# claim} other {# claims}} waiting" } }',
)
write('da', '{ "queue": { "waiting": "{count, plural, =0 {Intet} one {# sag} other {# sager}} venter" } }')
const texts = openTexts(folder)

test.each([
  ['en', 0, 'Nothing waiting'],
  ['en', 1, '1 claim waiting'],
  ['da', 1, '1 sag venter'],
  ['da', 1200, '1.200 sager venter'],
] as const)('%s counts %d: %s', (locale, count, expected) => {
  expect(texts(locale).text('desk.queue.waiting', { count })).toBe(expected)
})

test('values are put in as they are, markup and all', () => {
  write('en', '{ "hello": "Hello {name}" }')
  expect(openTexts(folder)('en').text('desk.hello', { name: '<b>Ærø & {x}</b>' })).toBe(
    'Hello <b>Ærø & {x}</b>',
  )
})

test('a missing message is a bug that names itself', () => {
  expect(texts('da').has('desk.nothing')).toBe(false)
  expect(() => texts('da').text('desk.nothing')).toThrow('no text desk.nothing in da')
})

test('a catalogue that is not JSON is named', () => {
  write('en', '{ "hello" }')
  expect(() => openTexts(folder)('en')).toThrow(/en.desk\.json is not valid JSON/)
})

test.each([
  ['en', 'DKK 1,500.00', '2 March 2026', '12.0 kg'],
  ['da', '1.500,00 kr.', '2. marts 2026', '12,0 kg'],
] as const)('%s writes %s, %s and %s', (locale, amount, date, weight) => {
  const { money: moneyText, date: dateText, weight: weightText } = texts(locale)
  expect(plain(moneyText(money(150_000, 'DKK')))).toBe(amount)
  expect(dateText(Temporal.PlainDate.from('2026-03-02'))).toBe(date)
  expect(plain(weightText(12_000))).toBe(weight)
})

test('a moment is told in the zone of the place, summer time and all', () => {
  const instant = Temporal.Instant.from('2026-07-01T22:30:00Z')
  expect(texts('da').moment(instant, 'Europe/Copenhagen')).toContain('2. juli 2026')
})

test('a language is chosen by the name that it gives itself', () => {
  expect(locales.map(languageName).join()).toBe(
    'English,Dansk,Svenska,Norsk bokmål,Suomi,Deutsch,Français,Nederlands,中文',
  )
})

test.each([
  ['da', true],
  ['xx', false],
  [undefined, false],
])('%s is a language of ours: %s', (value, expected) => {
  expect(isLocale(value)).toBe(expected)
})

/** Languages put no-break spaces between a number and its unit. */
const plain = (text: string): string => text.replace(/\s/g, ' ')
