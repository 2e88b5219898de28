import { median, reportOf, type Figure } from '../../scripts/bench/figure.ts'

const figure: Figure = { name: 'label', value: 6, unit: 'ms' }

test.each([
  [{}, null, true],
  [{ atMost: 6 }, 'at most 6 ms', true],
  [{ atMost: 5 }, 'at most 5 ms', false],
  [{ atLeast: 7 }, 'at least 7 ms', false],
  [{ baseline: 2, ratioAtMost: 3 }, 'at most 3 times', true],
  [{ baseline: 2, ratioAtLeast: 8 }, 'at least 8 times', false],
  [{ baseline: 2, atMost: 10, ratioAtMost: 2 }, 'at most 10 ms, at most 2 times', false],
])('with %j the target is "%s" and met: %s', (bounds, target, ok) => {
  expect(reportOf({ ...figure, ...bounds })).toMatchObject({ target, ok })
})

test('the ratio is the value beside its yardstick, told in three digits', () => {
  expect(reportOf({ ...figure, baseline: 7 })).toMatchObject({ value: 6, baseline: 7, ratio: 0.857 })
  expect(reportOf(figure)).toMatchObject({ baseline: null, ratio: null })
})

test('the median is a value that was measured', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 9, 7])).toBe(4)
  expect(() => median([])).toThrow('no values')
})
