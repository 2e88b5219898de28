/**
 * Starts and ends the deadlines of a claim as its programme says (R92): every clock names the event that starts it and
 * the one that meets it. When nothing is awaited any more, whatever still runs is stopped.
 */
import { Temporal } from 'temporal-polyfill'
import type { Clock } from './base/calendar.ts'
import type { Happened } from './claims/advance.ts'
import { isLiving } from './claims/claim.ts'
import { clocksOf, endClock, startClock } from './claims/clock-store.ts'
import { factIn } from './claims/journal.ts'
import { clockDay, dueOn } from './programmes/clocks.ts'

const endings: readonly string[] = ['rejected', 'withdrawn', 'voided', 'closed']

/** Starts and ends what this entry starts and ends; `lapsed` marks a breach, an end of the claim stops the rest (R92). */
export async function turnClocks(
  { clock: time }: { readonly clock: Clock },
  happened: Happened,
): Promise<void> {
  const { trx, claim, programme, entry } = happened
  const now = time.now()
  for (const clock of programme.clocks) {
    if (clock.stop === entry.kind) await endClock(trx, claim.id, clock.id, 'met', now)
    // A parcel that comes after the end is received and recorded, but promises no payment (R22, R97).
    if (clock.start === entry.kind && isLiving(claim)) {
      const startedOn = clockDay(Temporal.Instant.from(entry.at), clock, programme)
      await startClock(trx, claim.id, clock.id, { startedOn, dueOn: dueOn(clock, startedOn) })
    }
  }
  if (entry.kind === 'receipt-undone') await turnBack(happened, now)
  if (entry.kind === 'lapsed') await endClock(trx, claim.id, factIn(entry, 'clock'), 'breached', now)
  if (!endings.includes(entry.kind)) return
  const running = (await clocksOf(trx, claim.id)).filter(({ state }) => state === 'running')
  for (const { clock } of running) await endClock(trx, claim.id, clock, 'stopped', now)
}

const cameHere: readonly string[] = ['at-centre', 'isolated', 'kept', 'sent-back', 'recycled']

/**
 * A receipt that was a mistake, and the only one of its claim: what it started stops, and what it met runs on to its day
 * as if nothing had happened. A hand-over on record stays, and so does what it met.
 */
async function turnBack({ trx, claim, programme, entry }: Happened, now: Temporal.Instant): Promise<void> {
  if (claim.units.some(({ custody }) => cameHere.includes(custody))) return
  const never = entry.facts['handedOver'] === true ? ['received'] : ['received', 'handed-over']
  for (const clock of await clocksOf(trx, claim.id)) {
    const { start, stop } = programme.clocks.find(({ id }) => id === clock.clock) ?? {}
    if (clock.state === 'running' && start === 'received')
      await endClock(trx, claim.id, clock.clock, 'stopped', now)
    if (clock.state === 'met' && stop && never.includes(stop))
      await startClock(trx, claim.id, clock.clock, clock)
  }
}
