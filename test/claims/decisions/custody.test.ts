import type { CustodyState } from '../../../server/claims/machines.ts'
import { claimOf, decided, kinds, move, moves, refusalOf } from '../samples.ts'

const approved = (...custody: CustodyState[]) =>
  claimOf(
    { state: 'approved' },
    custody.map((one) => ({ custody: one })),
  )

test.each(['submitted', 'incomplete', 'rejected', 'void', 'withdrawn'] as const)(
  'a claim that is %s gets no label (R32)',
  (state) => {
    expect(refusalOf(claimOf({ state }), moves.label)).toBe('not-approved')
  },
)

test('a label is for the units in its shipment', () => {
  const { next, events } = decided(approved('with-participant', 'with-participant'), moves.label)
  expect(next.units.map(({ custody }) => custody)).toEqual(['labelled', 'with-participant'])
  expect(events).toEqual([{ kind: 'labelled', facts: { units: [1], shipment: 1, way: 'drop-off' } }])
})

test('hand-over says when title passed (R40)', () => {
  expect(decided(approved('labelled'), moves['hand-over']).events).toEqual([
    { kind: 'handed-over', facts: { units: [1], at: '2019-04-01T10:00:00.000Z' } },
  ])
})

test.each<['scan' | 'lose' | 'damage', CustodyState, string]>([
  ['scan', 'in-transit', 'scanned'],
  ['lose', 'lost', 'lost'],
  ['damage', 'damaged-in-transit', 'damaged'],
])(
  'a carrier that says "%s" puts what it took to %s, and receives nothing for us',
  (kind, custody, event) => {
    const { next, events } = decided(approved('handed-over'), moves[kind])
    expect(next.units[0]?.custody).toBe(custody)
    expect(events).toEqual([
      {
        kind: event,
        facts: { units: [1], sscc: '095212340000000017', at: '2019-04-01T10:00:00.000Z' },
      },
    ])
  },
)

test.each<[CustodyState, string[]]>([
  ['labelled', ['handed-over', 'received']],
  ['with-participant', ['handed-over', 'received']],
  ['handed-over', ['received']],
  ['in-transit', ['received']],
  ['lost', ['received']],
  ['short-shipped', ['received']],
])('receipt of what is %s: %j (R40, R45)', (custody, happened) => {
  const decision = decided(approved(custody), moves.receive)
  expect(kinds(decision)).toEqual(happened)
  expect(decision.next.units[0]?.custody).toBe('at-centre')
})

test('a hand-over that nobody told is inferred from the receipt, for the units it is news of (R40)', () => {
  const { events } = decided(approved('handed-over', 'labelled'), move('receive', { units: [1, 2] }))
  expect(events[0]).toEqual({ kind: 'handed-over', facts: { units: [2], inferredFrom: 'receipt' } })
})

test.each(['at-centre', 'kept', 'sent-back', 'recycled'] as const)(
  'what is %s is not received again (R45)',
  (custody) => {
    expect(refusalOf(approved(custody), moves.receive)).toBe('already-received')
  },
)

test.each(['void', 'withdrawn', 'rejected', 'incomplete'] as const)(
  'a parcel of a claim that is %s is received all the same (R22)',
  (state) => {
    const { next } = decided(claimOf({ state }, [{ custody: 'labelled' }]), moves.receive)
    expect(next).toMatchObject({ state, units: [{ custody: 'at-centre' }] })
  },
)

test('one unit that may not move keeps all where they are, and is named', () => {
  expect(() => decided(approved('labelled', 'lost'), move('hand-over', { units: [1, 2] }))).toThrow(
    expect.objectContaining({
      faults: [{ code: 'move-not-allowed', path: '/units/1', facts: { state: 'lost', move: 'hand-over' } }],
    }),
  )
})
