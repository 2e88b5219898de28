/**
 * Deadlines (R92): when one falls due, and how it stands today. Days only; instants become days in the clock's time
 * zone before they come here. The day of the start never counts, the due day does: it lasts until midnight.
 */
import { Temporal } from 'temporal-polyfill'
import { dateIn, isWorkingDay, workingDaysBefore } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Clock, Programme } from './programme.ts'

/** A recorded wait. The days after `from` up to and including `to` do not count; without `to` it still lasts. */
export type Pause = {
  readonly reason: string
  readonly from: Temporal.PlainDate
  readonly to?: Temporal.PlainDate
}

/** R23: so many more days of the clock's own unit, granted by staff as a recorded act. */
export type Extension = { readonly days: number; readonly reason: string }

export type Interruptions = { readonly pauses?: readonly Pause[]; readonly extensions?: readonly Extension[] }

/** What has become of a clock that was started. */
export type ClockState = {
  readonly state: 'open' | 'paused' | 'met' | 'breached'
  readonly dueOn: Temporal.PlainDate
  /** Whole calendar days until the due day; negative when it is over. */
  readonly daysLeft: number
  /** R45: calendar days since the start that each side used: the waits are the participant's share. */
  readonly daysUsed: number
  readonly daysPaused: number
}

/** Longest wait that is computed: an endless pause is a mistake in data, not a reason to loop. */
const daysAtMost = 20_000

/**
 * The last day on which the deadline is still met. A pause that still lasts is counted up to `today`, so that the day
 * moves on while it lasts.
 * @throws Refusal `conflict` / `clock-without-start` when nothing started it: never passed, never open (R92).
 */
export function dueOn(
  clock: Clock,
  start: Temporal.PlainDate | undefined,
  { pauses = [], extensions = [] }: Interruptions = {},
  today?: Temporal.PlainDate,
): Temporal.PlainDate {
  if (!start) throw refuse('conflict', 'clock-without-start', { clock: clock.id, start: clock.start })
  const granted = extensions.reduce((days, extension) => days + extension.days, 0)
  const spans = allowedPauses(clock, pauses)
  const last = start.add({ days: daysAtMost })
  let date = start
  for (let left = clock.amount + granted; left > 0;) {
    date = date.add({ days: 1 })
    if (Temporal.PlainDate.compare(date, last) > 0) throw new RangeError(`clock ${clock.id} never ends`)
    const isPaused = spans.some((span) => covers(span, date, today))
    if (!isPaused && (clock.unit === 'calendar' || isWorkingDay(date, clock.calendars))) left -= 1
  }
  return date
}

/**
 * How the deadline stands at the end of `today`, or how it ended on `stoppedOn`.
 * @throws Refusal `conflict` / `clock-without-start` (R92).
 */
export function clockState(
  clock: Clock,
  run: Interruptions & {
    readonly start: Temporal.PlainDate | undefined
    readonly stoppedOn?: Temporal.PlainDate
    readonly today: Temporal.PlainDate
  },
): ClockState {
  const now = run.stoppedOn ?? run.today
  const due = dueOn(clock, run.start, run, now)
  const spans = allowedPauses(clock, run.pauses ?? [])
  const daysLeft = now.until(due).days
  const elapsed = run.start ? Math.max(0, run.start.until(now).days) : 0
  const daysPaused = daysWithin(spans, run.start ?? now, now)
  return {
    state: stateOf(
      daysLeft,
      run.stoppedOn !== undefined,
      spans.some((span) => !span.to),
    ),
    dueOn: due,
    daysLeft,
    daysUsed: elapsed - daysPaused,
    daysPaused,
  }
}

function stateOf(daysLeft: number, isStopped: boolean, isPaused: boolean): ClockState['state'] {
  if (daysLeft < 0) return 'breached'
  if (isStopped) return 'met'
  return isPaused ? 'paused' : 'open'
}

/** R22: the days on which to remind of a deadline that began on `start`; those that lay before it are left out. */
export const reminderDays = (
  { remind, unit, calendars }: Clock,
  { startedOn, dueOn: due }: { readonly startedOn: Temporal.PlainDate; readonly dueOn: Temporal.PlainDate },
): Temporal.PlainDate[] =>
  remind
    .map((days) => (unit === 'calendar' ? due.subtract({ days }) : workingDaysBefore(due, days, calendars)))
    .filter((day) => Temporal.PlainDate.compare(day, startedOn) > 0)

/** The moment after which the deadline is missed: midnight at the end of the due day, in the clock's own zone. */
export const endOf = (date: Temporal.PlainDate, clock: Clock, programme: Programme): Temporal.Instant =>
  date.add({ days: 1 }).toZonedDateTime(zoneOf(clock, programme)).toInstant()

/** The day on which an instant falls for this clock. */
export const clockDay = (instant: Temporal.Instant, clock: Clock, programme: Programme): Temporal.PlainDate =>
  dateIn(instant, zoneOf(clock, programme))

const zoneOf = (clock: Clock, programme: Programme): string => clock.timeZone ?? programme.timeZone

/** Only waits that the programme file allows pause a clock (R45). */
const allowedPauses = (clock: Clock, pauses: readonly Pause[]): readonly Pause[] =>
  pauses.filter(({ reason }) => clock.pausedBy.some((allowed) => allowed === reason))

const covers = (span: Pause, date: Temporal.PlainDate, today: Temporal.PlainDate | undefined): boolean => {
  const end = span.to ?? today ?? span.from
  return Temporal.PlainDate.compare(date, span.from) > 0 && Temporal.PlainDate.compare(date, end) <= 0
}

/** Days after `start` up to `end` that at least one span covers; overlapping spans count once. */
function daysWithin(spans: readonly Pause[], start: Temporal.PlainDate, end: Temporal.PlainDate): number {
  const length = Math.max(0, start.until(end).days)
  const days = Array.from({ length }, (_, day) => start.add({ days: day + 1 }))
  return days.filter((date) => spans.some((span) => covers(span, date, end))).length
}
