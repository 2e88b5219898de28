/** The order in which carriers tell things never matters, and telling again changes nothing. */
import fc from 'fast-check'
import {
  custodyBy,
  joined,
  mishapsIn,
  reachedBy,
  takenAt,
  trackedAs,
  trackingKinds,
  type Reached,
  type TrackingKind,
} from '../../server/shipping/tracking.ts'

type Told = readonly [kind: TrackingKind, hour: number]

const hour = (no: number): string => `2026-03-02T${String(no).padStart(2, '0')}:00:00.000Z`
const all = (told: readonly Told[]): Reached =>
  told.map(([kind, at]) => reachedBy(kind, hour(at))).reduce(joined, {})

test.each<{ told: Told[]; state: TrackingKind | undefined; custody: string | undefined }>([
  { told: [], state: undefined, custody: undefined },
  { told: [['announced', 1]], state: 'announced', custody: undefined },
  { told: [['delayed', 2]], state: 'delayed', custody: undefined },
  { told: [['handed-over', 2]], state: 'handed-over', custody: 'handed-over' },
  {
    told: [
      ['in-transit', 3],
      ['announced', 4],
    ],
    state: 'in-transit',
    custody: 'in-transit',
  },
  {
    told: [
      ['in-transit', 3],
      ['delayed', 4],
    ],
    state: 'delayed',
    custody: 'in-transit',
  },
  {
    told: [
      ['delayed', 4],
      ['out-for-delivery', 5],
    ],
    state: 'out-for-delivery',
    custody: 'in-transit',
  },
  {
    told: [
      ['at-centre', 6],
      ['delayed', 7],
    ],
    state: 'at-centre',
    custody: 'in-transit',
  },
  {
    told: [
      ['in-transit', 3],
      ['lost', 4],
    ],
    state: 'lost',
    custody: 'lost',
  },
  {
    told: [
      ['in-transit', 5],
      ['lost', 4],
    ],
    state: 'in-transit',
    custody: 'in-transit',
  },
  {
    told: [
      ['handed-over', 5],
      ['lost', 4],
    ],
    state: 'handed-over',
    custody: 'in-transit',
  },
  {
    told: [
      ['damaged', 4],
      ['in-transit', 5],
    ],
    state: 'damaged',
    custody: 'damaged-in-transit',
  },
  {
    told: [
      ['damaged', 4],
      ['returned', 5],
    ],
    state: 'returned',
    custody: 'damaged-in-transit',
  },
  { told: [['lost', 4]], state: 'lost', custody: 'lost' },
])('$told is $state, in custody $custody', ({ told, state, custody }) => {
  expect(trackedAs(all(told))?.state).toBe(state)
  expect(custodyBy(all(told))).toBe(custody)
})

test('title passed when the carrier first had it, whatever it said first (R40)', () => {
  expect(
    takenAt(
      all([
        ['at-centre', 9],
        ['in-transit', 5],
        ['announced', 1],
      ]),
    ),
  ).toBe(hour(5))
})

test('a loss that is over is told apart from one that stands', () => {
  const found = all([
    ['lost', 4],
    ['in-transit', 5],
    ['damaged', 6],
  ])
  expect(mishapsIn(found)).toEqual([
    { kind: 'lost', at: hour(4), stands: false },
    { kind: 'damaged', at: hour(6), stands: true },
  ])
})

const told = fc.tuple(fc.constantFrom(...trackingKinds), fc.integer({ min: 0, max: 23 }))
const history = fc.array(told, { maxLength: 12 })

describe('whatever a carrier tells', () => {
  test('any permutation and duplication leads to the same', () => {
    const property = fc.property(
      history.chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray([...events, ...events, ...events], { minLength: events.length * 3 }),
        ),
      ),
      ([events, shuffled]) => {
        expect(all(shuffled)).toEqual(all(events))
        expect(all(events.toReversed())).toEqual(all(events))
      },
    )
    fc.assert(property, { seed: 5 })
  })

  test('what is known of two halves is known of the whole, however they are joined', () => {
    const property = fc.property(history, history, history, (one, two, three) => {
      const [a, b, c] = [all(one), all(two), all(three)]
      expect(joined(a, b)).toEqual(joined(b, a))
      expect(joined(joined(a, b), c)).toEqual(joined(a, joined(b, c)))
      expect(joined(a, a)).toEqual(a)
    })
    fc.assert(property, { seed: 5 })
  })

  test('the stage never goes back', () => {
    const stages: readonly string[] = [
      'announced',
      'handed-over',
      'in-transit',
      'out-for-delivery',
      'at-centre',
    ]
    const property = fc.property(history, told, (events, next) => {
      const [before, after] = [all(events), all([...events, next])].map((reached) =>
        Math.max(-1, ...Object.keys(reached).map((kind) => stages.indexOf(kind))),
      )
      expect(after).toBeGreaterThanOrEqual(before ?? 0)
    })
    fc.assert(property, { seed: 5 })
  })
})
