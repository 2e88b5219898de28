import fc from 'fast-check'
import { composeCredit, creditedSoFar } from '../../server/billing/correction.ts'
import { composed, laptop, tower } from '../../scripts/samples/sales.ts'

const original = composed({ units: [{ ...tower, awardMinor: 79_999 }, laptop] })
const none = creditedSoFar([])

test('all lines credited mirror the invoice in every figure', () => {
  const credit = composeCredit(original, [{ no: 1 }, { no: 2 }], none)
  expect(credit).toEqual(original)
})

test('a credit of one line has only its VAT group', () => {
  const credit = composeCredit(original, [{ no: 2 }], none)
  expect(credit.vat.map(({ category }) => category)).toEqual(['AE'])
  expect(credit.totals.payableMinor).toBe(laptop.awardMinor)
})

test.each([
  [[], 'credit-nothing-left'],
  [[{ no: 3 }], 'no-such-line'],
  [[{ no: 1, awardMinor: 80_000 }], 'credit-exceeds-line'],
  [[{ no: 1, awardMinor: 0 }], 'credit-not-positive'],
  [[{ no: 1, awardMinor: -1 }], 'credit-not-positive'],
])('%j is refused: %s', (lines, code) => {
  expect(() => composeCredit(original, lines, none)).toThrow(code)
})

test('what was credited already cannot be credited again', () => {
  const before = creditedSoFar([{ content: composeCredit(original, [{ no: 1 }], none) }])
  expect(() => composeCredit(original, [{ no: 1 }], before)).toThrow('credit-not-positive')
  expect(() => composeCredit(original, [{ no: 1, awardMinor: 1 }], before)).toThrow('credit-exceeds-line')
})

test('partial credits add up to the line, in award and in net', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 8 }), (parts) => {
      const credits: { content: ReturnType<typeof composeCredit> }[] = []
      let left = 79_999
      for (const part of parts) {
        if (part >= left) break
        credits.push({
          content: composeCredit(original, [{ no: 1, awardMinor: part }], creditedSoFar(credits)),
        })
        left -= part
      }
      credits.push({ content: composeCredit(original, [{ no: 1 }], creditedSoFar(credits)) })
      const { awardMinor, netMinor } = creditedSoFar(credits).get(1) ?? {}
      expect({ awardMinor, netMinor }).toEqual({ awardMinor: 79_999, netMinor: original.lines[0]?.netMinor })
    }),
  )
})
