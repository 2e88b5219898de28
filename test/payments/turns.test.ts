import { Temporal } from 'temporal-polyfill'
import { daysBySide, type TurnEvent } from '../../server/payments/turns.ts'

const event = (kind: string, day: number, facts?: TurnEvent['facts']): TurnEvent => ({
  kind,
  on: Temporal.PlainDate.from({ year: 2026, month: 3, day }),
  ...(facts && { facts }),
})
const until = (day: number) => Temporal.PlainDate.from({ year: 2026, month: 3, day })

test.each([
  { what: 'nothing received', events: [event('approved', 1)], day: 9, us: 0, participant: 0 },
  { what: 'audit takes a week', events: [event('received', 1)], day: 8, us: 7, participant: 0 },
  {
    what: 'an offer waits four days for its answer, a proposal two',
    events: [
      event('received', 1),
      event('found-different', 3),
      event('offer-accepted', 7),
      event('all-decided', 7),
      event('proposal-accepted', 9),
      event('finalised', 9),
      event('queued', 10),
    ],
    day: 12,
    us: 5,
    participant: 6,
  },
  {
    what: 'a closed account is waited for, money that we lacked is not',
    events: [
      event('received', 1),
      event('returned', 3, { side: 'payer' }),
      event('returned', 5, { side: 'account' }),
      event('account-given', 8),
    ],
    day: 10,
    us: 6,
    participant: 3,
  },
])('$what: $us days are ours, $participant theirs (R45)', ({ events, day, us, participant }) => {
  expect(daysBySide(events, until(day))).toEqual({ us, participant })
})
