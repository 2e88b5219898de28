/** Rewards that follow from the approval itself: money and goods (R66, R67). */
import { decide } from '../../../server/claims/decide.ts'
import type { Claim } from '../../../server/claims/claim.ts'
import type { Programme } from '../../../server/programmes/programme.ts'
import { programme } from '../../programmes/samples.ts'
import { claimOf, now, reviewer } from '../samples.ts'

const { selfBilling: _, ...without } = programme()
const row = { id: 'tower-good', category: 'tower', condition: 'working-good', amountMinor: 150_000 }
const goods = { partNumber: '4XB1D04756', name: { en: 'Headset', da: 'Headset' } }
const giving = (reward: object): Programme => ({
  ...without,
  values: { ...without.values, rows: [{ ...row, ...reward }] },
})
const submitted = claimOf({}, [{ custody: 'not-applicable' }, { custody: 'not-applicable' }])
const approved = (claim: Claim, under: Programme, granted = 300_000) =>
  decide(claim, { kind: 'approve', by: reviewer }, under, {
    now,
    allowances: [{ rule: 'R61', measure: 'money', units: [1, 2], granted }],
  })

test('money is owed under the reference from the approval on (R66)', () => {
  const { next, events } = approved(submitted, giving({}))
  expect(next.units.map(({ offer, settlement }) => `${offer} ${settlement}`)).toEqual([
    'accepted final',
    'accepted final',
  ])
  expect(events.map(({ kind, facts }) => [kind, facts['amountMinor']])).toEqual([
    ['approved', undefined],
    ['promised', 300_000],
  ])
})

test('what a cap leaves nothing of is not owed (R61)', () => {
  const { next, events } = approved(submitted, giving({}), 100_000)
  expect(next.units.map(({ settlement }) => settlement)).toEqual(['final', 'none'])
  expect(events.at(-1)?.facts).toEqual({ payable: submitted.reference, amountMinor: 100_000 })
  expect(approved(submitted, giving({}), 0).next.state).toBe('closed')
})

test('goods are ordered for each unit, and the last parcel closes the claim (R67)', () => {
  const { next, events } = approved(submitted, giving({ goods }))
  expect(events.slice(1).map(({ kind, unit, facts }) => [kind, unit, facts])).toEqual([
    ['goods-ordered', 1, { partNumber: '4XB1D04756' }],
    ['goods-ordered', 2, { partNumber: '4XB1D04756' }],
  ])
  const ship = (claim: Claim, unit: number) =>
    decide(claim, { kind: 'ship-goods', by: reviewer, unit, parcel: 'GB1234' }, giving({ goods }), { now })
  const release = (claim: Claim) =>
    decide(claim, { kind: 'release-goods', by: reviewer, unit: 1 }, giving({ goods }), { now })
  expect(release(next)).toEqual({ next, events: [{ kind: 'goods-released', unit: 1, facts: {} }] })
  const first = ship(next, 1)
  expect(() => release(first.next)).toThrow('move-not-allowed')
  expect(first.next.state).toBe('approved')
  expect(() => ship(first.next, 1)).toThrow('move-not-allowed')
  expect(ship(first.next, 2).next.state).toBe('closed')
})
