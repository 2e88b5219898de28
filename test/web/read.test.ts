import { z } from 'zod'
import { type Fault, Refusal } from '../../server/base/refusal.ts'
import { pointer, read } from '../../server/web/read.ts'

const device = z.strictObject({
  serial: z.string().min(2).max(10),
  boughtOn: z.iso.date(),
  weightGrams: z.number().int().min(1).max(70_000),
  condition: z.enum(['working', 'faulty']),
  email: z.email(),
  accessories: z.array(z.string()).min(1).max(2),
})
const good = {
  serial: 'PF2ABC12',
  boughtOn: '2021-03-31',
  weightGrams: 12_000,
  condition: 'working',
  email: 'a@b.example',
  accessories: ['power supply'],
}

test('a value that fits is given back as the schema gives it out', () => {
  expect(read(device, good)).toEqual(good)
})

test.each([
  [{ serial: undefined }, 'missing-field', '/serial'],
  [{ serial: '' }, 'missing-field', '/serial'],
  [{ serial: 'P' }, 'too-short', '/serial'],
  [{ serial: 'P'.repeat(11) }, 'too-long', '/serial'],
  [{ serial: 7 }, 'not-text', '/serial'],
  [{ serial: 'PF\u0000' }, 'unreadable-character', '/serial'],
  [{ serial: 'PF\ud800' }, 'unreadable-character', '/serial'],
  [{ boughtOn: '31-03-2021' }, 'not-a-date', '/boughtOn'],
  [{ boughtOn: '2021-02-29' }, 'not-a-date', '/boughtOn'],
  [{ boughtOn: '' }, 'missing-field', '/boughtOn'],
  [{ weightGrams: '12' }, 'not-a-number', '/weightGrams'],
  [{ weightGrams: 1.5 }, 'not-a-whole-number', '/weightGrams'],
  [{ weightGrams: 0 }, 'number-too-small', '/weightGrams'],
  [{ weightGrams: 70_001 }, 'number-too-large', '/weightGrams'],
  [{ condition: 'new' }, 'not-allowed', '/condition'],
  [{ condition: undefined }, 'missing-field', '/condition'],
  [{ email: 'nobody' }, 'not-an-email', '/email'],
  [{ accessories: 'a' }, 'not-a-list', '/accessories'],
  [{ accessories: [] }, 'too-few-entries', '/accessories'],
  [{ accessories: ['a', 'b', 'c'] }, 'too-many-entries', '/accessories'],
  [{ accessories: [1] }, 'not-text', '/accessories/0'],
  [{ colour: 'red' }, 'unknown-field', '/colour'],
])('%j is %s at %s', (change, code, path) => {
  expect(faultsIn(device, { ...good, ...change })).toMatchObject([{ code, path }])
})

test('every wrong field is named at once (R25)', () => {
  expect(faultsIn(device, {}).map(({ path }) => path)).toEqual(Object.keys(good).map((key) => `/${key}`))
})

test('a schema names its own code by its message, or with facts by params', () => {
  const postcode = z.string().regex(/^\d{4}$/, 'wrong-postcode')
  const weight = z.number().refine((grams) => grams < 30_000, {
    params: { code: 'too-heavy', facts: { limitGrams: 30_000 } },
  })
  expect(faultsIn(postcode, 'x')).toEqual([{ code: 'wrong-postcode', path: '' }])
  expect(faultsIn(weight, 64_000)).toEqual([{ code: 'too-heavy', path: '', facts: { limitGrams: 30_000 } }])
})

const answer = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('accept') }),
  z.strictObject({ answer: z.literal('decline'), reason: z.string() }),
])

test.each([
  [{ answer: 'decline' }, 'missing-field', '/reason'],
  [{ answer: 'perhaps' }, 'not-allowed', '/answer'],
  [{}, 'missing-field', '/answer'],
  [undefined, 'missing-field', ''],
])('in a choice of shapes, %j is %s at %s', (value, code, path) => {
  expect(faultsIn(answer, value)).toMatchObject([{ code, path }])
})

test('the alternative that came closest speaks for a plain union', () => {
  const either = z.union([
    z.strictObject({ sscc: z.string() }),
    z.strictObject({ place: z.object({ no: z.number() }) }),
  ])
  expect(faultsIn(z.object({ by: either }), { by: { place: { no: 'x' } } })).toEqual([
    { code: 'not-a-number', path: '/by/place/no' },
  ])
})

test('a body made to exhaust us is refused with a short answer', () => {
  const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`field${n}`, n]))
  expect(faultsIn(z.unknown(), deep)).toMatchObject([{ code: 'nested-too-deep' }])
  expect(faultsIn(device, wide)).toHaveLength(100)
})

test('a key of the prototype is an unknown field and changes nothing', () => {
  const faults = faultsIn(z.strictObject({}), JSON.parse('{"__proto__":{"admin":1},"constructor":1}'))
  expect(faults.every(({ code }) => code === 'unknown-field')).toBe(true)
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
})

test('pointers escape as RFC 6901, section 3 says', () => {
  expect(pointer(['units', 0, 'a/b~c'])).toBe('/units/0/a~1b~0c')
})

function faultsIn(schema: z.ZodType, value: unknown): readonly Fault[] {
  try {
    read(schema, value)
  } catch (error) {
    if (error instanceof Refusal) return error.faults
    throw error
  }
  return []
}
