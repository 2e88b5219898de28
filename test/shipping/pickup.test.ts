import { Temporal } from 'temporal-polyfill'
import { firstSlot, type PickupTerms } from '../../server/shipping/pickup.ts'
import { day, programme } from '../programmes/samples.ts'

const terms = programme().pickup as PickupTerms
const asked = (local: string): Temporal.ZonedDateTime =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Copenhagen')
const far = day('2030-01-01')

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
])('asked for %s (%s): %s (R34)', (_, when, date) => {
  expect(firstSlot(asked(when), terms, far)?.date.toString()).toBe(date)
})

test('is the first window of the day', () => {
  expect(firstSlot(asked('2026-03-02T10:00'), terms, far)).toMatchObject(terms.windows[0] ?? {})
  expect(firstSlot(asked('2026-03-02T10:00'), { ...terms, windows: [] }, far)).toBeUndefined()
})

test('may be on the last day before the trade-in is void, and not after it (R22)', () => {
  const request = asked('2026-03-02T10:00')
  expect(firstSlot(request, terms, day('2026-03-04'))?.date.toString()).toBe('2026-03-04')
  expect(firstSlot(request, terms, day('2026-03-03'))).toBeUndefined()
})
