import fc from 'fast-check'
import { groupsOf, netOf, totalsOf, vatOf } from '../../server/billing/totals.ts'

const standard = { category: 'S', rateBasisPoints: 2500 } as const
const reversed = { category: 'AE', rateBasisPoints: 0 } as const

const counted = (awards: readonly { awardMinor: number; rate: typeof standard | typeof reversed }[]) => {
  const lines = awards.map((award) => ({
    ...award,
    netMinor: netOf(award.awardMinor, award.rate.rateBasisPoints),
  }))
  const groups = groupsOf(lines)
  return { lines, groups, totals: totalsOf(lines, groups) }
}

test('every award from 0.01 to 1500.00 is payable to the unit, and only VAT needs a rounding amount (R2)', () => {
  let inexact = 0
  for (let award = 1; award <= 150_000; award += 1) {
    const net = netOf(award, 2500)
    const rounding = award - net - vatOf(net, 2500)
    if (Math.abs(rounding) > 1) throw new Error(`${award}: rounding ${rounding}`)
    if (rounding !== 0) inexact += 1
    if (netOf(award, 0) !== award || netOf(award, null) !== award) throw new Error(`${award} without VAT`)
  }
  expect(inexact).toBe(30_000)
})

test('goods of two treatments are two groups, each taxed by itself (V2)', () => {
  const { groups, totals } = counted([
    { awardMinor: 150_000, rate: standard },
    { awardMinor: 90_000, rate: reversed },
    { awardMinor: 100_000, rate: standard },
  ])
  expect(groups).toEqual([
    { rate: standard, baseMinor: 200_000, vatMinor: 50_000 },
    { rate: reversed, baseMinor: 90_000, vatMinor: 0 },
  ])
  expect(totals).toEqual({
    netMinor: 290_000,
    vatMinor: 50_000,
    grossMinor: 340_000,
    roundingMinor: 0,
    payableMinor: 340_000,
  })
})

test('VAT is taken of the group, not of its lines (R1)', () => {
  const { totals } = counted([1, 2, 3].map(() => ({ awardMinor: 79_999, rate: standard })))
  // 3 × 639.99 = 1919.97; VAT 479.99; 0.01 is missing to the promised 2399.97.
  expect(totals).toEqual({
    netMinor: 191_997,
    vatMinor: 47_999,
    grossMinor: 239_996,
    roundingMinor: 1,
    payableMinor: 239_997,
  })
})

test('payable is always the sum of the promises, and gross is always net plus VAT (R2, R3)', () => {
  const award = fc.record({
    awardMinor: fc.integer({ min: 0, max: 150_000 }),
    rate: fc.constantFrom(standard, reversed),
  })
  fc.assert(
    fc.property(fc.array(award, { minLength: 1, maxLength: 60 }), (awards) => {
      const { totals, groups } = counted(awards)
      expect(totals.payableMinor).toBe(awards.reduce((sum, { awardMinor }) => sum + awardMinor, 0))
      expect(totals.netMinor + totals.vatMinor + totals.roundingMinor).toBe(totals.payableMinor)
      expect(groups.reduce((sum, { baseMinor }) => sum + baseMinor, 0)).toBe(totals.netMinor)
    }),
  )
})
