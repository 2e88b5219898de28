/** When the carrier can come (R22, R34, R37, R38). Pure: the moment of the request comes in. */
import { Temporal } from 'temporal-polyfill'
import { addWorkingDays, isWorkingDay } from '../base/calendar.ts'
import type { Programme } from '../programmes/programme.ts'

export type PickupTerms = NonNullable<Programme['pickup']>

/** A day and a window of local times, `HH:MM`, in the programme's time zone. */
export type PickupSlot = { readonly date: Temporal.PlainDate; readonly from: string; readonly to: string }

/**
 * The first slot that the terms allow: so many working days after the request, which counts as made on the next
 * working day when it comes after the cut-off or on a day off. Undefined when that is later than `deadline`, the last
 * day before the trade-in is void (R22): customer service then has to help.
 */
export function firstSlot(
  requested: Temporal.ZonedDateTime,
  terms: PickupTerms,
  deadline: Temporal.PlainDate,
): PickupSlot | undefined {
  const [window] = terms.windows
  if (!window) return undefined
  const date = addWorkingDays(countedFrom(requested, terms), terms.leadWorkingDays, terms.calendars)
  return Temporal.PlainDate.compare(date, deadline) > 0 ? undefined : { date, ...window }
}

function countedFrom(
  requested: Temporal.ZonedDateTime,
  { cutOff, calendars }: PickupTerms,
): Temporal.PlainDate {
  const today = requested.toPlainDate()
  const late = Temporal.PlainTime.compare(requested.toPlainTime(), Temporal.PlainTime.from(cutOff)) > 0
  return late || !isWorkingDay(today, calendars) ? addWorkingDays(today, 1, calendars) : today
}
