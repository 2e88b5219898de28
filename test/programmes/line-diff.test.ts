import { lineDiff } from '../../server/programmes/line-diff.ts'

const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`
const numbersFrom = (from: number): string =>
  text(Array.from({ length: 600 }, (_, place) => String(from + place)))
const letters = 'abcdefghijklmnop'.split('')

test('a changed line stands between its neighbours, with its numbers in both texts', () => {
  const after = letters.map((letter) => (letter === 'm' ? 'M' : letter)).filter((letter) => letter !== 'a')
  const [first, second] = lineDiff(text(letters), text(after)) ?? []
  expect(first?.[0]).toEqual({ kind: 'gone', text: 'a', before: 1 })
  expect(second?.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'gone', text: 'm', before: 13 },
    { kind: 'new', text: 'M', after: 12 },
  ])
  expect(second?.[0]).toEqual({ kind: 'same', text: 'j', before: 10, after: 9 })
})

test('equal texts have no stretch, also without an end of line', () => {
  expect(lineDiff('a\nb', 'a\nb')).toEqual([])
  expect(lineDiff('a\nb', 'a\nc')).toEqual([
    [
      { kind: 'same', text: 'a', before: 1, after: 1 },
      { kind: 'gone', text: 'b', before: 2 },
      { kind: 'new', text: 'c', after: 2 },
    ],
  ])
})

test('texts of nothing but differences are given up, not compared for minutes', () => {
  expect(lineDiff(numbersFrom(0), numbersFrom(10_000))).toBeUndefined()
})
