import fc from 'fast-check'
import { trackingNumber } from '../../server/shipping/carriers/event.ts'
import { isMisreadS10, s10CheckDigit } from '../../server/shipping/s10.ts'

test.each([
  ['47312482', '9'],
  // 11 - (S mod 11) is 10 for the first and 11 for the second: the two that the standard spells out.
  ['00000008', '0'],
  ['00000000', '5'],
])('the check digit of %s is %s (UPU S10)', (serial, digit) => {
  expect(s10CheckDigit(serial)).toBe(digit)
})

test.each(['', '1234567', '123456789', '1234567a'])('%j has no check digit', (serial) => {
  expect(() => s10CheckDigit(serial)).toThrow('eight digits')
})

const serial = fc.integer({ min: 0, max: 99_999_999 }).map((n) => String(n).padStart(8, '0'))

test('every number that an operator may issue passes, and one with a digit changed does not', () => {
  const changed = fc.tuple(serial, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }))
  fc.assert(
    fc.property(changed, ([eight, place, more]) => {
      const digits = eight + s10CheckDigit(eight)
      expect(isMisreadS10(`RR${digits}DK`)).toBe(false)
      const other = String((Number(digits[place]) + more) % 10)
      const wrong = digits.slice(0, place) + other + digits.slice(place + 1)
      // 0 and 5 each stand for two remainders, so that one pair of serials in eleven shares its check digit.
      expect(isMisreadS10(`RR${wrong}DK`)).toBe(s10CheckDigit(wrong.slice(0, 8)) !== wrong[8])
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['RR 473 124 829 DK', 'RR473124829DK'],
  ['rr473124829dk', 'RR473124829DK'],
  ['JD014600003828', 'JD014600003828'],
  ['(00) 3952 1234 0000 0000 17', '395212340000000017'],
])('a carrier’s number %s is kept as %s', (told, kept) => {
  expect(trackingNumber.parse(told)).toBe(kept)
})

test('a postal number that was misread is refused by name, on a list, from a webhook and after an order', () => {
  const { error } = trackingNumber.safeParse('RR473124828DK')
  expect(error?.issues.map(({ message }) => message)).toEqual(['postal-number-misread'])
})
