import { code, kilograms, tick, ticks, whole } from '../../server/web/spellings.ts'

test.each([
  ['12,5', 12_500],
  ['12.5', 12_500],
  ['12', 12_000],
  ['0,75 kg', 750],
  ['30,001', 30_001],
  ['', undefined],
  ['heavy', 'heavy'],
  ['1,2345', '1,2345'],
  ['-1', '-1'],
  ['1e3', '1e3'],
])('%p kilograms are %p grams; what cannot be read is left for the schema', (typed, grams) => {
  expect(kilograms.read(typed)).toBe(grams)
})

test.each([
  ['7', 7],
  [' 0012 ', 12],
  ['7.5', '7.5'],
  ['', undefined],
])('%p as a whole number is %p', (typed, number) => {
  expect(whole.read(typed)).toBe(number)
})

test.each([
  ['owner', ['owner']],
  [
    ['owner', 'erased'],
    ['owner', 'erased'],
  ],
  ['', []],
])('ticks %p are %p', (typed, list) => {
  expect(ticks.read(typed)).toEqual(list)
})

test('a box that is not ticked says nothing, not no (R24)', () => {
  expect(tick.read('yes')).toBe(true)
  expect(tick.read('')).toBeUndefined()
})

test('codes lose their spaces and become capitals', () => {
  expect(code.read(' dk50 0040 0440 1162 43 ')).toBe('DK5000400440116243')
})
