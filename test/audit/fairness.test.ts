import fc from 'fast-check'
import { drawWith, isDrawn, standingOf, type Look } from '../../server/audit/fairness.ts'
import { programme } from '../programmes/samples.ts'

const under = programme()
const match: Look = { verdict: 'match', category: 'tower', condition: 'working-good' }
const worn: Look = { verdict: 'condition-differs', category: 'tower', condition: 'working-worn' }
const dead: Look = { verdict: 'not-working', category: 'tower', condition: 'not-working' }
const stolen: Look = { ...match, verdict: 'wrong-device' }

const never = { seed: 'a', ticket: 9999, percent: 5 }
const always = { seed: 'a', ticket: 0, percent: 5 }

test.each<[string, Look[], typeof never, string]>([
  ['a match that chance leaves alone', [match], never, 'concluded'],
  ['a match that is drawn', [match], always, 'held-sample'],
  ['a lower offer that chance leaves alone', [worn], never, 'concluded'],
  ['nothing to pay', [dead], never, 'held-refusal'],
  ['another device than the stated one', [stolen], never, 'held-refusal'],
  ['two that agree', [worn, worn], always, 'concluded'],
  ['two that agree on a refusal', [dead, dead], never, 'concluded'],
  ['two that disagree', [worn, match], never, 'held-disagreement'],
  [
    'two with one verdict and two prices',
    [worn, { ...worn, category: 'mobile' }],
    never,
    'held-disagreement',
  ],
  ['a third', [worn, match, dead], always, 'concluded'],
])('%s (R42, R43)', (_, looks, draw, standing) => {
  expect(standingOf(looks, draw, under)).toBe(standing)
})

test('without the setting a refusal is decided by one look', () => {
  const audit = { ...under.audit, secondLook: { percent: 0, refusals: 'no' as const } }
  expect(standingOf([dead], never, { ...under, audit })).toBe('concluded')
})

test('the same seed draws the same for ever', () => {
  expect(drawWith('2f', 5)).toEqual({ seed: '2f', ticket: 1412, percent: 5 })
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 100 }), (seed, percent) => {
      expect(drawWith(seed, percent)).toEqual(drawWith(seed, percent))
    }),
  )
})

test('of 20,000 seeds some five in a hundred are drawn, none at 0 and all at 100', () => {
  const seeds = Array.from({ length: 20_000 }, (_, seed) => `seed ${seed}`)
  const share = (percent: number) =>
    seeds.filter((seed) => isDrawn(drawWith(seed, percent))).length / seeds.length
  expect(share(5)).toBeGreaterThan(0.045)
  expect(share(5)).toBeLessThan(0.055)
  expect([share(0), share(100)]).toEqual([0, 1])
})
