import { datesIn } from '../../../server/evidence/reading/dates-in.ts'

test.each([
  ['14.03.2020', '2020-03-14'],
  ['14-3-20', '2020-03-14'],
  ['14/03/2020', '2020-03-14'],
  ['03/14/2020', '2020-03-14'],
  ['2020-03-14', '2020-03-14'],
  ['2020/3/4', '2020-03-04'],
  ['14. marts 2020', '2020-03-14'],
  ['14 March 2020', '2020-03-14'],
  ['March 14, 2020', '2020-03-14'],
  ['1st of May 2020', '2020-05-01'],
  ['14. März 2020', '2020-03-14'],
  ['14 août 2020', '2020-08-14'],
  ['den 3. december 2019.', '2019-12-03'],
  ['29.02.2020', '2020-02-29'],
])('%s is %s', (text, date) => {
  expect(datesIn(`Fakturadato ${text}`).map((seen) => seen.date.toString())).toEqual([date])
})

test.each([
  '31.02.2020',
  '12.995,00',
  '2020-13-14',
  'DK12345678',
  '99.99.99',
  '14. foo 2020',
  'PF 10.0.14.3.20',
])('%s is no date', (text) => {
  expect(datesIn(text).map((seen) => seen.date.toString())).toEqual([])
})

test('dates come in the order of the text', () => {
  const seen = datesIn('Due 1 June 2020, invoiced 2020-05-02, ordered 01.05.2020')
  expect(seen.map(({ date }) => date.toString())).toEqual(['2020-06-01', '2020-05-02', '2020-05-01'])
})
