/**
 * Starts and ends the deadlines of a claim as its programme says (R92): every clock names the event that starts it and
 * the one that meets it. When nothing is awaited any more, whatever still runs is stopped. Pausing stands in `pauses.ts`.
 */
import { Temporal } from 'temporal-polyfill'
import type { Clock as Time } from './base/calendar.ts'
import type { Happened } from './claims/advance.ts'
import { isBeforeHandOver, isLiving } from './claims/claim.ts'
import { clocksOf, endClock, startClock, type ClockRun, type ClockState } from './claims/clock-store.ts'
import { factIn } from './claims/journal.ts'
import { offeredAt } from './claims/offer-store.ts'
import { planReminders } from './claims/reminder-store.ts'
import { pauseClocks } from './pauses.ts'
import { clockDay, dueOn, reminderDays } from './programmes/clocks.ts'
import type { Clock } from './programmes/programme.ts'
import { dayOf } from './programmes/schema/words.ts'

const endings: readonly string[] = ['rejected', 'withdrawn', 'voided', 'closed']

/** Carries out on the clocks of a claim what this entry means for them. */
export async function turnClocks(
  { clock: time }: { readonly clock: Time },
  happened: Happened,
): Promise<void> {
  const { trx, claim, programme, entry } = happened
  const runs = turnsClocks(happened) ? await clocksOf(trx, claim.id) : []
  const still = new Set<string>()
  for (const run of runs.filter(({ state }) => state === 'running')) {
    const end = endOf(run, happened)
    if (end) await endClock(trx, run.id, end, time.now())
    else still.add(run.clock)
  }
  // A parcel that comes after the end is received and recorded, but promises no payment (R22, R97).
  const startable = isLiving(claim) ? programme.clocks.filter(({ id }) => !still.has(id)) : []
  const started: Clock[] = []
  for (const clock of startable) {
    const startedOn = await startOf(clock, happened, runs)
    if (!startedOn) continue
    await startClock(trx, claim.id, clock.id, { startedOn, dueOn: dueOn(clock, startedOn) })
    started.push(clock)
  }
  const isUndone = entry.kind === 'receipt-undone'
  if (isUndone) await turnBack(happened, time.now())
  await pauseClocks(happened, time.now(), started.length > 0 || isUndone)
  if (started.some(isReminding) || entry.kind === 'extended') await remindBefore(happened)
}

const isReminding = ({ remind }: Clock): boolean => remind.length > 0

/** R22: when to tell of what runs now; a day that was moved has reminders of its own. */
async function remindBefore({ trx, claim, programme }: Happened): Promise<void> {
  const reminding = programme.clocks.filter(isReminding)
  if (reminding.length === 0) return
  for (const { clock: id, state, startedOn, dueOn: due } of await clocksOf(trx, claim.id)) {
    const clock = reminding.find((one) => one.id === id)
    if (!clock || state !== 'running') continue
    const days = reminderDays(clock, { startedOn, dueOn: due })
    await planReminders(trx, claim.id, id, { dueOn: due, days })
  }
}

const cameHere: readonly string[] = ['at-centre', 'isolated', 'kept', 'sent-back', 'recycled']

/**
 * A receipt that was a mistake, and the only one of its claim: what it started stops, and what it met runs on to its day
 * as if nothing had happened. A hand-over on record stays, and so does what it met.
 */
async function turnBack({ trx, claim, programme, entry }: Happened, now: Temporal.Instant): Promise<void> {
  if (claim.units.some(({ custody }) => cameHere.includes(custody))) return
  const never = entry.facts['handedOver'] === true ? ['received'] : ['received', 'handed-over']
  for (const run of await clocksOf(trx, claim.id)) {
    const { start, stop } = programme.clocks.find(({ id }) => id === run.clock) ?? {}
    if (run.state === 'running' && start === 'received') await endClock(trx, run.id, 'stopped', now)
    if (run.state === 'met' && stop && never.includes(stop)) await startClock(trx, claim.id, run.clock, run)
  }
}

/** Whether a clock that runs may matter to this entry; a new claim has none. */
const turnsClocks = ({ programme, entry: { kind } }: Happened): boolean =>
  endings.includes(kind) ||
  ['resubmitted', 'lapsed'].includes(kind) ||
  (kind !== 'submitted' && programme.clocks.some(({ start, stop }) => start === kind || stop === kind))

function endOf(
  { clock: id }: ClockRun,
  { programme, entry, claim }: Happened,
): Exclude<ClockState, 'running'> | undefined {
  // R21, R22: of several parcels the last one counts.
  const isPartial = entry.kind === 'handed-over' && claim.units.some(isBeforeHandOver)
  if (!isPartial && programme.clocks.find((clock) => clock.id === id)?.stop === entry.kind) return 'met'
  if (entry.kind === 'lapsed' && factIn(entry, 'clock') === id) return 'breached'
  return endings.includes(entry.kind) ? 'stopped' : undefined
}

/** The day from which the clock runs because of this entry, or undefined: it does not start it (R92). */
async function startOf(
  clock: Clock,
  happened: Happened,
  runs: readonly ClockRun[],
): Promise<Temporal.PlainDate | undefined> {
  const { claim, programme, entry } = happened
  const day = clockDay(Temporal.Instant.from(entry.at), clock, programme)
  if (clock.start === entry.kind) return day
  switch (entry.kind) {
    case 'submitted':
    case 'resubmitted':
      if (clock.start === 'purchased') return boughtOn(claim)
      // R21, R25: what lapsed begins anew with the application that was sent in again.
      return clock.start === 'submitted' && lastOf(clock, runs)?.state === 'breached' ? day : undefined
    case 'lapsed':
      return clock.start === 'found-different' && factIn(entry, 'clock') === clock.id
        ? earliestOpenOffer(clock, happened)
        : undefined
    default:
      return undefined
  }
}

const lastOf = ({ id }: Clock, runs: readonly ClockRun[]): ClockRun | undefined =>
  runs.findLast(({ clock }) => clock === id)

/** R92: without a date the clock does not run; the date is asked for (R25) and starts it when it comes. */
const boughtOn = ({ application }: Happened['claim']): Temporal.PlainDate | undefined =>
  application.purchase.boughtOn === '' ? undefined : dayOf(application.purchase.boughtOn)

/** R43: offers that were made later than the one that expired have days of their own. */
async function earliestOpenOffer(
  clock: Clock,
  { trx, claim, programme }: Happened,
): Promise<Temporal.PlainDate | undefined> {
  const open = claim.units.filter(({ offer, audit }) => offer === 'proposed' && audit !== 'pending')
  const made = await offeredAt(
    trx,
    open.map(({ id }) => id),
  )
  return made && clockDay(made, clock, programme)
}
