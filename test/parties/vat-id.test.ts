import { readCvr, readVatId } from '../../server/parties/vat-id.ts'

test.each([
  ['DK13585628', 'DK', { country: 'DK', number: 'DK13585628' }],
  ['13 58 56 28', 'DK', { country: 'DK', number: 'DK13585628' }],
  ['de136695976', 'DE', { country: 'DE', number: 'DE136695976' }],
  ['DK13585629', 'DK', undefined],
  ['DK1358562', 'DK', undefined],
  ['', 'DK', undefined],
])('%s in %s', (typed, country, id) => {
  expect(readVatId(typed, country)).toEqual(id)
})

test.each([
  ['DK13585628', '13585628'],
  ['10150817', '10150817'],
  ['10150818', undefined],
  ['DE136695976', undefined],
])('the CVR number in %s', (typed, digits) => {
  expect(readCvr(typed)).toBe(digits)
})
