/** What leaves the account in the days to come, and how old what we owe is. Pure; amounts in minor units. */
import type { Temporal } from 'temporal-polyfill'
import type { Currency } from '../base/money.ts'
import { lastBankDay } from './due.ts'

/** Debts of one currency that began and end on the same days. */
export type OpenSum = {
  readonly currency: Currency
  readonly payBy: Temporal.PlainDate
  readonly owedOn: Temporal.PlainDate
  readonly amountMinor: number
}

/** R45: as far as anything that is owed today can reach. */
const daysAhead = 45

const ages = [
  { code: 'to-14', from: 0 },
  { code: 'to-30', from: 15 },
  { code: 'to-45', from: 31 },
  { code: 'over-45', from: 46 },
] as const
export type Age = (typeof ages)[number]['code']

export type Outlook = {
  readonly currency: Currency
  /** By the last bank day on which it has to leave; what is late leaves today. Days without money are left out. */
  readonly days: readonly { readonly on: Temporal.PlainDate; readonly amountMinor: number }[]
  readonly ages: readonly { readonly age: Age; readonly amountMinor: number }[]
  readonly totalMinor: number
}

/** One outlook for each currency, in the bank's country's days. */
export function outlooks(
  sums: readonly OpenSum[],
  today: Temporal.PlainDate,
  bankCountry: string,
): Outlook[] {
  return [...new Set(sums.map(({ currency }) => currency))].toSorted().map((currency) => {
    const own = sums.filter((one) => one.currency === currency)
    const days = new Map<string, { on: Temporal.PlainDate; amountMinor: number }>()
    for (const { payBy, amountMinor } of own) {
      const last = lastBankDay(payBy, bankCountry)
      const on = today.until(last).days < 0 ? today : last
      if (today.until(on).days > daysAhead) continue
      const before = days.get(on.toString())?.amountMinor ?? 0
      days.set(on.toString(), { on, amountMinor: before + amountMinor })
    }
    const byAge = ages.map(({ code, from }, place) => {
      const to = ages[place + 1]?.from ?? Number.POSITIVE_INFINITY
      const old = own.filter(({ owedOn }) => isWithin(owedOn.until(today).days, from, to))
      return { age: code, amountMinor: totalOf(old) }
    })
    const ordered = [...days.entries()].toSorted(([one], [other]) => (one < other ? -1 : 1))
    return { currency, days: ordered.map(([, day]) => day), ages: byAge, totalMinor: totalOf(own) }
  })
}

const isWithin = (days: number, from: number, to: number): boolean => Math.max(0, days) >= from && days < to

const totalOf = (sums: readonly OpenSum[]): number =>
  sums.reduce((total, { amountMinor }) => total + amountMinor, 0)
