import { Temporal } from 'temporal-polyfill'
import {
  addWorkingDays,
  dateIn,
  instantText,
  isWorkingDay,
  workingDayOnOrBefore,
} from '../../server/base/calendar.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

describe('thirty working days in Denmark (R22)', () => {
  test.each([
    ['2019-04-01', '2019-05-16', 'the published example'],
    ['2021-03-31', '2021-05-19', 'over Easter, Store Bededag and Ascension'],
    ['2023-04-03', '2023-05-22', 'the last year with Store Bededag'],
    ['2024-04-02', '2024-05-15', 'the first year without Store Bededag'],
  ])('from %s to %s: %s', (start, end) => {
    expect(addWorkingDays(day(start), 30, ['DK']).toString()).toBe(end)
  })
})

test.each([
  ['2023-05-05', 'DK', false, 'Store Bededag'],
  ['2024-04-26', 'DK', true, 'what would have been Store Bededag'],
  ['2024-02-29', 'DK', true, 'a leap day'],
  ['2024-12-25', 'DK', false, 'Christmas'],
  ['2024-03-30', 'DK', false, 'a Saturday'],
  ['2024-01-26', 'AU-NSW', false, 'Australia Day'],
  ['2024-10-07', 'AU-NSW', false, 'Labour Day in New South Wales'],
  ['2026-05-04', 'CN', true, 'an afternoon that some have off'],
  ['2026-05-01', 'CN', false, 'Labour Day'],
  ['2024-10-07', 'AU-VIC', true, 'the same day in Victoria'],
])('%s is a working day in %s: %s (%s)', (date, calendar, expected) => {
  expect(isWorkingDay(day(date), [calendar])).toBe(expected)
})

describe('the union of two calendars (R90)', () => {
  test.each([
    ['2026-02-17', false, 'Chinese New Year'],
    ['2024-04-25', false, 'Anzac Day'],
    ['2024-02-27', true, 'a plain Tuesday'],
  ])('%s is a working day: %s (%s)', (date, expected) => {
    expect(isWorkingDay(day(date), ['AU-NSW', 'CN'])).toBe(expected)
  })

  test('every day of a long holiday is free, not only its first', () => {
    const days = ['2026-09-30', '2026-10-01', '2026-10-02'].map((date) => isWorkingDay(day(date), ['CN']))
    expect(days).toEqual([true, false, false])
  })
})

test('the starting day never counts, and no days lead nowhere', () => {
  expect(addWorkingDays(day('2026-03-02'), 1, ['DK']).toString()).toBe('2026-03-03')
  expect(addWorkingDays(day('2026-03-07'), 1, ['DK']).toString()).toBe('2026-03-09')
  expect(addWorkingDays(day('2026-03-07'), 0, ['DK']).toString()).toBe('2026-03-07')
})

test.each([
  ['2026-04-06', '2026-04-01', 'Easter Monday, back over Good Friday and Maundy Thursday'],
  ['2026-03-04', '2026-03-04', 'a working day is its own'],
  ['2026-01-01', '2025-12-31', 'into the old year'],
])('the bank day on or before %s is %s: %s', (date, expected) => {
  expect(workingDayOnOrBefore(day(date), ['DK']).toString()).toBe(expected)
})

test.each([
  ['2026-03-28T22:59:59Z', '2026-03-28', 'the last second before midnight in winter'],
  ['2026-03-28T23:00:00Z', '2026-03-29', 'midnight before the clocks go forward'],
  ['2026-03-29T21:59:59Z', '2026-03-29', 'the last second of the short day'],
  ['2026-03-29T22:00:00Z', '2026-03-30', 'midnight after it'],
  ['2026-10-25T22:59:59Z', '2026-10-25', 'the last second of the long day'],
  ['2024-02-28T23:00:00Z', '2024-02-29', 'into the leap day'],
])('%s is on %s in Copenhagen: %s', (instant, date) => {
  expect(dateIn(Temporal.Instant.from(instant), 'Europe/Copenhagen').toString()).toBe(date)
})

test('the spelling of instants sorts as time does', () => {
  const instants = [0, 1, 999, 1000, 1_750_000_000_123].map((ms) =>
    Temporal.Instant.fromEpochMilliseconds(ms),
  )
  const texts = instants.map(instantText)
  expect(texts.at(-1)).toBe('2025-06-15T15:06:40.123Z')
  expect(texts.toSorted()).toEqual(texts)
})
