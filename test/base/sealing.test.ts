import fc from 'fast-check'
import {
  houseKeysFrom,
  keyOf,
  makeSealingKey,
  readSealingKeys,
  seal,
  unseal,
  writeSealingKeys,
} from '../../server/base/sealing.ts'

const key = makeSealingKey('h1')

test('what is sealed opens with its key and its context, and with nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, context) => {
      const sealed = seal(plain, context, key)
      expect(unseal(sealed, context, key).toString()).toBe(plain)
      expect(() => unseal(sealed, `${context} `, key)).toThrow('unable to authenticate')
      expect(() => unseal(sealed, context, makeSealingKey('h1'))).toThrow('unable to authenticate')
    }),
    { numRuns: 50 },
  )
})

test('every changed character of a sealed text is noticed', () => {
  const sealed = seal('DK5000400440116243', 'bank-account 1', key)
  for (let place = 0; place < sealed.length - 1; place += 1) {
    const changed = sealed.slice(0, place) + (sealed[place] === 'A' ? 'B' : 'A') + sealed.slice(place + 1)
    expect(() => unseal(changed, 'bank-account 1', key)).toThrow(/authenticat|not a text sealed/)
  }
})

test('the same text is sealed differently each time', () => {
  const sealed = Array.from({ length: 100 }, () => seal('DK5000400440116243', 'a', key))
  expect(new Set(sealed).size).toBe(100)
})

test('a newer key seals, an older one goes on opening, a missing one is named', () => {
  const before = houseKeysFrom([key], 'm').seal('text', 'place')
  const turned = [makeSealingKey('h2'), key]
  const house = houseKeysFrom(readSealingKeys(writeSealingKeys(turned)), 'm')
  expect(house.open(before, 'place').toString()).toBe('text')
  expect(keyOf(house.seal('text', 'place'))).toBe('h2')
  expect(() => houseKeysFrom(turned.slice(0, 1), 'm').open(before, 'place')).toThrow(
    'house key h1 is missing',
  )
})

test('equal values have one mark, which nobody can make without the key', () => {
  const [one, other] = [houseKeysFrom([key], 'm'), houseKeysFrom([key], 'n')]
  expect(one.mark('DK50')).toBe(houseKeysFrom([makeSealingKey('h2')], 'm').mark('DK50'))
  expect(one.mark('DK50')).not.toBe(other.mark('DK50'))
})

test.each(['', 'h1', 'h1 c2hvcnQ', '../h1 ' + 'A'.repeat(43)])('%j is no house key', (text) => {
  expect(() => readSealingKeys(text)).toThrow('A house key is a line')
})
