/**
 * What is told before a date: reminders of deadlines as the programme's clocks ask for them (R22), and of the carrier's
 * visit on the working day before. Rows only; each is told once, also when the clock jumps over several.
 */
import { Temporal } from 'temporal-polyfill'
import { addWorkingDays, dateIn } from './base/calendar.ts'
import { advance, type Office } from './claims/advance.ts'
import { clocksOf } from './claims/clock-store.ts'
import { dueReminders, endReminders, type DueReminder } from './claims/reminder-store.ts'
import { lockClaim } from './claims/store.ts'
import { inTransaction } from './database.ts'
import { clockDay } from './programmes/clocks.ts'
import { programmeVersion } from './programmes/store.ts'
import { noteReminded, pickupById, unremindedPickups } from './shipping/pickup-store.ts'

const by = { kind: 'system', part: 'reminders' } as const
const atOnce = 500
/** Local hour from which people are written to. */
const firstHour = 7

/** One round of both. */
export async function forewarn(office: Office): Promise<void> {
  // A day ahead of UTC somewhere: the zone of each clock decides below.
  const latest = dateIn(office.clock.now(), 'Pacific/Kiritimati')
  for (const due of await dueReminders(office.db, latest, atOnce)) await remindOf(office, due)
  const horizon = latest.add({ days: 10 }).toString()
  for (const { id, reference } of await unremindedPickups(office.db, horizon, atOnce))
    await remindOfPickup(office, id, reference)
}

const remindOf = (office: Office, due: DueReminder): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const claim = await lockClaim(trx, due.reference)
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const clock = programme.clocks.find(({ id }) => id === due.clock)
    const now = office.clock.now()
    const today = clock && clockDay(now, clock, programme)
    const running = (await clocksOf(trx, claim.id)).some(
      (one) => one.clock === due.clock && one.state === 'running' && one.dueOn.equals(due.dueOn),
    )
    if (!clock || !today || !running || claim.state !== 'approved') {
      await endReminders(trx, due, dateIn(now, 'Pacific/Kiritimati'), 'needless')
      return
    }
    if (now.toZonedDateTimeISO(programme.timeZone).hour < firstHour) return
    if ((await endReminders(trx, due, today, 'told')) === 0) return
    await advance({ ...office, db: trx }, due.reference, {
      kind: 'remind',
      by,
      clock: due.clock,
      date: due.dueOn.toString(),
      daysLeft: Math.max(0, today.until(due.dueOn).days),
    })
  })

const remindOfPickup = (office: Office, id: number, reference: string): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    const { pickup: terms, timeZone } = await programmeVersion(trx, claim.programmeVersion)
    const pickup = await pickupById(trx, id)
    const now = office.clock.now().toZonedDateTimeISO(timeZone)
    const today = now.toPlainDate()
    if (pickup?.state !== 'scheduled' || !terms || now.hour < firstHour) return
    const { date } = pickup.slot
    const isNear = Temporal.PlainDate.compare(date, addWorkingDays(today, 1, terms.calendars)) <= 0
    if (!isNear || Temporal.PlainDate.compare(date, today) < 0) return
    if (!(await noteReminded(trx, id, date.toString()))) return
    await advance({ ...office, db: trx }, reference, {
      kind: 'remind',
      by,
      pickup: id,
      date: date.toString(),
      daysLeft: today.until(date).days,
    })
  })
