/** How the time of a claim was used: every run of its clocks with what paused and extended it (R45). Reads rows. */
import type { Temporal } from 'temporal-polyfill'
import type { Database } from '../database.ts'
import { clockDay, clockState, type ClockState } from '../programmes/clocks.ts'
import type { Programme } from '../programmes/programme.ts'
import type { Claim } from './claim.ts'
import { clocksOf, type ClockRun } from './clock-store.ts'
import { pausesOf } from './extending-store.ts'
import { extensionsOf, waitsOf, type Grant, type WaitSpan } from './wait-store.ts'

/** `stopped`: the claim ended before the clock was met or missed. */
export type Share = Pick<ClockRun, 'clock' | 'startedOn' | 'dueOn'> &
  Pick<ClockState, 'daysLeft' | 'daysUsed' | 'daysPaused'> & {
    readonly state: ClockState['state'] | 'stopped'
    readonly extensions: readonly Grant[]
  }

/** Runs in the order of their due days, and the waits behind them. While one is paused its day moves on with `now`. */
export async function sharesOf(
  db: Database,
  claim: Pick<Claim, 'id'>,
  programme: Programme,
  now: Temporal.Instant,
): Promise<{ readonly runs: readonly Share[]; readonly spans: readonly WaitSpan[] }> {
  const runs = await clocksOf(db, claim.id)
  const spans = await waitsOf(db, claim.id)
  const granted = await extensionsOf(
    db,
    runs.map(({ id }) => id),
  )
  return { spans, runs: runs.flatMap((run) => shareOf(run, programme, { spans, granted, now })) }
}

function shareOf(
  { id, clock: name, startedOn, state, endedAt }: ClockRun,
  programme: Programme,
  facts: {
    readonly spans: readonly WaitSpan[]
    readonly granted: ReadonlyMap<number, readonly Grant[]>
    readonly now: Temporal.Instant
  },
): Share[] {
  const clock = programme.clocks.find((one) => one.id === name)
  if (!clock) return []
  const extensions = facts.granted.get(id) ?? []
  const reckoned = clockState(clock, {
    start: startedOn,
    pauses: pausesOf(facts.spans, clock, programme),
    extensions,
    today: clockDay(facts.now, clock, programme),
    ...(endedAt && { stoppedOn: clockDay(endedAt, clock, programme) }),
  })
  // What was recorded when it ended counts; only a clock that runs is looked at anew.
  const stands = state === 'running' ? reckoned.state : state
  return [{ clock: name, startedOn, extensions, ...reckoned, state: stands }]
}
