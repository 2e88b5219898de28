/** Waits that grow: a minute, two, four, up to an hour; and an hour of patience that wipes the slate. */
import { type Asked, askedAgain, isOver, openBackOff } from '../../server/web/back-off.ts'

const minute = 60_000
const hour = 60 * minute
const allowance = { requests: 3, windowMs: minute }

/** Asks so many times at one moment. */
const asks = (times: number, before: Asked | undefined, now: number): Asked =>
  Array.from({ length: times }).reduce<Asked | undefined>(
    (asked) => askedAgain(asked, now, allowance),
    before,
  ) as Asked

test('what is allowed costs no wait, and a new window counts anew', () => {
  const three = asks(3, undefined, 0)
  expect(three).toEqual({ hits: 3, until: minute, strikes: 0 })
  expect(askedAgain(three, minute, allowance)).toEqual({ hits: 1, until: 2 * minute, strikes: 0 })
})

test('each time that the limit is passed the wait doubles, up to an hour', () => {
  let asked: Asked | undefined
  let now = 0
  const waits = Array.from({ length: 9 }, () => {
    asked = asks(4, asked, now)
    const wait = asked.until - now
    now = asked.until
    return wait / minute
  })
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
})

test('asking on while one waits makes the wait no longer', () => {
  expect(asks(50, undefined, 0)).toEqual({ hits: 50, until: minute, strikes: 1 })
})

test('an hour after the wait nothing is held against anybody', () => {
  const waited = asks(4, undefined, 0)
  expect(askedAgain(waited, minute + hour - 1, allowance).strikes).toBe(1)
  expect(askedAgain(waited, minute + hour, allowance).strikes).toBe(0)
  expect([isOver(waited, minute + hour - 1), isOver(waited, minute + hour)]).toEqual([false, true])
})

test('one who waits holds up nobody else, and may be forgiven', async () => {
  let now = 0
  const { increment, resetKey, decrement } = openBackOff(allowance, () => now)
  for (let times = 0; times < 4; times += 1) await increment('one')
  expect((await increment('other')).totalHits).toBe(1)
  await decrement('other')
  expect((await increment('other')).totalHits).toBe(1)
  await resetKey('one')
  expect((await increment('one')).totalHits).toBe(1)
  now = 2 * hour
  expect((await increment('one')).totalHits).toBe(1)
})
