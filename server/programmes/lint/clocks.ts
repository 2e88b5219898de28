/** Clocks that cannot start, cannot end or cannot count (R92), and caps that cannot be counted (R93). */
import { Temporal } from 'temporal-polyfill'
import { isWorkingDay } from '../../base/calendar.ts'
import type { Clock, Programme } from '../programme.ts'
import { clockEvents } from '../schema/limits.ts'
import type { MistakeCode } from './codes.ts'
import type { Check } from './mistake.ts'

/** Events that only happen to devices that travel. */
const travelEvents = ['handed-over', 'received', 'found-different']

/** Each clock can start, can be met, and can count its days (R92). */
export const clocks: Check = (programme, report) => {
  programme.clocks.forEach((clock, index) => {
    const path = ['clocks', index]
    const { id, start, stop } = clock
    const impossible = programme.returnMode === 'ship' ? [] : travelEvents
    if (impossible.includes(start))
      report('clock-never-starts', [...path, 'start'], { clock: id, event: start })
    if (impossible.includes(stop)) report('clock-never-stops', [...path, 'stop'], { clock: id, event: stop })
    // `clockEvents` is in the order in which a claim lives through them.
    if (clockEvents.indexOf(stop) <= clockEvents.indexOf(start)) {
      report('clock-stops-before-start', [...path, 'stop'], { clock: id, start, stop })
    }
    for (const [code, at] of calendarMistakes(clock)) report(code, [...path, at], { clock: id })
  })
  if (programme.returnMode === 'ship' && !programme.clocks.some(({ stop }) => stop === 'paid')) {
    report('no-clock-for-payment', ['clocks'])
  }
}

function calendarMistakes({ unit, calendars }: Clock): [code: MistakeCode, at: string][] {
  if (unit === 'working' && calendars.length === 0) return [['working-days-without-calendar', 'unit']]
  if (unit === 'calendar' && calendars.length > 0) return [['calendar-days-with-calendar', 'calendars']]
  return calendars.every(hasHolidays) ? [] : [['unknown-calendar', 'calendars']]
}

/** A calendar without one holiday on a working day is a misspelled one. */
export function hasHolidays(calendar: string): boolean {
  const first = Temporal.PlainDate.from('2024-01-01')
  const year = Array.from({ length: 366 }, (_, day) => first.add({ days: day }))
  return year.some((date) => date.dayOfWeek <= 5 && !isWorkingDay(date, [calendar]))
}

/** Each cap has something to count by, and room for at least one value (R93). */
export const caps: Check = (programme, report) => {
  programme.caps.forEach((cap, index) => {
    const path = ['caps', index]
    if (cap.key === 'end-customer' && programme.audience.endCustomer === 'none') {
      report('cap-without-end-customer', [...path, 'key'], { cap: cap.id })
    }
    const twin = programme.caps.slice(0, index).find((other) => sameCap(cap, other))
    if (twin) report('cap-repeated', path, { cap: cap.id, by: twin.id })
    const least = Math.min(
      ...programme.values.rows.map(({ amountMinor }) => amountMinor).filter((amount) => amount > 0),
    )
    if (cap.measure === 'money' && cap.limit < least)
      report('cap-below-every-value', [...path, 'limit'], { cap: cap.id })
    if (cap.measure === 'count' && cap.excess === 'cut')
      report('count-cannot-be-cut', [...path, 'excess'], { cap: cap.id })
  })
}

const sameCap = (one: Programme['caps'][number], other: Programme['caps'][number]): boolean =>
  one.key === other.key && one.measure === other.measure && one.window === other.window
