/** What a cap leaves is shared out in the order of the units, and approval quotes no more (R61, R93). */
import { decide } from '../../server/claims/decide.ts'
import { cutTo, type Allowance } from '../../server/claims/cuts.ts'
import { claimOf, kinds, moves, now, refusalOf, reviewer, under } from './samples.ts'

const worth = [1, 2, 3].map((position) => ({ position, amountMinor: 40_000, rule: 'R67' }))
const allowance = (granted: number, more: Partial<Allowance> = {}): Allowance => ({
  rule: 'R61',
  measure: 'money',
  units: [1, 2, 3],
  granted,
  ...more,
})

test.each([
  { what: 'money that suffices', allowances: [allowance(120_000)], amounts: [40_000, 40_000, 40_000] },
  { what: 'money for two and a bit', allowances: [allowance(85_000)], amounts: [40_000, 40_000, 5000] },
  { what: 'no money at all', allowances: [allowance(0)], amounts: [0, 0, 0] },
  { what: 'a count of two', allowances: [allowance(2, { measure: 'count' })], amounts: [40_000, 40_000, 0] },
  { what: 'a cap of one unit', allowances: [allowance(0, { units: [2] })], amounts: [40_000, 0, 40_000] },
  {
    what: 'two caps, each in its order',
    allowances: [allowance(0, { units: [1] }), allowance(50_000)],
    amounts: [0, 40_000, 10_000],
  },
  { what: 'no caps', allowances: [], amounts: [40_000, 40_000, 40_000] },
])('$what leaves $amounts (R61)', ({ allowances, amounts }) => {
  const cut = cutTo(allowances, worth)
  expect(cut.map(({ amountMinor }) => amountMinor)).toEqual(amounts)
  expect(cut.map(({ rule }) => rule)).toEqual(amounts.map((amount) => (amount < 40_000 ? 'R61' : 'R67')))
})

test('approval quotes what is left and says so (R61)', () => {
  const granted = allowance(60_000, { units: [1] })
  const { next } = decide(claimOf(), moves.approve, under, { now, allowances: [granted] })
  expect(next.units[0]?.offered).toMatchObject({ amountMinor: 60_000, rule: 'R61', reasons: ['cut-to-cap'] })
})

describe('a rule that speaks against approval (R96)', () => {
  const standing = { codes: ['enrolment-unknown'] }
  const approveWith = (vouchedBy?: string) =>
    decide(claimOf(), { ...moves.approve, by: reviewer }, under, {
      now,
      standing: { ...standing, ...(vouchedBy !== undefined && { vouchedBy }) },
    })

  test('lets the first reviewer vouch, and nothing else changes', () => {
    const decision = approveWith()
    expect(kinds(decision)).toEqual(['vouched'])
    expect(decision.next.state).toBe('submitted')
  })

  test('lets another one approve', () => {
    expect(kinds(approveWith('staff:8'))).toEqual(['approved'])
  })

  test('does not let the same one approve', () => {
    expect(() => approveWith('staff:7')).toThrow('second-reviewer-needed')
  })

  test('is not asked about where every rule passed', () => {
    expect(refusalOf(claimOf(), moves.approve)).toBe('allowed')
  })
})
