import fc from 'fast-check'
import { canonicalJson, sha256, type Json } from '../../server/base/canonical.ts'

test.each<[Json, string]>([
  [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
  [{ a: undefined, b: {} }, '{"b":{}}'],
  [{ Å: 'æøå', z: '"\n' }, '{"z":"\\"\\n","Å":"æøå"}'],
  [[3, 1, 2], '[3,1,2]'],
  ['plain', '"plain"'],
])('%j is spelled %s', (value, spelled) => {
  expect(canonicalJson(value)).toBe(spelled)
})

test('the order in which members were added does not matter', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (members) => {
      const turned = Object.fromEntries(Object.entries(members).toReversed())
      expect(canonicalJson(turned)).toBe(canonicalJson(members))
    }),
  )
})

test('what is spelled reads back as the same value', () => {
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, false),
      fc.string(),
      fc.maxSafeInteger(),
      fc.array(tie('value')),
      fc.dictionary(fc.string(), tie('value')),
    ),
  }))
  fc.assert(
    fc.property(value, (json) => {
      expect(canonicalJson(JSON.parse(canonicalJson(json)) as Json)).toBe(canonicalJson(json))
    }),
  )
})

test.each([0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is refused', (value) => {
  expect(() => canonicalJson({ value })).toThrow(RangeError)
})

test('SHA-256 is the one of the standard (FIPS 180-4, example "abc")', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(sha256('abc')).toBe(abc)
  expect(sha256(new TextEncoder().encode('abc'))).toBe(abc)
})
