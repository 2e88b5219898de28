import { groupedBy } from '../../server/base/groups.ts'

test('what has the same key stands together, in the order in which it came', () => {
  const groups = groupedBy(['ask', 'book', 'audit', 'bank'], ([first]) => first)
  expect([...groups]).toEqual([
    ['a', ['ask', 'audit']],
    ['b', ['book', 'bank']],
  ])
})

test('of nothing there is no group', () => {
  expect(groupedBy([], String).size).toBe(0)
})
