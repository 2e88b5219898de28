import fc from 'fast-check'
import { demandsOf, grantOf, invoiceKey } from '../../server/programmes/caps.ts'
import type { Cap } from '../../server/programmes/programme.ts'
import { application, day, programme, units } from './samples.ts'

test.each([
  { limit: 5, used: 0, asked: 5, excess: 'refuse', granted: 5, outcome: 'within' },
  { limit: 5, used: 1, asked: 5, excess: 'refuse', granted: 0, outcome: 'refused' },
  { limit: 315_000, used: 300_000, asked: 30_000, excess: 'cut', granted: 15_000, outcome: 'cut' },
  { limit: 360, used: 60, asked: 360, excess: 'cancel', granted: 300, outcome: 'cancelled' },
  { limit: 360, used: 400, asked: 1, excess: 'cancel', granted: 0, outcome: 'cancelled' },
] as const)('$used of $limit used, $asked asked, $excess: $granted granted (R61, R71, R93)', (row) => {
  const grant = grantOf(row, row.used, row.asked)
  expect(grant).toEqual({ granted: row.granted, excess: row.asked - row.granted, outcome: row.outcome })
})

test('whatever is asked in whatever order, a cap is never passed and nothing is lost', () => {
  const excess = fc.constantFrom<Cap['excess']>('refuse', 'cut', 'cancel')
  const asks = fc.array(fc.integer({ min: 0, max: 500_000 }), { maxLength: 30 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), excess, asks, (limit, how, asked) => {
      let used = 0
      for (const amount of asked) {
        const grant = grantOf({ limit, excess: how }, used, amount)
        expect(grant.granted + grant.excess).toBe(amount)
        used += grant.granted
        expect(used).toBeLessThanOrEqual(limit)
      }
    }),
  )
})

const cap = (changes: Partial<Cap>): Cap => ({
  id: 'cap',
  rule: 'R93',
  measure: 'count',
  key: 'participant',
  window: 'programme',
  limit: 5,
  excess: 'refuse',
  ...changes,
})

const demands = (
  changes: Partial<Cap>,
  { on = '2026-01-01', participant = 'vat:1', endCustomer = 'vat:2' } = {},
) =>
  demandsOf(
    programme({ caps: [cap(changes)] }),
    application({ units: units(3) }),
    { participant, endCustomer },
    day(on),
  )

test.each([
  [{ measure: 'count' }, 3],
  [{ measure: 'money' }, 450_000],
  [{ measure: 'days' }, 0],
] as const)('three towers ask %j for %s (R93)', (changes, asked) => {
  expect(demands(changes)).toMatchObject([{ cap: 'cap', asked }])
})

test('a key per device asks once for each, and names no serial in the open', () => {
  const found = demands({ key: 'device' })
  expect(found.map(({ asked }) => asked)).toEqual([1, 1, 1])
  expect(new Set(found.map(({ key }) => key)).size).toBe(3)
  expect(JSON.stringify(found)).not.toContain('CZC')
})

const keyOf = (participant: string, endCustomer: string) =>
  demands({ key: 'end-customer' }, { participant, endCustomer })[0]?.key

test('the key is the end customer’s where the programme says so (R53)', () => {
  expect(keyOf('vat:1', 'vat:2')).toBe(keyOf('vat:9', 'vat:2'))
  expect(keyOf('vat:1', 'vat:2')).not.toBe(keyOf('vat:1', 'vat:3'))
})

test('a cap by end customer asks nothing before there is one', () => {
  const rows = demandsOf(
    programme({ caps: [cap({ key: 'end-customer' })] }),
    application(),
    { participant: 'vat:1' },
    day('2026-01-01'),
  )
  expect(rows).toEqual([])
})

const keyOn = (window: Cap['window'], on: string) => demands({ window }, { on })[0]?.key

test('a calendar year begins anew, a programme does not (R71, R93)', () => {
  expect(keyOn('calendar-year', '2025-12-31')).not.toBe(keyOn('calendar-year', '2026-01-01'))
  expect(keyOn('calendar-year', '2026-12-31')).toBe(keyOn('calendar-year', '2026-01-01'))
  expect(keyOn('programme', '2025-12-31')).toBe(keyOn('programme', '2026-01-01'))
})

const key = (sellerName: string, invoiceNumber: string) =>
  invoiceKey({ boughtOn: '', sellerName, invoiceNumber })

test('one invoice is one however it is spelled (R64)', () => {
  expect(key('Dansk  IT ', 'F-10 023')).toBe(key('dansk it', 'f10023'))
  expect(key('Dansk IT', 'F-10023')).not.toBe(key('Dansk IT', 'F-10024'))
})
