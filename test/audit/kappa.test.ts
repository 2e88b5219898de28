import fc from 'fast-check'
import { agreementOf, type Pair } from '../../server/audit/kappa.ts'

const pairs = (counts: Readonly<Record<string, number>>): Pair[] =>
  Object.entries(counts).flatMap(([both, count]) => {
    const [first = '', second = ''] = both.split(' ')
    return Array.from({ length: count }, () => ({ first, second }))
  })

test('the textbook: 20 and 15 of 50 agreed, 0.7 observed, 0.5 expected, kappa 0.4', () => {
  const { kappa, agreed } = agreementOf(pairs({ 'yes yes': 20, 'yes no': 5, 'no yes': 10, 'no no': 15 }))
  expect(agreed).toBe(35)
  expect(kappa).toBeCloseTo(0.4, 10)
})

test.each<[string, Record<string, number>, number]>([
  ['complete agreement on several verdicts', { 'match match': 5, 'hazard hazard': 1 }, 1],
  ['agreement as by chance', { 'a a': 1, 'a b': 1, 'b a': 1, 'b b': 1 }, 0],
  ['the contrary every time', { 'a b': 3, 'b a': 3 }, -1],
])('%s', (_, counts, kappa) => {
  expect(agreementOf(pairs(counts)).kappa).toBeCloseTo(kappa, 10)
})

test('never above 1, and the same whoever looked first', () => {
  const verdict = fc.constantFrom('match', 'incomplete', 'hazard')
  fc.assert(
    fc.property(fc.array(fc.record({ first: verdict, second: verdict }), { maxLength: 30 }), (looks) => {
      const { kappa } = agreementOf(looks)
      const swapped = agreementOf(looks.map(({ first, second }) => ({ first: second, second: first }))).kappa
      expect(kappa ?? 0).toBeLessThanOrEqual(1 + 1e-9)
      expect(kappa ?? 0).toBeCloseTo(swapped ?? 0, 9)
    }),
  )
})

test('one verdict alone, and nothing at all, say nothing beyond chance', () => {
  expect(agreementOf(pairs({ 'match match': 9 })).kappa).toBeUndefined()
  expect(agreementOf([])).toEqual({ pairs: 0, agreed: 0, kappa: undefined })
})
