import type { Unit } from '../../../server/claims/claim.ts'
import type { Verdict } from '../../../server/claims/machines.ts'
import { programme } from '../../programmes/samples.ts'
import { decide } from '../../../server/claims/decide.ts'
import { answerBy, claimOf, decided, kinds, move, moves, now, quote, refusalOf, stages } from '../samples.ts'

const approved = (...facts: Partial<Unit>[]) => claimOf({ state: 'approved' }, facts)
const { arrived, differs, proposed } = stages

describe('an audit', () => {
  test('that matches makes the quote final and proposes it (R43, R48)', () => {
    const { next, events } = decided(approved(arrived), moves.inspect)
    expect(next).toMatchObject({
      proposalVersion: 1,
      units: [{ custody: 'kept', audit: 'match', offer: 'accepted', settlement: 'proposed', offered: quote }],
    })
    expect(events).toMatchObject([
      { kind: 'found-match', unit: 1 },
      { kind: 'all-decided', facts: { proposal: 1, units: [{ unit: 1, amountMinor: 150_000 }] } },
    ])
  })

  test('of one unit waits for the others', () => {
    const decision = decided(approved(arrived, arrived), moves.inspect)
    expect(kinds(decision)).toEqual(['found-match'])
    expect(decision.next.proposalVersion).toBe(0)
  })

  test.each<[Verdict, string, string, object]>([
    ['category-differs', 'mobile', 'working-good', { amountMinor: 90_000, row: 'mobile-good', rule: 'R16' }],
    ['condition-differs', 'tower', 'working-worn', { amountMinor: 110_000, row: 'tower-worn', rule: 'R16' }],
    ['not-working', 'tower', 'not-working', { amountMinor: 0, row: 'tower-not-working', rule: 'R16' }],
    [
      'incomplete',
      'tower',
      'working-good',
      { amountMinor: 130_000, row: 'tower-good-incomplete', rule: 'R16' },
    ],
    ['wrong-device', 'tower', 'working-good', { amountMinor: 0, row: 'none', rule: 'R44' }],
    ['hazard', 'tower', 'working-good', { amountMinor: 0, row: 'none', rule: 'R44' }],
    ['category-differs', 'typewriter', 'working-good', { amountMinor: 0, row: 'none', rule: 'R44' }],
  ])('%s (%s, %s) makes a second offer (R43, R44)', (verdict, category, condition, offer) => {
    const reasons = [verdict]
    const found = decided(approved(arrived), move('inspect', { verdict, category, condition, reasons }))
    expect(found.next.units[0]).toMatchObject({
      audit: verdict,
      offer: 'proposed',
      custody: verdict === 'hazard' ? 'isolated' : 'at-centre',
      settlement: 'none',
      offered: { no: 2, ...offer, reasons, answerBy },
    })
    expect(found.events).toMatchObject([{ kind: 'found-different', unit: 1, facts: { offer } }])
  })

  test.each([
    [200_000, 'working-good', 90_000],
    [180_000, 'working-good', 80_000],
    [100_000, 'working-good', 0],
  ])(
    'of %s øre that a cap leaves, one unit at 1000.00, mobile %s: %s (R61)',
    (granted, condition, amountMinor) => {
      const other = {
        ...arrived,
        audit: 'match',
        offer: 'accepted',
        offered: { ...quote, amountMinor: 100_000 },
      }
      const allowances = [{ rule: 'R61', measure: 'money', units: [1, 2], granted } as const]
      const found = decide(
        approved(arrived, other as Partial<Unit>),
        move('inspect', {
          verdict: 'category-differs',
          category: 'mobile',
          condition,
          reasons: ['category-differs'],
        }),
        programme(),
        { now, answerBy, allowances },
      )
      const { offered } = found.next.units[0] ?? {}
      expect(offered?.amountMinor).toBe(amountMinor)
      expect(offered?.reasons.includes('cut-to-cap')).toBe(amountMinor < 90_000)
    },
  )

  test.each([
    ['labelled', 'not-received'],
    ['in-transit', 'not-received'],
    ['kept', 'not-received'],
  ] as const)('needs the device at the centre, not %s', (custody, code) => {
    expect(refusalOf(approved({ ...arrived, custody }), moves.inspect)).toBe(code)
  })

  test('is made again only of what is disputed (R42)', () => {
    expect(refusalOf(approved(differs), moves.inspect)).toBe('inspected-before')
    expect(refusalOf(approved({ ...differs, offer: 'expired' }), moves.inspect)).toBe('inspected-before')
    expect(refusalOf(approved({ ...differs, offer: 'disputed' }), moves.inspect)).toBe('allowed')
  })

  test('that agrees with the participant after all is an offer of its own, accepted with it (R42)', () => {
    const { next } = decided(approved({ ...differs, offer: 'disputed' }), moves.inspect)
    expect(next.units[0]).toMatchObject({
      custody: 'kept',
      audit: 'match',
      offer: 'accepted',
      offered: { no: 3, amountMinor: 150_000, row: 'tower-good' },
      settlement: 'proposed',
    })
  })

  test.each(['void', 'withdrawn', 'rejected'] as const)(
    'of a claim that is %s is recorded, and nothing is offered or paid (R97)',
    (state) => {
      const { next, events } = decided(claimOf({ state }, [arrived]), moves.inspect)
      expect(next.units[0]).toMatchObject({ audit: 'match', offer: 'proposed', custody: 'at-centre' })
      expect(events).toMatchObject([{ kind: 'found-after-end', unit: 1, facts: { verdict: 'match' } }])
    },
  )

  test('that other eyes have to confirm decides nothing, and tells no verdict to the journal (R43)', () => {
    const draw = { seed: 'a', ticket: 7, percent: 5 }
    const held = move('inspect', { verdict: 'condition-differs', held: 'sample', draw })
    const { next, events } = decided(approved(arrived), held)
    expect(next.units[0]).toEqual(approved(arrived).units[0])
    expect(events).toEqual([{ kind: 'looked-at', unit: 1, facts: { audit: 1, held: 'sample', draw } }])
  })

  test('that finds a hazard sets the device apart at once, and nothing is ever sent back (R8)', () => {
    const found = move('inspect', { verdict: 'hazard', held: 'refusal' })
    const isolated = decided(approved(arrived), found).next
    expect(isolated.units[0]).toMatchObject({ custody: 'isolated', audit: 'pending' })
    const sure = decided(isolated, move('inspect', { verdict: 'hazard' })).next
    const declined = decided(sure, move('answer', { offerNo: 2, answer: 'decline' }), {
      ...programme(),
      declinePolicy: 'return',
    })
    expect(declined.next.units[0]?.custody).toBe('recycled')
    const harmless = decided(isolated, move('inspect', { verdict: 'match' })).next
    expect(harmless.units[0]?.custody).toBe('kept')
  })

  test.each(['incomplete', 'submitted'] as const)('is not made for a claim that is %s (R97)', (state) => {
    expect(refusalOf(claimOf({ state }, [arrived]), moves.inspect)).toBe('not-approved')
  })
})

describe('an answer', () => {
  test('is to the latest offer only', () => {
    expect(refusalOf(approved(differs), move('answer', { offerNo: 1 }))).toBe('outdated-offer')
    expect(refusalOf(approved(differs), move('answer', { offerNo: 3 }))).toBe('outdated-offer')
    expect(refusalOf(approved({}), move('answer'))).toBe('outdated-offer')
  })

  test('waits for the audit: the quote is no question', () => {
    expect(refusalOf(approved(arrived), move('answer', { offerNo: 1 }))).toBe('not-inspected')
  })

  test.each([
    ['accept', 'offer-accepted'],
    ['decline', 'offer-declined'],
    ['dispute', 'offer-disputed'],
  ] as const)('%s twice is once', (answer, event) => {
    const first = decided(approved(differs, arrived), move('answer', { answer }))
    expect(kinds(first)).toEqual([event])
    expect(decided(first.next, move('answer', { answer }))).toEqual({ next: first.next, events: [] })
  })

  test('is not taken back once it is given', () => {
    const { next } = decided(approved(differs, arrived), move('answer', { answer: 'accept' }))
    expect(refusalOf(next, move('answer', { answer: 'decline' }))).toBe('move-not-allowed')
  })

  test.each(['accept', 'decline'] as const)('after its day still counts: %s (never forfeited)', (answer) => {
    expect(refusalOf(approved({ ...differs, offer: 'expired' }), move('answer', { answer }))).toBe('allowed')
  })

  test.each([
    ['return', 'sent-back'],
    ['recycle', 'recycled'],
    ['forfeit', 'kept'],
  ] as const)('of no leads to what was consented to: %s (R42)', (declinePolicy, custody) => {
    const under = { ...programme(), declinePolicy }
    const { next } = decided(approved(differs, arrived), move('answer', { answer: 'decline' }), under)
    expect(next.units[0]).toMatchObject({ custody, offer: 'declined', settlement: 'none' })
  })

  test('that leaves nothing to pay closes the claim', () => {
    const decision = decided(approved(differs), move('answer', { answer: 'decline' }))
    expect(decision.next).toMatchObject({ state: 'closed', proposalVersion: 0 })
    expect(kinds(decision)).toEqual(['offer-declined', 'settled', 'closed'])
  })

  test('that accepts nothing is no debt: a worthless device is never proposed', () => {
    const worthless = { ...differs, offered: { ...differs.offered, amountMinor: 0 } }
    expect(decided(approved(worthless), move('answer')).next).toMatchObject({
      state: 'closed',
      units: [{ offer: 'accepted', settlement: 'none' }],
    })
  })

  test('that is the last proposes what was accepted and is worth something (R48)', () => {
    const matched = { ...proposed, settlement: 'none' } as const
    const { next, events } = decided(approved(matched, differs), move('answer', { unit: 2 }))
    expect(next.units.map(({ settlement }) => settlement)).toEqual(['proposed', 'proposed'])
    expect(events.at(-1)).toEqual({
      kind: 'all-decided',
      facts: {
        proposal: 1,
        units: [
          { unit: 1, amountMinor: 150_000 },
          { unit: 2, amountMinor: 110_000 },
        ],
      },
    })
  })

  test('is about a unit that exists', () => {
    expect(refusalOf(approved(differs), move('answer', { unit: 2 }))).toBe('unit-unknown')
  })
})

describe('a proposal made again', () => {
  test('is a newer version of what was refused', () => {
    const refused = claimOf({ state: 'approved', proposalVersion: 1 }, [
      { ...proposed, settlement: 'refused' },
    ])
    expect(decided(refused, moves['propose-again']).next).toMatchObject({
      proposalVersion: 2,
      units: [{ settlement: 'proposed' }],
    })
  })

  test.each([
    ['there was none', {}, [arrived], 'no-proposal'],
    ['it is paid', { proposalVersion: 1 }, [stages.paid], 'move-not-allowed'],
    ['the claim is void', { proposalVersion: 1, state: 'void' }, [proposed], 'not-approved'],
  ] as const)('is refused when %s', (_, claim, facts, code) => {
    const made = claimOf({ state: 'approved', ...claim }, facts)
    expect(refusalOf(made, moves['propose-again'])).toBe(code)
  })
})
