import { Temporal } from 'temporal-polyfill'
import { isForgotten, waitAfter } from '../../server/staff/patience.ts'

const lastAt = Temporal.Instant.from('2026-03-02T08:00:00Z')

test.each([
  { count: 0, after: 0, wait: 0 },
  { count: 4, after: 0, wait: 0 },
  { count: 5, after: 0, wait: 30 },
  { count: 5, after: 29.5, wait: 1 },
  { count: 5, after: 30, wait: 0 },
  { count: 6, after: 0, wait: 60 },
  { count: 8, after: 0, wait: 240 },
  { count: 10, after: 0, wait: 900 },
  { count: 1000, after: 0, wait: 900 },
  { count: 1000, after: 86_400, wait: 0 },
])('$count failures, $after s later: wait $wait s', ({ count, after, wait }) => {
  const now = lastAt.add({ milliseconds: after * 1000 })
  expect(waitAfter({ count, lastAt }, 5, now)).toBe(wait)
})

test('failures are forgotten after a day', () => {
  expect(isForgotten({ count: 9, lastAt }, lastAt.add({ hours: 23 }))).toBe(false)
  expect(isForgotten({ count: 9, lastAt }, lastAt.add({ hours: 24 }))).toBe(true)
})
