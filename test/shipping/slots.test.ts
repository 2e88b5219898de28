import { Temporal } from 'temporal-polyfill'
import type { PickupTerms } from '../../server/shipping/pickup.ts'
import { changeableUntil, firstDay, freeSlots, slotFrom, type DayLoad } from '../../server/shipping/slots.ts'
import { day, programme } from '../programmes/samples.ts'

const terms = programme().pickup as PickupTerms
const zone = { visitsPerDay: 2 }
const asked = (local: string): Temporal.ZonedDateTime =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Copenhagen')

test.each([
  ['a Monday morning', '2026-03-02T10:00', '2026-03-04'],
  ['at the cut-off itself', '2026-03-02T12:00', '2026-03-04'],
  ['after the cut-off', '2026-03-02T12:00:01', '2026-03-05'],
  ['over a weekend', '2026-03-05T10:00', '2026-03-09'],
  ['on a Friday afternoon', '2026-03-06T15:00', '2026-03-11'],
  ['on a Saturday', '2026-03-07T09:00', '2026-03-11'],
  ['before Easter', '2026-04-01T10:00', '2026-04-08'],
  ['on Maundy Thursday', '2026-04-02T10:00', '2026-04-09'],
  ['before the last Great Prayer Day (R22)', '2023-05-03T10:00', '2023-05-08'],
  ['a year later it is a working day (R22)', '2024-04-24T10:00', '2024-04-26'],
  ['in the hour that spring leaves out', '2026-03-29T02:30', '2026-04-01'],
  ['in the hour that autumn repeats', '2026-10-25T02:30', '2026-10-28'],
  ['on the Friday before the clocks change', '2026-10-23T11:59', '2026-10-27'],
])('asked for %s (%s): %s (R34)', (_, when, date) => {
  expect(firstDay(asked(when), terms).toString()).toBe(date)
})

const free = (lastDay: string, loads: readonly DayLoad[] = [], requested = '2026-03-02T10:00'): string[] =>
  freeSlots({ requested: asked(requested), terms, lastDay: day(lastDay), zone }, loads).map(
    ({ date, from }) => `${date.toString()} ${from}`,
  )

test('every window of every working day up to the last one (R22)', () => {
  expect(free('2026-03-05')).toEqual([
    '2026-03-04 08:00',
    '2026-03-04 12:00',
    '2026-03-05 08:00',
    '2026-03-05 12:00',
  ])
  expect(free('2026-03-04')).toHaveLength(2)
  expect(free('2026-03-03')).toEqual([])
  expect(new Set(free('2026-03-10').map((slot) => slot.slice(0, 10)))).toEqual(
    new Set(['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09', '2026-03-10']),
  )
})

const days = (loads: readonly DayLoad[]): Set<string> =>
  new Set(free('2026-03-06', loads).map((slot) => slot.slice(0, 10)))

test('a day that is full is not offered, and one that somebody changed takes what they said', () => {
  const date = '2026-03-05'
  expect(days([{ date, booked: 1 }])).toContain(date)
  expect(days([{ date, booked: 2 }])).not.toContain(date)
  expect(days([{ date, booked: 2, visits: 3 }])).toContain(date)
  expect(days([{ date, booked: 0, visits: 0 }])).not.toContain(date)
})

test('a clock that jumps a day leaves out what came too near meanwhile', () => {
  expect(free('2026-03-06', [], '2026-03-03T10:00')[0]).toBe('2026-03-05 08:00')
})

test.each([
  ['a Wednesday', '2026-03-04', '2026-03-03T11:00:00Z'],
  ['a Monday', '2026-03-09', '2026-03-06T11:00:00Z'],
  ['the Tuesday after Easter', '2026-04-07', '2026-04-01T10:00:00Z'],
  ['the Monday after the clocks went forward', '2026-03-30', '2026-03-27T11:00:00Z'],
  ['the Monday after they went back', '2026-10-26', '2026-10-23T10:00:00Z'],
])('%s can be moved until the noon of the working day before', (_, date, moment) => {
  expect(changeableUntil(day(date), terms, 'Europe/Copenhagen').toString()).toBe(moment)
})

const until = (changeWorkingDays: number): string =>
  changeableUntil(day('2026-03-09'), { ...terms, changeWorkingDays }, 'Europe/Copenhagen').toString()

test('a programme may ask for more notice, or for none but the hour', () => {
  expect(until(0)).toBe('2026-03-09T11:00:00Z')
  expect(until(3)).toBe('2026-03-04T11:00:00Z')
})

test('instead of a slot that is gone the next one is found, later on the day or on a later one', () => {
  const slots = freeSlots({ requested: asked('2026-03-02T10:00'), terms, lastDay: day('2026-03-06'), zone }, [
    { date: '2026-03-05', booked: 2 },
  ])
  const next = (date: string, from: string): string | undefined =>
    slotFrom(slots, { date: day(date), from, to: '' })?.date.toString()
  expect(next('2026-03-05', '08:00')).toBe('2026-03-06')
  expect(next('2026-03-04', '12:00')).toBe('2026-03-04')
  expect(next('2026-03-07', '08:00')).toBeUndefined()
})
