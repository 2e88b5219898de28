import { openTexts } from '../../server/texts/texts.ts'
import { fieldKey, fieldName, formAt, formView } from '../../server/web/form-view.ts'

const texts = openTexts('templates/locales')('en')

const view = formView({
  area: 'apply',
  texts,
  typed: { 'units.1.product.serial': '' },
  faults: [
    { code: 'missing-field', path: '/units/1/product/serial' },
    { code: 'not-text', path: '/units/1/product/serial' },
    { code: 'not-found', path: '' },
    { code: 'missing-field', path: '/purchase/sellerName' },
    { code: 'unknown-field', path: '/nowhere', facts: { field: 'nowhere' } },
  ],
})

test('the first fault of each field stands at the field', () => {
  expect(view.errors['units.1.product.serial']).toBe(texts.text('faults.missing-field'))
  expect(view.errors['purchase.sellerName']).toBe(texts.text('faults.missing-field'))
})

test('a line of the summary names row and field in full and leads to the field', () => {
  expect(view.summary[0]).toEqual({
    text: `Pair 2, serial number of the new product: ${texts.text('faults.missing-field')}`,
    href: '#units.1.product.serial',
  })
})

test('a fault of the whole is told without a link', () => {
  expect(view.summary[1]).toEqual({ text: texts.text('faults.not-found') })
})

test('what was typed comes back as it was', () => {
  expect(view.typed).toEqual({ 'units.1.product.serial': '' })
})

test('pointers, names and keys of texts belong together', () => {
  expect(fieldName('/units/0/device/serial')).toBe('units.0.device.serial')
  expect(fieldKey('apply', 'units.0.device.serial')).toBe('apply.fields.units.device.serial')
})

const place = 'TI-7K3M-92QF-dispute'
const sent = formView({
  area: 'desk',
  texts,
  typed: { _place: place, reason: 'solved' },
  faults: [{ code: 'missing-field', path: '/reason' }],
})

test('of several forms the one that was sent keeps what was typed, its faults and the ids that the summary leads to', () => {
  expect(formAt(sent, place)).toEqual({ ...sent, place })
  expect(formAt(sent, place)).not.toHaveProperty('idPrefix')
})

test('the others begin blank, under ids of their own', () => {
  expect(formAt(sent, 'hold')).toEqual({
    area: 'desk',
    typed: {},
    errors: {},
    summary: [],
    place: 'hold',
    idPrefix: 'hold-',
  })
})
