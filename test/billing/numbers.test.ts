import { Temporal } from 'temporal-polyfill'
import { counterOf, numberOf, seriesOf, type Series } from '../../server/billing/numbers.ts'

const series: Series = { issuer: 'DK99990007', prefix: 'TI-SB' }
const on = (day: string): string => seriesOf(series, Temporal.PlainDate.from(day))

test('a series belongs to one year, its counter to one issuer (N2)', () => {
  expect([on('2026-12-31'), on('2027-01-01')]).toEqual(['TI-SB-2026', 'TI-SB-2027'])
  expect(counterOf(series, 'TI-SB-2026')).not.toBe(
    counterOf({ ...series, issuer: 'DE999999903' }, 'TI-SB-2026'),
  )
})

test.each([
  [1, 'TI-SB-2026-000001'],
  [999_999, 'TI-SB-2026-999999'],
  [1_000_000, 'TI-SB-2026-1000000'],
])('document %i of the year is %s', (ordinal, number) => {
  expect(numberOf('TI-SB-2026', ordinal)).toBe(number)
})

test('a number that no bank file carries is not given (35 characters)', () => {
  expect(numberOf('A'.repeat(28), 1)).toHaveLength(35)
  expect(() => numberOf('A'.repeat(29), 1)).toThrow(RangeError)
})
