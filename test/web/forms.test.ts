import fc from 'fast-check'
import { Refusal } from '../../server/base/refusal.ts'
import { formBody, type FormShape, rowsOf, type Typed, typedOf, withoutRow } from '../../server/web/forms.ts'
import { kilograms, tick, ticks } from '../../server/web/spellings.ts'

const shape: FormShape = {
  spellings: { 'units.*.device.weightGrams': kilograms, declarations: ticks, marketingConsent: tick },
  optional: ['bankAccount', 'units.*.device'],
}

test('dotted names make the nested value that a schema reads', () => {
  const typed: Typed = {
    'participant.company': '  Jørgensen & Søn  ',
    'units.0.product.serial': 'PF2ABC12',
    'units.0.device.weightGrams': '12,5',
    'units.1.product.serial': '',
    'units.1.device.make': ' ',
    'bankAccount.iban': '',
    declarations: 'owner',
    _intent: 'submit',
  }
  expect(formBody(typed, shape)).toEqual({
    participant: { company: 'Jørgensen & Søn' },
    units: [{ product: { serial: 'PF2ABC12' }, device: { weightGrams: 12_500 } }, { product: {} }],
    declarations: ['owner'],
  })
})

test.each([
  ['participant.__proto__', 'a prototype inside'],
  ['a.b.c.d.e.f.g', 'too deep'],
  ['units[0]', 'brackets'],
  ['units.100.product', 'a row beyond any form'],
  ['', 'no name'],
  ['participant.', 'an empty step'],
])('the name %p is refused: %s', (name) => {
  expect(() => formBody({ [name]: 'x' })).toThrow('field-name-refused')
  expect({}).not.toHaveProperty('polluted')
})

test('a name is either a field or a group, in either order', () => {
  expect(() => formBody({ a: '1', 'a.b': '2' })).toThrow('field-name-refused')
  expect(() => formBody({ 'a.b': '2', a: '1' })).toThrow('field-name-refused')
})

test('more fields than any form has are refused', () => {
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, place) => [`f${place}`, 'x']))
  expect(() => formBody(many)).toThrow('form-too-large')
})

test('names that begin with an underscore are buttons and never reach the value', () => {
  expect(formBody({ '__proto__.polluted': 'yes', _intent: 'add' })).toEqual({})
  expect({}).not.toHaveProperty('polluted')
})

test('`constructor` is a field like any other and reaches no prototype', () => {
  const body = formBody({ 'constructor.prototype.polluted': 'yes' })
  expect(Object.getPrototypeOf(body)).toBe(Object.prototype)
  expect({}).not.toHaveProperty('polluted')
})

function kindOfRefusal(work: () => unknown): string {
  try {
    work()
    return 'none'
  } catch (error) {
    return error instanceof Refusal ? error.kind : 'bug'
  }
}

test('whatever fields are sent: a value or a refusal, never a changed prototype', () => {
  const name = fc.array(fc.constantFrom('a', '0', '1', '__proto__', 'constructor', 'prototype', 'b-c'), {
    minLength: 1,
    maxLength: 7,
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string())), (fields) => {
      const typed = Object.fromEntries(fields.map(([steps, value]) => [steps.join('.'), value]))
      expect(kindOfRefusal(() => formBody(typed))).toMatch(/^(none|malformed)$/)
      expect(Object.keys(Object.prototype)).toEqual([])
    }),
  )
})

test('a stored value becomes fields, and fields the same value again', () => {
  const value = {
    participant: { company: 'Søn', address: { city: 'Aarhus' } },
    units: [{ product: { serial: 'A' }, device: { weightGrams: 12_500 } }, { product: { serial: 'B' } }],
    declarations: ['owner', 'erased'],
    marketingConsent: true,
  }
  const typed = typedOf(value, shape)
  expect(typed['units.0.device.weightGrams']).toBe('12.5')
  expect(formBody(typed, shape)).toEqual(value)
})

test('a form without rows shows one', () => {
  expect(rowsOf({}, 'units')).toBe(1)
  expect(rowsOf({ 'units.0.product.model': '', 'units.2.product.model': 'P5' }, 'units')).toBe(3)
})

test('a row that is removed takes nothing of the others along', () => {
  const typed = { 'units.0.m': 'one', 'units.1.m': 'two', 'units.2.m': 'three', note: 'kept' }
  expect(withoutRow(typed, 'units', 1)).toEqual({ 'units.0.m': 'one', 'units.1.m': 'three', note: 'kept' })
})
