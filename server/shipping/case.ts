/** By when a carrier has to settle what it lost or damaged (R92, R94). Pure. */
import type { Temporal } from 'temporal-polyfill'
import { addWorkingDays } from '../base/calendar.ts'
import type { Programme } from '../programmes/programme.ts'

/** The last day of the programme's span for cases. Working days are those of the carrier's calendars. */
export const caseDueOn = (openedOn: Temporal.PlainDate, { carrier, pickup }: Programme): Temporal.PlainDate =>
  addWorkingDays(openedOn, carrier.caseWorkingDays, pickup?.calendars ?? [])
