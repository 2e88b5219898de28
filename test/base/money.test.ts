import fc from 'fast-check'
import { add, currencies, decimal, decimalsOf, money, share, sum } from '../../server/base/money.ts'

const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })
const currency = fc.constantFrom(...currencies)

test.each([
  [150_000, 'DKK', '1500.00'],
  [5, 'DKK', '0.05'],
  [0, 'EUR', '0.00'],
  [-5, 'EUR', '-0.05'],
  [-150_001, 'SEK', '-1500.01'],
  [1500, 'JPY', '1500'],
  [-7, 'ISK', '-7'],
  [1234, 'KWD', '1.234'],
] as const)('%d minor units of %s are written %s', (minor, of, written) => {
  expect(decimal(money(minor, of))).toBe(written)
})

test('what is written can be read back as the same amount', () => {
  fc.assert(
    fc.property(amount, currency, (minor, of) => {
      const [whole = '', fraction = ''] = decimal(money(minor, of)).split('.')
      expect(fraction).toHaveLength(decimalsOf(of))
      expect(BigInt(whole + fraction)).toBe(BigInt(minor))
    }),
  )
})

test('adding goes in any order, and a sum is what adding gives', () => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 20 }), currency, (minors, of) => {
      const total = sum(
        minors.map((minor) => money(minor, of)),
        of,
      )
      expect(total).toEqual(
        minors
          .toReversed()
          .map((minor) => money(minor, of))
          .reduce(add, money(0, of)),
      )
    }),
  )
})

test.each([
  [100, 1, 3, 33],
  [200, 1, 3, 67],
  [1, 1, 2, 1],
  [-1, 1, 2, -1],
  [3, 1, 2, 2],
  [-3, 1, 2, -2],
  [150_000, 25, 125, 30_000],
  [9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991],
])('%d × %d ⁄ %d is %d, halves away from zero', (minor, numerator, denominator, expected) => {
  expect(share(minor, numerator, denominator)).toBe(expected)
})

test('a share is never more than half a unit away from the true product, and negatives mirror positives', () => {
  const part = fc.integer({ min: 1, max: 10_000 })
  fc.assert(
    fc.property(amount, part, part, (minor, numerator, denominator) => {
      const rounded = BigInt(share(minor, numerator, denominator))
      const error = rounded * BigInt(denominator) - BigInt(minor) * BigInt(numerator)
      expect(2n * (error < 0n ? -error : error) <= BigInt(denominator)).toBe(true)
      expect(share(-minor, numerator, denominator) + Number(rounded)).toBe(0)
    }),
  )
})

test.each([0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])('%d is no amount', (minor) => {
  expect(() => money(minor, 'DKK')).toThrow(RangeError)
})

test('currencies are never mixed', () => {
  expect(() => add(money(1, 'DKK'), money(1, 'SEK'))).toThrow('DKK plus SEK')
  expect(() => sum([money(1, 'EUR')], 'DKK')).toThrow('DKK plus EUR')
})
