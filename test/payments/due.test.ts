import { Temporal } from 'temporal-polyfill'
import { lastBankDay, nextBankDay, urgencyOf } from '../../server/payments/due.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

test.each([
  ['2026-12-30', '2026-12-30'],
  ['2026-12-27', '2026-12-23'], // Sunday; before it two days of Christmas and Christmas Eve
  ['2027-01-03', '2026-12-30'], // Sunday; Friday is New Year, Thursday New Year's Eve
  ['2026-04-06', '2026-04-01'], // Easter Monday, back past Maundy Thursday
  ['2026-05-15', '2026-05-13'], // the Friday after Ascension
  ['2026-06-05', '2026-06-04'], // Constitution Day
  ['2026-01-02', '2026-01-02'], // a Friday after a holiday, but not after Ascension
])('what is due on %s is booked by %s at the latest in Denmark (P1)', (payBy, last) => {
  expect(lastBankDay(day(payBy), 'DK').toString()).toBe(last)
})

test('a run made on Christmas Eve is booked after Christmas', () => {
  expect(nextBankDay(day('2026-12-24'), 'DK').toString()).toBe('2026-12-28')
})

test.each([
  ['2026-12-01', 'in-time'],
  ['2026-12-25', 'at-risk'],
  ['2026-12-30', 'at-risk'],
  ['2026-12-31', 'overdue'],
])('on %s a payment due on 2026-12-30 is %s (P1)', (today, urgency) => {
  expect(urgencyOf(day('2026-12-30'), day(today), 5)).toBe(urgency)
})
