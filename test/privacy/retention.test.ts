/** When what is held goes, by country and kind: the table as it stands, and the day on which a period ends. */
import { Temporal } from 'temporal-polyfill'
import { Refusal } from '../../server/base/refusal.ts'
import { draftHours } from '../../server/claims/draft-store.ts'
import { hoursKept } from '../../server/evidence/tidying.ts'
import { keptUntil, lastDay, nextToGo, periodOf, retentionFile } from '../../server/privacy/retention.ts'
import { retentionIn } from '../../server/retention-file.ts'
import { read } from '../../server/web/read.ts'

const table = retentionIn('templates/retention.yaml')
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

test.each([
  ['DK', 'P5Y', 'financial-year'],
  ['DE', 'P8Y', 'calendar-year'],
  ['SE', 'P7Y', 'year-of-financial-year'],
  ['NO', 'P5Y', 'financial-year'],
  ['AU', 'P10Y', 'year-of-financial-year'],
])('the books of %s are kept %s from the end of the %s', (country, keep, from) => {
  expect(periodOf(table, 'books', country)).toMatchObject({ keep, from })
})

test.each([
  ['end', '12-31', '2026-03-09', '2031-03-09'],
  ['calendar-year', '06-30', '2026-03-09', '2031-12-31'],
  ['financial-year', '12-31', '2026-03-09', '2031-12-31'],
  ['financial-year', '06-30', '2026-03-09', '2031-06-30'],
  ['financial-year', '06-30', '2026-06-30', '2031-06-30'],
  ['financial-year', '06-30', '2026-07-01', '2032-06-30'],
  ['year-of-financial-year', '06-30', '2026-07-01', '2032-12-31'],
  // A leap day has no fifth anniversary.
  ['end', '12-31', '2028-02-29', '2033-02-28'],
] as const)(
  'five years from the %s (%s), counted from %s, end on %s',
  (from, financialYearEnds, on, until) => {
    expect(keptUntil({ financialYearEnds }, { keep: 'P5Y', from }, day(on)).toString()).toBe(until)
  },
)

test('of several countries the longest period counts', () => {
  const on = day('2026-03-09')
  expect(lastDay(table, 'books', ['DK'], on).toString()).toBe('2031-12-31')
  expect(lastDay(table, 'books', ['DK', 'DE'], on).toString()).toBe('2034-12-31')
  expect(lastDay(table, 'books', [], on).toString()).toBe('2036-12-31')
})

test('what was paid goes in five parts, the books last; what was not goes whole', () => {
  const lastOn = day('2026-03-09')
  const countries = ['DK']
  const gone: string[] = []
  for (;;) {
    const next = nextToGo(table, {
      isPaid: true,
      gone: gone.map((one) => one.split(' ')[0]) as [],
      countries,
      lastOn,
    })
    if (!next) break
    gone.push(`${next.kind} ${next.lastDay.toString()}`)
  }
  expect(gone).toEqual([
    'photo 2027-03-09',
    'evidence 2029-03-09',
    'mail 2029-03-09',
    'claim 2029-03-09',
    'books 2031-12-31',
  ])
  expect(nextToGo(table, { isPaid: false, gone: [], countries, lastOn })?.kind).toBe('unpaid')
  expect(nextToGo(table, { isPaid: false, gone: ['unpaid'], countries, lastOn })).toBeUndefined()
})

test('what was never sent in is kept as long as its pages say', () => {
  expect(periodOf(table, 'draft', 'DK').keep).toBe(`P${draftHours / 24}D`)
  expect(periodOf(table, 'upload', 'DK').keep).toBe(`P${hoursKept / 24}D`)
})

/** The table with one row changed. */
const changed = (kind: 'mail' | 'claim', country: string, row: object | undefined): unknown => ({
  ...table,
  periods: { ...table.periods, [kind]: { ...table.periods[kind], [country]: row } },
})
const source = 'a reason that is long enough'

test.each([
  [
    'a mail that outlives its claim',
    changed('mail', 'DK', { keep: 'P4Y', from: 'end', source }),
    'period-too-long',
  ],
  [
    'a claim that outlives its books',
    changed('claim', 'DK', { keep: 'P9Y', from: 'end', source }),
    'period-too-long',
  ],
  ['a period without a source', changed('claim', 'DK', { keep: 'P1Y', from: 'end' }), 'missing-field'],
  ['a period in words', changed('claim', 'DK', { keep: 'a year', from: 'end', source }), 'wrong-format'],
  ['a period of nothing', changed('claim', 'DK', { keep: 'P0D', from: 'end', source }), 'wrong-format'],
  [
    'a country that is none',
    changed('claim', 'Denmark', { keep: 'P1Y', from: 'end', source }),
    'wrong-format',
  ],
  ['a table without the books', { ...table, periods: { ...table.periods, books: {} } }, 'anywhere-missing'],
])('%s is refused', (_what, wrong, code) => {
  const refused = (): unknown => read(retentionFile, JSON.parse(JSON.stringify(wrong)))
  expect(refused).toThrow(Refusal)
  expect(refused).toThrow(code)
})
