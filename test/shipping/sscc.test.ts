import { createRequire } from 'node:module'
import { isSscc, ssccOf } from '../../server/shipping/sscc.ts'

/** GS1 General Specifications 7.9 as its table tells it: from the left, 3 for odd places, 1 for even ones. */
function gs1CheckDigit(body: string): number {
  let sum = 0
  for (let place = 1; place <= body.length; place += 1)
    sum += Number(body[place - 1]) * (place % 2 === 1 ? 3 : 1)
  return Math.ceil(sum / 10) * 10 - sum
}

test('10,000 numbers: 18 digits, the prefix in its place, the check digit by the table', () => {
  const companies = ['9521234', '95212345', '952123456', '9521234567', '0000001']
  const wrong = Array.from({ length: 10_000 }, (_, place) => {
    const [company = '', n] = [companies[place % companies.length], 1 + ((place * 7919) % 9_999_999)]
    const sscc = ssccOf(company, n)
    const right =
      /^\d{18}$/.test(sscc) &&
      sscc.slice(1, 1 + company.length) === company &&
      Number(sscc.charAt(0) + sscc.slice(1 + company.length, 17)) === n &&
      Number(sscc.charAt(17)) === gs1CheckDigit(sscc.slice(0, 17))
    return right ? [] : [sscc]
  }).flat()
  expect(wrong).toEqual([])
})

test('the worked example of the GS1 General Specifications, 7.9: 37610425002123456, check digit 9', () => {
  expect(isSscc('376104250021234569')).toBe(true)
})

test('every single wrong digit is found', () => {
  const sscc = ssccOf('9521234', 4711)
  for (let place = 0; place < 18; place += 1) {
    for (let digit = 0; digit < 10; digit += 1) {
      const wrong = sscc.slice(0, place) + digit + sscc.slice(place + 1)
      expect(isSscc(wrong)).toBe(wrong === sscc)
    }
  }
})

test.each(['', '12345678901234567', 'ABCDEFGHIJKLMNOPQR', ' 376104250021234569'])('%j is none', (text) => {
  expect(isSscc(text)).toBe(false)
})

test.each([0, -1, 1.5, 10_000_000_000])('there is no number %d of a seven-digit prefix', (n) => {
  expect(() => ssccOf('9521234', n)).toThrow(`no SSCC for ${n}`)
})

test('bwip-js, which checks digits too, takes what we make', () => {
  const bwip = createRequire(import.meta.url)('bwip-js') as {
    raw: (options: { bcid: string; text: string }) => unknown[]
  }
  const drawn = Array.from({ length: 200 }, (_, n) =>
    bwip.raw({ bcid: 'sscc18', text: `(00)${ssccOf('9521234', 1 + n * 7919)}` }),
  )
  expect(drawn.every((symbol) => symbol.length > 0)).toBe(true)
})
