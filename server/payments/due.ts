/** When a participant must have its money, and on which day the bank is told to move it (R45, R55, P1). Pure. */
import type { Temporal } from 'temporal-polyfill'
import { isWorkingDay } from '../base/calendar.ts'

/** Days on which banks are closed though shops and offices are open: `MM-DD`. Source: Finans Danmark, bank holidays. */
const bankOnlyClosings: Readonly<Record<string, readonly string[]>> = {
  DK: ['06-05', '12-24', '12-31'],
}

/**
 * Whether banks of a country book on that day. Danish banks are also closed on the Friday after Ascension, which lies
 * between 1 May and 4 June.
 */
export function isBankDay(date: Temporal.PlainDate, country: string): boolean {
  if (!isWorkingDay(date, [country])) return false
  const monthAndDay = date.toString().slice(5)
  if (bankOnlyClosings[country]?.includes(monthAndDay)) return false
  const inSeason = monthAndDay >= '05-01' && monthAndDay <= '06-04'
  const afterAscension = date.dayOfWeek === 5 && !isWorkingDay(date.subtract({ days: 1 }), [country])
  return !(country === 'DK' && inSeason && afterAscension)
}

/** The last day on which the bank can still book by `payBy`. The bank's country counts, not the participant's. */
export function lastBankDay(payBy: Temporal.PlainDate, country: string): Temporal.PlainDate {
  let day = payBy
  while (!isBankDay(day, country)) day = day.subtract({ days: 1 })
  return day
}

/** The first day from `date` on which the bank books. */
export function nextBankDay(date: Temporal.PlainDate, country: string): Temporal.PlainDate {
  let day = date
  while (!isBankDay(day, country)) day = day.add({ days: 1 })
  return day
}

/** Standing on the way to the last day: `at-risk` from `warnDays` before it, `overdue` after it. */
export type Urgency = 'in-time' | 'at-risk' | 'overdue'

/** P1: what has to be in the next run, and what is late already. */
export function urgencyOf(lastDay: Temporal.PlainDate, today: Temporal.PlainDate, warnDays: number): Urgency {
  const days = today.until(lastDay).days
  if (days < 0) return 'overdue'
  return days <= warnDays ? 'at-risk' : 'in-time'
}
