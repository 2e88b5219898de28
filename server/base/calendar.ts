/**
 * Days, working days and instants. Pure: today's date and the holidays come in as arguments.
 * Public holidays are data of the date-holidays package, read once per country and year.
 */
import { createRequire } from 'node:module'
import type HolidaysOf from 'date-holidays'
import { Temporal } from 'temporal-polyfill'

/** The one source of the present moment; everything else gets it handed in. */
export type Clock = { readonly now: () => Temporal.Instant }

/** A country, or a country's state as `AU-NSW` (ISO 3166). */
export type CalendarCode = string

/** The local date of an instant in an IANA time zone. */
export const dateIn = (instant: Temporal.Instant, timeZone: string): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(timeZone).toPlainDate()

/** The rules of all countries take a quarter of a second and 16 MB to load: the first deadline does that, not the start. */
let holidays: typeof HolidaysOf | undefined

function holidaysOf(country: string, state: string | undefined): HolidaysOf {
  holidays ??= createRequire(import.meta.url)('date-holidays') as typeof HolidaysOf
  return state ? new holidays(country, state) : new holidays(country)
}

const holidaysByYear = new Map<string, ReadonlySet<string>>()

/** Public holidays of one calendar and year as ISO dates. Store Bededag is in it up to 2023 (R22). */
function publicHolidays(calendar: CalendarCode, year: number): ReadonlySet<string> {
  const key = `${calendar} ${year}`
  const known = holidaysByYear.get(key)
  if (known) return known
  const [country = '', state] = calendar.split('-')
  const dates = holidaysOf(country, state)
    .getHolidays(year)
    .filter((day) => day.type === 'public')
  const days = new Set(dates.flatMap((day) => everyDayOf(day)))
  holidaysByYear.set(key, days)
  return days
}

/**
 * A holiday may last several days (Chinese New Year); `date` names the first only. Half a day is worked, so it is none
 * (R90): in China afternoons that some are given off, such as that of 4 May.
 */
function everyDayOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const lasts = (end.getTime() - start.getTime()) / 86_400_000
  // A day of 23 hours is a whole one, twelve hours are not.
  if (lasts < 0.9) return []
  const length = Math.round(lasts)
  const first = Temporal.PlainDate.from(date.slice(0, 10))
  return Array.from({ length }, (_, day) => first.add({ days: day }).toString())
}

/** R90: neither Saturday, Sunday, nor a public holiday in any of the calendars. */
export const isWorkingDay = (date: Temporal.PlainDate, calendars: readonly CalendarCode[]): boolean =>
  date.dayOfWeek <= 5 &&
  !calendars.some((calendar) => publicHolidays(calendar, date.year).has(date.toString()))

/** The `days`-th working day after `start`; the starting day itself never counts. R22: 2019-04-01 + 30 is 2019-05-16. */
export function addWorkingDays(
  start: Temporal.PlainDate,
  days: number,
  calendars: readonly CalendarCode[],
): Temporal.PlainDate {
  let date = start
  for (let left = days; left > 0;) {
    date = date.add({ days: 1 })
    if (isWorkingDay(date, calendars)) left -= 1
  }
  return date
}

/** The last working day on or before `date`: banks book on it when a payment falls due on a holiday. */
export function workingDayOnOrBefore(
  date: Temporal.PlainDate,
  calendars: readonly CalendarCode[],
): Temporal.PlainDate {
  let day = date
  while (!isWorkingDay(day, calendars)) day = day.subtract({ days: 1 })
  return day
}

/** The `days`-th working day before `date`, which itself never counts. */
export function workingDaysBefore(
  date: Temporal.PlainDate,
  days: number,
  calendars: readonly CalendarCode[],
): Temporal.PlainDate {
  let day = date
  for (let left = days; left > 0;) {
    day = day.subtract({ days: 1 })
    if (isWorkingDay(day, calendars)) left -= 1
  }
  return day
}

/** Spelling of an instant in tables, journal and JSON: UTC with milliseconds, so that text order is time order. */
export const instantText = ({ epochMilliseconds }: Temporal.Instant): string =>
  // The same text as Temporal's own, at a tenth of the time: every row that is written has one.
  new Date(epochMilliseconds).toISOString()
