import type { ApplicationUnit } from '../../../server/programmes/application.ts'
import {
  deviceQualifies,
  hasValue,
  likeMatchesLike,
  oneForOne,
  productQualifies,
  productUnlisted,
  serialsUnused,
} from '../../../server/programmes/rules/goods.ts'
import { ask, device, programme, said, unit } from '../samples.ts'

const withUnit = (one: ApplicationUnit) => ({ application: { units: [one] } })
const withProduct = (changes: Partial<ApplicationUnit['product']>) =>
  withUnit({ ...unit(), product: { ...unit().product, ...changes } })
const withDevice = (changes: Partial<ReturnType<typeof device>>) =>
  withUnit({ ...unit(), device: { ...device(), ...changes } })
const withoutDevice = withUnit({ product: unit().product })

test.each([
  ['ThinkStation P330 Tower', 'pass product-qualifies'],
  ['lenovo  thinkstation p920', 'pass product-qualifies'],
  ['P520c', 'pass product-qualifies'],
  ['ThinkStation P3', 'fail product-not-listed'],
  ['ThinkStation P410', 'fail product-not-listed'],
  ['ThinkStation P330 Refurbished', 'fail product-excluded'],
  ['', 'missing product-model-missing'],
])('product "%s": %s (R11)', (model, outcome) => {
  expect(said(ask(productQualifies, withProduct({ model })))).toEqual([outcome])
})

test.each([
  [['DK'], 'pass product-qualifies'],
  [['SE'], 'fail product-of-other-country'],
])('a product for %j bought in DK: %s (R67)', (countries, outcome) => {
  const products = programme().products.map((row) => ({ ...row, countries }))
  expect(said(ask(productQualifies, { programme: { products } }))).toEqual([outcome])
})

test.each([
  ['buy-and-try', 'R9', 'fail product-buy-and-try'],
  ['refurbished', 'R11', 'fail product-refurbished'],
  ['other-promotion', 'R9', 'review product-other-promotion'],
  [undefined, 'R9', 'pass product-unlisted'],
] as const)('serial listed as %s: %s %s', (listed, rule, outcome) => {
  const findings = ask(productUnlisted, {
    ...withProduct({ serial: ' s40001' }),
    facts: { listedSerials: listed ? { S40001: listed } : {} },
  })
  expect(said(findings)).toEqual([outcome])
  expect(findings[0]?.rule).toBe(rule)
})

test.each([
  ['ship', unit(), 'pass one-for-one'],
  ['ship', { product: unit().product }, 'missing device-missing'],
  ['none', unit(), 'fail device-not-wanted'],
  ['none', { product: unit().product }, 'pass no-device-needed'],
] as const)('return mode %s with %j: %s (R14, R58)', (returnMode, one, outcome) => {
  expect(said(ask(oneForOne, { ...withUnit(one), programme: { returnMode } }))).toEqual([outcome])
})

test.each([
  [{ make: 'HP', model: 'Z440' }, 'pass device-qualifies'],
  [{ make: 'hewlett-packard', model: 'HP Z 440 Workstation' }, 'pass device-qualifies'],
  [{ make: 'Dell', model: 'Precision 3660' }, 'pass device-qualifies'],
  [{ make: 'Lenovo', model: 'ThinkPad P51', category: 'mobile' }, 'pass device-qualifies'],
  [{ make: 'Lenovo', model: 'ThinkPad P51' }, 'review device-category-doubtful'],
  [{ make: 'Apple', model: 'Mac Pro' }, 'review device-not-listed'],
  [{ make: '', model: 'Z440' }, 'missing device-model-missing'],
  [{ make: 'HP', model: '' }, 'missing device-model-missing'],
])('device %j: %s (R12, R13)', (changes, outcome) => {
  expect(said(ask(deviceQualifies, withDevice(changes)))).toEqual([outcome])
})

test.each([
  ['review', 'review'],
  ['refuse', 'fail'],
  ['accept', 'pass'],
] as const)('another make where the programme says %s: %s (R13)', (otherManufacturer, outcome) => {
  const apple = withDevice({ make: 'Apple', model: 'Mac Pro' })
  expect(said(ask(deviceQualifies, { ...apple, programme: { otherManufacturer } }))).toEqual([
    `${outcome} device-not-listed`,
  ])
})

test.each([
  [withDevice({ category: 'mobile' }), 'pass like-for-like'],
  [withDevice({ category: 'monitor' }), 'fail not-like-for-like'],
  [withDevice({ category: '' }), 'missing category-missing'],
  [withUnit({ ...unit(), product: { ...unit().product, model: 'Unknown' } }), 'review like-for-like-unknown'],
  [withoutDevice, 'pass no-device'],
])('like for like, case %#: (R14)', (changes, outcome) => {
  expect(said(ask(likeMatchesLike, changes))).toEqual([outcome])
})

test('without a device there is no make to check (R12)', () => {
  expect(said(ask(deviceQualifies, withoutDevice))).toEqual(['pass no-device'])
})

test.each([
  [withDevice({}), 'pass has-value'],
  [withDevice({ condition: 'not-working' }), 'fail worth-nothing'],
  [withDevice({ condition: 'like-new' }), 'fail no-value'],
  [withDevice({ condition: '' }), 'missing condition-missing'],
  [withDevice({ category: '' }), 'review value-unknown'],
  [withoutDevice, 'review value-unknown'],
])('the value table, case %#: (R16, R17)', (changes, outcome) => {
  expect(said(ask(hasValue, changes))).toEqual([outcome])
})

test('the row and the amount stand in the trace (R96)', () => {
  expect(ask(hasValue)[0]).toMatchObject({
    rule: 'R16',
    clause: '5',
    facts: { unit: 1, amountMinor: 150_000, row: 'tower-good' },
  })
})

test.each([
  ['nothing known', {}, ['pass serial-unused', 'pass serial-unused']],
  ['the device elsewhere', { CZC0001: 'TI-7K3M-92QF' }, ['pass serial-unused', 'fail serial-elsewhere']],
  ['the product elsewhere', { S40001: 'TI-7K3M-92QF' }, ['fail serial-elsewhere', 'pass serial-unused']],
])('%s (R64, R97)', (_, serialsElsewhere, outcome) => {
  expect(said(ask(serialsUnused, { facts: { serialsElsewhere } }))).toEqual(outcome)
})

test('one serial for two devices is found, whatever its spelling; an empty one is not a serial (R97)', () => {
  const twin = { ...unit(2), device: { ...device(2), serial: ' czc0001 ' } }
  const none = { product: { ...unit().product, serial: '' } }
  expect(said(ask(serialsUnused, { application: { units: [unit(), twin, none] } }))).toEqual([
    'pass serial-unused',
    'pass serial-unused',
    'pass serial-unused',
    'fail serial-repeated',
    'pass serial-not-given',
  ])
})
