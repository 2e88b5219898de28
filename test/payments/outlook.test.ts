import { Temporal } from 'temporal-polyfill'
import { outlooks, type OpenSum } from '../../server/payments/outlook.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const sum = (
  payBy: string,
  owedOn: string,
  amountMinor: number,
  currency: 'DKK' | 'EUR' = 'DKK',
): OpenSum => ({
  currency,
  payBy: day(payBy),
  owedOn: day(owedOn),
  amountMinor,
})

test('money leaves on the last bank day, what is late today, and beyond 45 days nothing is foreseen (R45)', () => {
  const [outlook] = outlooks(
    [
      sum('2026-03-01', '2026-01-10', 100),
      // A Saturday: the bank's last day is the Friday.
      sum('2026-03-14', '2026-02-10', 200),
      sum('2026-03-13', '2026-03-01', 50),
      sum('2026-05-30', '2026-03-01', 900),
    ],
    day('2026-03-02'),
    'DK',
  )
  expect(outlook?.days.map(({ on, amountMinor }) => [on.toString(), amountMinor])).toEqual([
    ['2026-03-02', 100],
    ['2026-03-13', 250],
  ])
  expect(outlook?.ages.map(({ age, amountMinor }) => [age, amountMinor])).toEqual([
    ['to-14', 1150 - 200],
    ['to-30', 200],
    ['to-45', 0],
    ['over-45', 100],
  ])
  expect(outlook?.totalMinor).toBe(1250)
})

test('currencies are never added', () => {
  const both = outlooks(
    [sum('2026-03-13', '2026-03-01', 1), sum('2026-03-13', '2026-03-01', 2, 'EUR')],
    day('2026-03-02'),
    'DK',
  )
  expect(both.map(({ currency, totalMinor }) => [currency, totalMinor])).toEqual([
    ['DKK', 1],
    ['EUR', 2],
  ])
})
