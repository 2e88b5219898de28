/** What leaves and how old it is, of one currency, as charts with the table beside each. Reads no database. */
import { decimal, money } from '../base/money.ts'
import type { Outlook } from '../payments/outlook.ts'
import type { Texts } from '../texts/texts.ts'
import { drawChart } from '../web/chart.ts'

/** A currency of `desk/outlook.njk`. */
export async function outlookRow(
  { currency, days, ages, totalMinor }: Outlook,
  texts: Texts,
): Promise<object> {
  const aged = ages.map(({ age, amountMinor }) => ({
    label: texts.text(`desk.outlook.age.${age}`),
    amountMinor,
  }))
  const values = texts.text('desk.outlook.amount', { currency })
  const chart = { values, labels: '', locale: texts.locale }
  const whole = (amountMinor: number): number => Number(decimal({ amountMinor, currency }))
  return {
    currency,
    total: money(totalMinor, currency),
    forecast: await drawChart('standing', {
      ...chart,
      title: texts.text('desk.outlook.forecast'),
      points: days.map(({ on, amountMinor }) => ({ label: dayAndMonth(on), value: whole(amountMinor) })),
    }),
    days: days.map(({ on, amountMinor }) => ({ on: on.toString(), amount: money(amountMinor, currency) })),
    ageing: await drawChart('lying', {
      ...chart,
      title: texts.text('desk.outlook.ageing'),
      points: aged.map(({ label, amountMinor }) => ({ label, value: whole(amountMinor) })),
    }),
    ages: aged.map(({ label, amountMinor }) => ({ label, amount: money(amountMinor, currency) })),
  }
}

/** As short as an axis needs it; the table beside it has the whole date. */
const dayAndMonth = ({ day, month }: { readonly day: number; readonly month: number }): string =>
  `${day}/${month}`
