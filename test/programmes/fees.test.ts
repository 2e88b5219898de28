import { feeFor, type FaultSide } from '../../server/programmes/fees.ts'
import type { Fee } from '../../server/programmes/programme.ts'

const fee = (basis: Fee['basis']): { fees: Fee[] } => ({
  fees: [{ id: 'second-visit', rule: 'R39', basis, amountMinor: 24_500, name: { en: 'Second visit' } }],
})

test.each<[string, Fee['basis'], { side: FaultSide; costMinor?: number }, number | undefined]>([
  [
    'a fixed fee is charged whatever the carrier asks',
    'fixed',
    { side: 'participant', costMinor: 9 },
    24_500,
  ],
  ['an actual cost is passed on', 'actual-cost', { side: 'participant', costMinor: 18_000 }, 18_000],
  [
    'an actual cost is charged up to the most',
    'actual-cost',
    { side: 'participant', costMinor: 30_000 },
    24_500,
  ],
  ['a cost that nobody knows is not charged', 'actual-cost', { side: 'participant' }, undefined],
  ["the carrier's fault costs the participant nothing (R38)", 'fixed', { side: 'carrier' }, undefined],
  ["the promoter's mistake neither (R41)", 'fixed', { side: 'promoter' }, undefined],
  ['nor does a fault that nobody knows (R94)', 'fixed', { side: 'unknown' }, undefined],
])('%s', (_case, basis, fault, amountMinor) => {
  expect(feeFor(fee(basis), 'second-visit', fault)?.amountMinor).toBe(amountMinor)
})

test('what the programme has no fee for is not charged', () => {
  expect(feeFor(fee('fixed'), 'wrong-device', { side: 'participant' })).toBeUndefined()
})
