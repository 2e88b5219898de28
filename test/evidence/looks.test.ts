import { bandsOf, difference, lookOf } from '../../server/evidence/looks.ts'

const greys = (shade: (x: number, y: number) => number): Uint8Array =>
  Uint8Array.from({ length: 17 * 16 }, (_, at) => shade(at % 17, Math.floor(at / 17)))

test('brighter to the right is a bit', () => {
  expect(lookOf(greys((x) => x * 10))).toBe('f'.repeat(64))
  expect(lookOf(greys((x) => (x % 2) * 10))).toBe('a'.repeat(64))
})

test('a blank page has no look, nor has the noise of a camera', () => {
  expect(lookOf(greys(() => 255))).toBeUndefined()
  expect(lookOf(greys((x, y) => 250 + ((x * 7 + y * 3) % 3)))).toBeUndefined()
})

test('only 17 × 16 grey values make a look', () => {
  expect(() => lookOf(new Uint8Array(9))).toThrow(RangeError)
})

test.each([
  ['f'.repeat(64), 'f'.repeat(64), 0],
  ['f'.repeat(64), '0'.repeat(64), 256],
  [`${'0'.repeat(63)}1`, '0'.repeat(64), 1],
])('%s and %s differ in %d bits', (one, other, bits) => {
  expect(difference(one, other)).toBe(bits)
})

test('eight bands make up a look', () => {
  const look = '0123456789abcdef'.repeat(4)
  expect(bandsOf(look).map(({ band }) => band)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(
    bandsOf(look)
      .map(({ value }) => value)
      .join(''),
  ).toBe(look)
})

test('a band of nothing but background is not searched by', () => {
  expect(bandsOf(`${'0'.repeat(8)}${'f'.repeat(8)}00000001${'0'.repeat(40)}`)).toEqual([
    { band: 2, value: '00000001' },
  ])
  expect(bandsOf('')).toEqual([])
})
