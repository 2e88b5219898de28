/** How short the choice of days may become before a person of the house has to know of it (R22, R38). Pure. */
import type { Temporal } from 'temporal-polyfill'
import type { NoOffer, Offer } from './offering.ts'

/** Why the days run short; texts under `mail.days-scarce.why`. */
export type Scarcity = NoOffer | 'few-days'

/** What is left to choose from. */
export type Choice = {
  readonly daysLeft: number
  readonly daysFree: number
  /** None while there is enough to choose from. */
  readonly scarcity?: Scarcity
}

/** Free days that are soon taken by others: with so few a person steps in before its participant finds none. */
const fewFree = 3

/** What this offer leaves to its participant, seen from `today`. Days are calendar days up to the last one. */
export function choiceIn(
  { slots, lastDay, reason }: Pick<Offer, 'slots' | 'lastDay' | 'reason'>,
  today: Temporal.PlainDate,
): Choice {
  const daysFree = new Set(slots.map(({ date }) => date.toString())).size
  const scarcity = reason ?? (daysFree <= fewFree ? 'few-days' : undefined)
  return { daysLeft: today.until(lastDay).days, daysFree, ...(scarcity && { scarcity }) }
}
