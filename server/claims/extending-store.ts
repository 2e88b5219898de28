/** What an act on a claim's clocks has to know (R23): the run it is about, what paused it, what was granted before. */
import type { Temporal } from 'temporal-polyfill'
import type { Transaction } from '../database.ts'
import { clockDay, dueOn, type Pause } from '../programmes/clocks.ts'
import type { Clock, Programme } from '../programmes/programme.ts'
import type { Claim } from './claim.ts'
import { clocksOf } from './clock-store.ts'
import type { Reckoned } from './decisions/time.ts'
import { extensionsOf, insertExtension, waitsOf, type WaitSpan } from './wait-store.ts'
import type { MoveOf } from './moves.ts'

/** Waits as days of the clock's own time zone. */
export const pausesOf = (spans: readonly WaitSpan[], clock: Clock, programme: Programme): Pause[] =>
  spans.map(({ reason, beganAt, endedAt }) => ({
    reason,
    from: clockDay(beganAt, clock, programme),
    ...(endedAt && { to: clockDay(endedAt, clock, programme) }),
  }))

/** When the clock would be due with the days that are asked for; undefined where it does not run. */
export async function reckoned(
  trx: Transaction,
  claim: Pick<Claim, 'id'>,
  programme: Programme,
  { clock: id, days, reason }: Pick<MoveOf<'extend'>, 'clock' | 'days' | 'reason'>,
  now: Temporal.Instant,
): Promise<Reckoned | undefined> {
  const clock = programme.clocks.find((one) => one.id === id)
  const run = (await clocksOf(trx, claim.id)).find((one) => one.clock === id && one.state === 'running')
  if (!clock || !run) return undefined
  const pauses = pausesOf(await waitsOf(trx, claim.id), clock, programme)
  const granted = (await extensionsOf(trx, [run.id])).get(run.id) ?? []
  const extensions = [...granted, { days, reason }]
  const to = dueOn(clock, run.startedOn, { pauses, extensions }, clockDay(now, clock, programme))
  return { from: run.dueOn, to }
}

/** Keeps what was granted with the run it was granted to. */
export async function grantDays(
  trx: Transaction,
  claim: Pick<Claim, 'id'>,
  { clock, days, reason, by }: MoveOf<'extend'>,
  at: Temporal.Instant,
): Promise<void> {
  const run = (await clocksOf(trx, claim.id)).find((one) => one.clock === clock && one.state === 'running')
  if (run) await insertExtension(trx, run.id, { days, reason }, { by, at })
}

/** True while customer service has the claim (R4). */
export const isSetAside = async (trx: Transaction, { id }: Pick<Claim, 'id'>): Promise<boolean> =>
  (await waitsOf(trx, id)).some(({ reason, endedAt }) => reason === 'customer-service' && !endedAt)
