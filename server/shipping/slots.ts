/**
 * When the carrier can come (R22, R34, R37, R38). Pure: the moment of the request, the load of the days and the last day
 * to hand over come in. Days are those of the programme's time zone, so a day of 23 or 25 hours is a day.
 */
import { Temporal } from 'temporal-polyfill'
import { addWorkingDays, isWorkingDay, workingDaysBefore } from '../base/calendar.ts'
import { visitsOn, type Zone } from './depots.ts'
import type { PickupSlot, PickupTerms } from './pickup.ts'

/** What is known of one day of the zone; a day of which nothing is known is empty. */
export type DayLoad = { readonly date: string; readonly booked: number; readonly visits?: number }

/** Longest stretch that is looked at: no programme gives more time to hand over. */
const daysAtMost = 400

/**
 * The first day that the terms allow: so many working days after the request, which counts as made on the next working
 * day when it comes after the cut-off or on a day off.
 */
export function firstDay(requested: Temporal.ZonedDateTime, terms: PickupTerms): Temporal.PlainDate {
  return addWorkingDays(countedFrom(requested, terms), terms.leadWorkingDays, terms.calendars)
}

/**
 * Every window of every day that still has room, the first day first. Empty when there is none up to `lastDay`, on which
 * devices can be handed over at the latest (R21, R22): customer service then has to help.
 */
export function freeSlots(
  asked: {
    readonly requested: Temporal.ZonedDateTime
    readonly terms: PickupTerms
    readonly lastDay: Temporal.PlainDate
    readonly zone: Pick<Zone, 'visitsPerDay'>
  },
  loads: readonly DayLoad[],
): PickupSlot[] {
  const { requested, terms, lastDay, zone } = asked
  const byDate = new Map(loads.map((load) => [load.date, load]))
  const hasRoom = (date: Temporal.PlainDate): boolean => {
    const load = byDate.get(date.toString())
    return (load?.booked ?? 0) < visitsOn(zone, load)
  }
  return workingDays(firstDay(requested, terms), lastDay, terms)
    .filter(hasRoom)
    .flatMap((date) => terms.windows.map((window) => ({ date, ...window })))
}

/** The last moment at which a participant may move or cancel a visit on `date`: a cut-off some working days before. */
export function changeableUntil(
  date: Temporal.PlainDate,
  terms: PickupTerms,
  timeZone: string,
): Temporal.Instant {
  return workingDaysBefore(date, terms.changeWorkingDays, terms.calendars)
    .toPlainDateTime(Temporal.PlainTime.from(terms.cutOff))
    .toZonedDateTime(timeZone)
    .toInstant()
}

/** True for the same day and window. */
export const isSameSlot = (one: PickupSlot, other: PickupSlot): boolean =>
  one.date.equals(other.date) && one.from === other.from

/** The slot itself or the next one after it; undefined when none is left. `slots` are in order. */
export const slotFrom = (slots: readonly PickupSlot[], wanted: PickupSlot): PickupSlot | undefined =>
  slots.find(({ date, from }) => {
    const order = Temporal.PlainDate.compare(date, wanted.date)
    return order > 0 || (order === 0 && from >= wanted.from)
  })

function workingDays(
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  { calendars }: PickupTerms,
): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = []
  const end = first.add({ days: daysAtMost })
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (Temporal.PlainDate.compare(date, end) > 0) break
    if (isWorkingDay(date, calendars)) days.push(date)
  }
  return days
}

function countedFrom(
  requested: Temporal.ZonedDateTime,
  { cutOff, calendars }: PickupTerms,
): Temporal.PlainDate {
  const today = requested.toPlainDate()
  const late = Temporal.PlainTime.compare(requested.toPlainTime(), Temporal.PlainTime.from(cutOff)) > 0
  return late || !isWorkingDay(today, calendars) ? addWorkingDays(today, 1, calendars) : today
}
