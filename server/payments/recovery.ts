/**
 * What is owed to us, as one case each: something paid too much, or charged (R47, R39, R41). Pure. Amounts are minor
 * units.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Currency } from '../base/money.ts'

/** `credited`: a credit note came after the payment. `overpaid`: the bank moved more than was owed. */
export type RecoveryCause = 'credited' | 'overpaid' | 'charge'

export type Recovery = {
  /** `RC-2026-000001`, or the number of the charge's invoice: what whoever pays quotes. */
  readonly number: string
  readonly reference: string
  readonly cause: RecoveryCause
  readonly amountMinor: number
  readonly currency: Currency
  /** Positions of units that wait for it as a whole. */
  readonly units: readonly number[]
  readonly notifiedAt: Temporal.Instant
  readonly dueOn: Temporal.PlainDate
  readonly remindedOn?: Temporal.PlainDate
  readonly state: 'open' | 'repaid' | 'written-off'
  /** What came in, less what went back. */
  readonly repaidMinor: number
  /** Who wants to give it up, and why; another person does it. */
  readonly writeOff?: { readonly by: string; readonly reason: string }
  /** O3: its owner agreed that it is taken off what we owe. */
  readonly setOffAt?: Temporal.Instant
  /** Who heard it agree, and does not act on it. */
  readonly setOffBy?: string
}

/** What is still owed to us; negative once more came than was asked for. */
export const leftOf = ({ amountMinor, repaidMinor }: Recovery): number => amountMinor - repaidMinor

/** Numbers of cases in what a payer wrote; banks break lines and lose dashes' company, so blanks do not count. */
export const numbersIn = (words: string): string[] => [
  ...new Set(words.toUpperCase().match(/[A-Z]{1,6}(?:-[A-Z]{1,6})?-\d{4}-\d{6}/g) ?? []),
]

/** Days before the last day, and days after it, on which the participant is reminded. */
const remindAt: readonly number[] = [-14, -3, 1, 15]

/** Whether a reminder is due today: once for each of its days that has come since the last one. */
export function isToRemind(
  { state, notifiedAt, dueOn, remindedOn }: Recovery,
  today: Temporal.PlainDate,
  zone: string,
): boolean {
  if (state !== 'open') return false
  const last = remindedOn ?? notifiedAt.toZonedDateTimeISO(zone).toPlainDate()
  const daysFrom = (day: Temporal.PlainDate): number => dueOn.until(day).days
  return remindAt.some((day) => daysFrom(last) < day && day <= daysFrom(today))
}
