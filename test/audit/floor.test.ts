import { ageGroups, floorReport, type FloorLook } from '../../server/audit/floor.ts'

const look = (changes: Partial<FloorLook> = {}): FloorLook => ({
  unitId: 1,
  auditorId: 1,
  on: '2026-03-02',
  verdict: 'match',
  reasons: [],
  category: 'tower',
  make: 'HP',
  standing: 'concluded',
  ...changes,
})

const worn = { verdict: 'condition-differs', reasons: ['condition-differs'] }
const days = ['2026-03-01', '2026-03-02', '2026-03-03']

test('looks by day, days without one included, and nothing outside of the span', () => {
  const { perDay } = floorReport([look(), look({ unitId: 2 }), look({ on: '2026-02-28' })], days)
  expect(perDay.map(({ count }) => count)).toEqual([0, 2, 0])
})

test('differences that were decided, by reason and make, the most frequent first', () => {
  const looks = [
    look({ ...worn, unitId: 1, make: 'Dell' }),
    look({ ...worn, unitId: 2, reasons: ['data-not-wiped', 'condition-differs'] }),
    look({ ...worn, unitId: 3, make: 'Dell', standing: 'held-sample' }),
  ]
  const { byReason, byMake } = floorReport(looks, days)
  expect(byReason).toEqual([
    { label: 'condition-differs', count: 2 },
    { label: 'data-not-wiped', count: 1 },
  ])
  expect(byMake).toEqual([
    { label: 'Dell', count: 1 },
    { label: 'HP', count: 1 },
  ])
})

test('how far blind looks agree, by category and by whose look was repeated', () => {
  const looks = [
    look({ unitId: 1, standing: 'held-sample' }),
    look({ unitId: 1, auditorId: 2 }),
    look({ ...worn, unitId: 2, standing: 'held-refusal' }),
    look({ unitId: 2, auditorId: 2, standing: 'held-disagreement' }),
    look({ unitId: 2, auditorId: 3 }),
  ]
  const { byCategory, perAuditor } = floorReport(looks, days)
  expect(byCategory).toEqual([{ category: 'tower', pairs: 2, agreed: 1, kappa: 0 }])
  expect(perAuditor).toEqual([
    { auditorId: 1, looks: 2, differences: 1, repeated: 2, agreed: 1 },
    { auditorId: 2, looks: 2, differences: 0, repeated: 0, agreed: 0 },
    { auditorId: 3, looks: 1, differences: 0, repeated: 0, agreed: 0 },
  ])
})

test('ages in fifths of the days to payment, and what is over them (R45)', () => {
  expect(ageGroups([0, 8, 9, 44, 45, 60], 45)).toEqual([
    { label: '0–8', count: 2 },
    { label: '9–17', count: 1 },
    { label: '18–26', count: 0 },
    { label: '27–35', count: 0 },
    { label: '36–44', count: 1 },
    { label: '45+', count: 2 },
  ])
})
