import { restAfter } from '../../server/webhooks/resting.ts'

test.each([
  // Silence costs time: it rests at once.
  { refused: 1, answered: 'no', seconds: 60 },
  { refused: 2, answered: 'no', seconds: 120 },
  { refused: 6, answered: 'no', seconds: 21_600 },
  // Who says no is asked twice more.
  { refused: 1, answered: 'yes', seconds: undefined },
  { refused: 2, answered: 'yes', seconds: undefined },
  { refused: 3, answered: 'yes', seconds: 60 },
  { refused: 8, answered: 'yes', seconds: 21_600 },
  // No longer than the longest.
  { refused: 1000, answered: 'no', seconds: 21_600 },
  // Nothing was refused.
  { refused: 0, answered: 'no', seconds: undefined },
] as const)(
  'after $refused, answered: $answered, a receiver rests $seconds s',
  ({ refused, answered, seconds }) => {
    expect(restAfter(refused, answered)).toBe(seconds)
  },
)
