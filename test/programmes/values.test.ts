import { priceOf, priceOfUnit } from '../../server/programmes/values.ts'
import { device, programme, unit } from './samples.ts'

test.each([
  ['tower', 'working-good', 150_000, 'tower-good'],
  ['mobile', 'working-good', 90_000, 'mobile-good'],
  ['mobile', 'not-working', 0, 'mobile-not-working'],
])('%s, %s is %s by %s (R16)', (category, condition, amountMinor, row) => {
  expect(priceOf(programme(), { category, condition })).toEqual({ amountMinor, row, rule: 'R16' })
})

test.each([
  [{ category: 'monitor', condition: 'working-good' }],
  [{ category: 'tower', condition: 'like-new' }],
  [{ category: 'tower' }],
  [{}],
])('the table is silent on %j', (what) => {
  expect(priceOf(programme(), what)).toBeUndefined()
})

const table = (capMinor: number, ...rows: ReturnType<typeof programme>['values']['rows']) =>
  programme({ values: { rule: 'R16', capMinor, rows } })

test('never over the cap, whatever the table says (R16)', () => {
  const under = table(150_000, { id: 'dear', category: 'tower', amountMinor: 999_999 })
  expect(priceOf(under, { category: 'tower', condition: 'any' })?.amountMinor).toBe(150_000)
})

test('a cashback is priced by product and country (R67)', () => {
  const under = table(
    10_000,
    { id: 'dk', product: 'thinkstation-p3', country: 'DK', amountMinor: 7000 },
    { id: 'elsewhere', product: 'thinkstation-p3', amountMinor: 5000 },
  )
  const bought = { product: unit().product }
  expect(priceOfUnit(under, bought, 'DK')?.row).toBe('dk')
  expect(priceOfUnit(under, bought, 'SE')?.row).toBe('elsewhere')
})

test('a unit is priced as it was declared', () => {
  const laptop = { ...unit(), device: { ...device(), category: 'mobile', condition: 'working-worn' } }
  expect(priceOfUnit(programme(), laptop)?.amountMinor).toBe(60_000)
})
