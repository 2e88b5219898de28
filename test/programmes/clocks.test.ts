import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { clockDay, clockState, dueOn, endOf, type Pause } from '../../server/programmes/clocks.ts'
import type { Clock } from '../../server/programmes/programme.ts'
import { day, programme } from './samples.ts'

const clockOf = (id: string): Clock => {
  const found = programme().clocks.find((clock) => clock.id === id)
  if (!found) throw new Error(`no clock ${id}`)
  return found
}

const calendarDays = (amount: number, changes: Partial<Clock> = {}): Clock => ({
  ...clockOf('pay-by'),
  amount,
  ...changes,
})

test.each([
  ['ship-by', '2019-04-01', '2019-05-01', 'R21'],
  ['pickup-by', '2019-04-01', '2019-05-16', 'R22'],
  ['pickup-by', '2021-03-31', '2021-05-19', 'R22'],
  ['pickup-by', '2023-04-03', '2023-05-22', 'R22, Store Bededag 2023-05-05 is a holiday'],
  ['pickup-by', '2024-03-27', '2024-05-14', 'R22, Store Bededag is none any more'],
  ['pay-by', '2026-03-02', '2026-04-16', 'R45, over the change to summer time'],
  ['pay-by', '2020-01-31', '2020-03-16', 'R45, over a leap day'],
  ['pay-by', '2021-01-31', '2021-03-17', 'R45, no leap day'],
  ['repay-by', '2026-02-01', '2026-03-01', 'R47'],
])('%s from %s is due on %s (%s)', (id, start, due) => {
  expect(dueOn(clockOf(id), day(start)).toString()).toBe(due)
})

test.each([
  [['AU-NSW'], '2026-01-26', '2026-01-28'],
  [['CN'], '2026-10-01', '2026-10-06'],
  [['AU-NSW', 'CN'], '2026-10-01', '2026-10-07'],
])('working days of %j: two after %s is %s (R90)', (calendars, start, due) => {
  const clock = calendarDays(2, { unit: 'working', calendars, pausedBy: [] })
  expect(dueOn(clock, day(start)).toString()).toBe(due)
})

test('a clock without a start is an error, never passed and never open (R92)', () => {
  expect(() => dueOn(clockOf('pay-by'), undefined)).toThrow('clock-without-start')
  expect(() => clockState(clockOf('pay-by'), { start: undefined, today: day('2026-01-01') })).toThrow(
    'clock-without-start',
  )
})

const wait = (from: string, to?: string, reason = 'participant-answer'): Pause => ({
  reason,
  from: day(from),
  ...(to && { to: day(to) }),
})

test.each<[string, Pause[], string]>([
  ['none', [], '2026-01-11'],
  ['one of three days', [wait('2026-01-03', '2026-01-06')], '2026-01-14'],
  ['two that overlap', [wait('2026-01-03', '2026-01-06'), wait('2026-01-05', '2026-01-08')], '2026-01-16'],
  ['one that begins on the last day', [wait('2026-01-11', '2026-01-20')], '2026-01-11'],
  ['one before the start', [wait('2025-12-01', '2026-01-01')], '2026-01-11'],
  ['one of no length', [wait('2026-01-03', '2026-01-03')], '2026-01-11'],
  ['one that the file does not allow', [wait('2026-01-03', '2026-01-06', 'customer-service')], '2026-01-11'],
])('ten days from 2026-01-01 with the pause: %s (R45)', (_, pauses, due) => {
  expect(dueOn(calendarDays(10), day('2026-01-01'), { pauses }).toString()).toBe(due)
})

test('a wait that still lasts moves the day with it (R45)', () => {
  const run = { start: day('2026-01-01'), pauses: [wait('2026-01-03')] }
  const states = ['2026-01-03', '2026-01-10', '2026-03-01'].map((today) =>
    clockState(calendarDays(10), { ...run, today: day(today) }),
  )
  expect(
    states.map(({ state, dueOn: due, daysLeft, daysUsed }) => [state, due.toString(), daysLeft, daysUsed]),
  ).toEqual([
    ['paused', '2026-01-11', 8, 2],
    ['paused', '2026-01-18', 8, 2],
    ['paused', '2026-03-09', 8, 2],
  ])
})

test('an extension adds days of the clock’s own unit (R23)', () => {
  const extensions = [{ days: 5, reason: 'carrier on strike' }]
  expect(dueOn(clockOf('ship-by'), day('2019-04-01'), { extensions }).toString()).toBe('2019-05-06')
  expect(dueOn(clockOf('pickup-by'), day('2019-04-01'), { extensions }).toString()).toBe('2019-05-24')
})

test.each([
  ['2026-01-11', undefined, 'open', 0],
  ['2026-01-12', undefined, 'breached', -1],
  ['2026-01-12', '2026-01-11', 'met', 0],
  ['2026-02-01', '2026-01-12', 'breached', -1],
])('on %s, stopped on %s: %s (R92: the due day still counts)', (today, stopped, state, daysLeft) => {
  const run = { start: day('2026-01-01'), today: day(today), ...(stopped && { stoppedOn: day(stopped) }) }
  expect(clockState(calendarDays(10), run)).toMatchObject({ state, daysLeft })
})

test.each([
  ['2026-03-28', '2026-03-28T23:00:00Z', 'the night before summer time'],
  ['2026-03-29', '2026-03-29T22:00:00Z', 'the day of 23 hours'],
  ['2026-10-25', '2026-10-25T23:00:00Z', 'the day of 25 hours'],
  ['2024-02-29', '2024-02-29T23:00:00Z', 'a leap day'],
])('%s ends at %s in Copenhagen: %s', (date, instant) => {
  expect(endOf(day(date), clockOf('pay-by'), programme()).toString()).toBe(instant)
})

test.each([
  ['2021-06-30T21:59:59.999Z', '2021-06-30'],
  ['2021-06-30T22:00:00Z', '2021-07-01'],
])('%s is %s for a Danish programme (R18, R19, midnight)', (instant, date) => {
  const local = clockDay(Temporal.Instant.from(instant), clockOf('pay-by'), programme())
  expect(local.toString()).toBe(date)
})

test('a clock may have a time zone of its own (R92)', () => {
  const sydney = calendarDays(10, { timeZone: 'Australia/Sydney' })
  expect(clockDay(Temporal.Instant.from('2021-06-30T15:00:00Z'), sydney, programme()).toString()).toBe(
    '2021-07-01',
  )
})

test('without pauses, calendar days are plain addition; working days never end on a holiday or weekend', () => {
  const starts = fc.integer({ min: 0, max: 2500 }).map((days) => day('2019-01-01').add({ days }))
  fc.assert(
    fc.property(starts, fc.integer({ min: 1, max: 60 }), (start, amount) => {
      const due = dueOn(calendarDays(amount), start)
      const working = dueOn(calendarDays(amount, { unit: 'working', calendars: ['DK'] }), start)
      expect(due.equals(start.add({ days: amount }))).toBe(true)
      expect(working.dayOfWeek).toBeLessThanOrEqual(5)
      expect(Temporal.PlainDate.compare(working, due)).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 100 },
  )
})
