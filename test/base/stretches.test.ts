import { stretchesOf } from '../../server/base/stretches.ts'

test.each([
  { items: [], length: 2, stretches: [] },
  { items: [1, 2], length: 2, stretches: [[1, 2]] },
  { items: [1, 2, 3], length: 2, stretches: [[1, 2], [3]] },
  { items: [1], length: 5, stretches: [[1]] },
])('$items in stretches of $length', ({ items, length, stretches }) => {
  expect(stretchesOf<number>(items, length)).toEqual(stretches)
})
