import type { Claim } from '../../../server/claims/claim.ts'
import type { MoveKind } from '../../../server/claims/moves.ts'
import { claimOf, decided, kinds, move, moves, refusalOf, stages } from '../samples.ts'

const { proposed, final, queued, paid } = stages
const approved = (...facts: Parameters<typeof claimOf>[1] & object): Claim =>
  claimOf({ state: 'approved', proposalVersion: 2 }, facts)
const second = { version: 2 }

describe('a proposal', () => {
  test('is accepted by its version and the hash of its text (R48)', () => {
    const { next, events } = decided(approved(proposed), move('accept-proposal', second))
    expect(next.units[0]?.settlement).toBe('accepted')
    expect(events).toEqual([
      { kind: 'proposal-accepted', facts: { version: 2, contentHash: 'b'.repeat(64) } },
    ])
  })

  test.each([
    ['accepted', { ...proposed, settlement: 'accepted' }],
    ['final', final],
    ['queued', queued],
    ['paid', paid],
  ] as const)('accepted again when it is %s is once', (_, facts) => {
    const claim = approved(facts)
    expect(decided(claim, move('accept-proposal', second))).toEqual({ next: claim, events: [] })
  })

  test.each(['accept-proposal', 'refuse-proposal'] as const)('that is outdated: %s', (kind) => {
    expect(refusalOf(approved(proposed), move(kind, { version: 1 }))).toBe('outdated-proposal')
    expect(refusalOf(approved(proposed), move(kind, { version: 3 }))).toBe('outdated-proposal')
    expect(refusalOf(claimOf({ state: 'approved' }), move(kind))).toBe('no-proposal')
  })

  test('that was refused waits for a new version; silence is not acceptance (R48)', () => {
    const refused = decided(approved(proposed), move('refuse-proposal', second))
    expect(refused).toMatchObject({
      next: { units: [{ settlement: 'refused' }] },
      events: [{ kind: 'proposal-refused', facts: { version: 2, lines: [1] } }],
    })
    expect(refusalOf(refused.next, move('accept-proposal', second))).toBe('move-not-allowed')
    expect(refusalOf(refused.next, moves.finalise)).toBe('move-not-allowed')
  })
})

/** Moves that bring money nearer, each with where it may begin. */
const towardsMoney: [MoveKind, Parameters<typeof claimOf>[1] & object][] = [
  ['accept-proposal', [proposed]],
  ['propose-again', [{ ...proposed, settlement: 'refused' }]],
  ['finalise', [{ ...proposed, settlement: 'accepted' }]],
  ['queue', [final]],
  ['pay', [queued]],
]

describe.each(towardsMoney)('%s', (kind, facts) => {
  const made = kind === 'accept-proposal' ? move(kind, second) : moves[kind]

  test.each(['submitted', 'incomplete', 'rejected', 'void', 'withdrawn', 'closed'] as const)(
    'never for a claim that is %s (R97)',
    (state) => {
      expect(refusalOf(claimOf({ state, proposalVersion: 2 }, facts), made)).toMatch(
        /^(not-approved|move-not-allowed)$/,
      )
    },
  )

  test('from where it begins, for an approved claim', () => {
    expect(refusalOf(approved(...facts), made)).toBe('allowed')
  })
})

test('a unit is in one run at a time, and paid once (R97)', () => {
  const inRun = decided(approved(final), moves.queue).next
  expect(refusalOf(inRun, move('queue', { run: 2 }))).toBe('move-not-allowed')
  const done = decided(inRun, moves.pay)
  expect(kinds(done)).toEqual(['paid', 'settled', 'closed'])
  expect(done.next).toMatchObject({ state: 'closed', units: [{ settlement: 'paid' }] })
  for (const kind of ['queue', 'unqueue', 'pay', 'finalise'] as const)
    expect(refusalOf(done.next, moves[kind])).not.toBe('allowed')
})

test('what leaves a run can go into the next', () => {
  const out = decided(approved(queued), moves.unqueue)
  expect(out).toMatchObject({ next: { units: [{ settlement: 'final' }] }, events: [{ facts: { run: 1 } }] })
  expect(refusalOf(out.next, move('queue', { run: 2 }))).toBe('allowed')
})

test('payment is of what was queued; a declined unit stays apart', () => {
  const declined = { custody: 'kept', audit: 'not-working', offer: 'declined' } as const
  const { next } = decided(approved(queued, declined), moves.pay)
  expect(next.units.map(({ settlement }) => settlement)).toEqual(['paid', 'none'])
})
