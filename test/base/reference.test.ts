import fc from 'fast-check'
import { readReference, referenceOf } from '../../server/base/reference.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXY'
const number = fc.integer({ min: 1, max: alphabet.length ** 7 - 1 })
const bodyOf = (n: number): string[] => Array.from(referenceOf('TI', n).slice(3).replace('-', ''))

test('the first 100,000 references are distinct and of one form', () => {
  const references = Array.from({ length: 100_000 }, (_, n) => referenceOf('TI', n + 1))
  expect(new Set(references).size).toBe(references.length)
  expect(references.filter((text) => !/^TI-[0-9A-HJKMNP-TV-Y]{4}-[0-9A-HJKMNP-TV-Y]{4}$/.test(text))).toEqual(
    [],
  )
})

test('neighbours share too little to be guessed from each other', () => {
  const equalPlaces = Array.from({ length: 1000 }, (_, n) => {
    const next = bodyOf(n + 2)
    return bodyOf(n + 1).filter((character, place) => character === next[place]).length
  })
  expect(Math.max(...equalPlaces)).toBeLessThan(6)
})

test('a reference reads as itself however it is typed', () => {
  fc.assert(
    fc.property(number, (n) => {
      const reference = referenceOf('TI', n)
      const spoken = reference
        .toLowerCase()
        .replaceAll('-', ' ')
        .replaceAll('0', 'o')
        .replaceAll('1', 'l')
        .replaceAll('2', 'z')
      expect(readReference('TI', spoken)).toBe(reference)
      expect(readReference('TI', reference)).toBe(reference)
    }),
  )
})

test('every single wrong character is found', () => {
  fc.assert(
    fc.property(number, fc.nat(7), (n, place) => {
      const body = bodyOf(n)
      const wrong = Array.from(alphabet)
        .filter((character) => character !== body[place])
        .map((character) => body.with(place, character).join(''))
      expect(wrong.filter((text) => readReference('TI', `TI${text}`))).toEqual([])
    }),
  )
})

test('every swap of two neighbours is found', () => {
  fc.assert(
    fc.property(number, fc.nat(6), (n, place) => {
      const body = bodyOf(n)
      const [one = '', other = ''] = [body[place], body[place + 1]]
      fc.pre(one !== other)
      const swapped = body
        .with(place, other)
        .with(place + 1, one)
        .join('')
      expect(readReference('TI', `TI${swapped}`)).toBeUndefined()
    }),
  )
})

test.each([
  '',
  'TI',
  'TI-0000',
  'XX-7K3M-92QF',
  '7K3M-92QF',
  'TI-7K3M-92QF-1',
  'TI-ÆØÅ0-0000',
  'TI-UUUU-UUUU',
])('"%s" is no reference', (typed) => {
  expect(readReference('TI', typed)).toBeUndefined()
})

test.each([0, -1, 1.5, alphabet.length ** 7, Number.NaN])('there is no claim number %d', (n) => {
  expect(() => referenceOf('TI', n)).toThrow(RangeError)
})
