import fc from 'fast-check'
import type { Claim } from '../../server/claims/claim.ts'
import { isChanged, openSums } from '../../server/claims/what-if-sums.ts'
import { replayed, seenTwice, type Tallies } from '../../server/claims/what-if.ts'
import type { Programme } from '../../server/programmes/programme.ts'
import { claimOf, now, quote, stages, under } from './samples.ts'

const fresh = (): Tallies => ({ before: new Map(), after: new Map() })
const replay = (claim: Claim, other: Programme, has = under) =>
  replayed(seenTwice(claim, has, other), fresh())

const approved = (facts: Parameters<typeof claimOf>[1] = [stages.quoted], claim: Partial<Claim> = {}) =>
  claimOf({ state: 'approved', approvedAt: now, ...claim }, facts)

const priced = (row: string, amountMinor: number): Programme => ({
  ...under,
  values: {
    ...under.values,
    capMinor: Math.max(under.values.capMinor, amountMinor),
    rows: under.values.rows.map((one) => (one.id === row ? { ...one, amountMinor } : one)),
  },
})
const closedEarly: Programme = { ...under, purchaseWindow: { from: '2018-10-01', to: '2018-12-31' } }
const oneEach: Programme = { ...under, caps: under.caps.map((cap) => ({ ...cap, limit: 1 })) }
const cutMoney: Programme = {
  ...under,
  caps: [
    {
      id: 'money',
      rule: 'R61',
      measure: 'money',
      key: 'participant',
      window: 'programme',
      limit: 200_000,
      excess: 'cut',
    },
  ],
}
const newTerms: Programme = { ...under, terms: { ...under.terms, version: 'another' } }

test.each([
  ['the same file', approved(), under, 'approved', 150_000, undefined],
  ['terms of another version', approved(), newTerms, 'approved', 150_000, undefined],
  ['a dearer row', approved(), priced('tower-good', 180_000), 'approved', 180_000, 'tower-good'],
  ['a row of other devices', approved(), priced('mobile-good', 1), 'approved', 150_000, undefined],
  [
    'a row of what was found',
    approved([stages.differs]),
    priced('tower-worn', 90_000),
    'approved',
    90_000,
    'tower-worn',
  ],
  [
    'a row of what was declared, where another was found',
    approved([stages.differs]),
    priced('tower-good', 1),
    'approved',
    110_000,
    undefined,
  ],
  ['an earlier end of purchases', approved(), closedEarly, 'refused', 0, 'bought-too-late'],
  ['a tighter cap', approved([stages.quoted, stages.quoted]), oneEach, 'refused', 0, 'cap-exceeded'],
  ['a cap that cuts', approved([stages.quoted, stages.quoted]), cutMoney, 'approved', 200_000, 'cut-to-cap'],
  [
    'a dearer row for what was declined',
    approved([{ ...stages.quoted, offer: 'declined' }]),
    priced('tower-good', 180_000),
    'approved',
    0,
    undefined,
  ],
  [
    'a dearer row for what is void',
    approved([stages.quoted], { state: 'void' }),
    priced('tower-good', 180_000),
    'approved',
    0,
    undefined,
  ],
  ['a no that a person said', approved([{}], { state: 'rejected' }), closedEarly, 'rejected', 0, undefined],
] as const)('%s: %#', (_, claim, other, after, afterMinor, code) => {
  const one = replay(claim, other)
  expect(one).toMatchObject({ after, afterMinor })
  expect(one.reason?.code).toBe(code)
})

test('a no is looked at again when nothing speaks against it any more', () => {
  const claim = approved([{}], { state: 'rejected' })
  expect(replay(claim, under, closedEarly)).toMatchObject({
    before: 'rejected',
    after: 'review',
    afterMinor: 0,
    reason: { rule: 'R18', code: 'bought-too-late' },
  })
})

test('caps count over all claims, in the order in which they were sent in (R93)', () => {
  const tallies = fresh()
  const claims = [1, 2].map((id) => approved([stages.quoted], { id }))
  expect(claims.map((claim) => replayed(seenTwice(claim, under, oneEach), tallies).after)).toEqual([
    'approved',
    'refused',
  ])
})

test('reasons and outcomes add up to the whole, whatever is changed', () => {
  const amount = fc.integer({ min: 0, max: 200_000 })
  const state = fc.constantFrom('approved', 'closed', 'rejected', 'void')
  const stage = fc.constantFrom(stages.quoted, stages.differs, stages.paid, {
    offer: 'declined',
    offered: quote,
  })
  const past = fc.array(fc.record({ state, units: fc.array(stage, { minLength: 1, maxLength: 3 }) }))
  fc.assert(
    fc.property(past, amount, fc.boolean(), (claims, amountMinor, closes) => {
      const dear = priced('tower-good', amountMinor)
      const other = closes ? { ...dear, purchaseWindow: closedEarly.purchaseWindow } : dear
      const tallies = fresh()
      const { add, sums } = openSums()
      const all = claims.map(({ units, ...claim }, place) =>
        replayed(
          seenTwice(approved(units as never, { ...(claim as Partial<Claim>), id: place + 1 }), under, other),
          tallies,
        ),
      )
      all.forEach(add)
      const { claims: count, changed, beforeMinor, afterMinor, shifts, reasons } = sums()
      expect(count).toBe(claims.length)
      expect(changed).toBe(all.filter(isChanged).length)
      expect(shifts.reduce((sum, one) => sum + one.claims, 0)).toBe(count)
      expect(reasons.reduce((sum, one) => sum + one.claims, 0)).toBe(changed)
      expect(reasons.reduce((sum, one) => sum + one.byMinor, 0)).toBe(afterMinor - beforeMinor)
    }),
    { numRuns: 60 },
  )
})
