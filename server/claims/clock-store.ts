/** Rows of running deadlines (R92). When one starts and what ends it is said in `server/consequences.ts`. */
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'

export type ClockState = 'running' | 'met' | 'breached' | 'stopped'

/** A deadline of one claim. `clock` is the id in the programme file. */
export type RunningClock = {
  readonly clock: string
  readonly startedOn: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate
  readonly state: ClockState
}

type ClockRow = {
  id: number
  claim_id: number
  clock: string
  started_on: string
  due_on: string
  state: ClockState
  ended_at: string | null
}

/** Starting a clock that runs already is once: the first start counts. */
export async function startClock(
  trx: Transaction,
  claimId: number,
  clock: string,
  { startedOn, dueOn }: { startedOn: Temporal.PlainDate; dueOn: Temporal.PlainDate },
): Promise<void> {
  const running = await trx<ClockRow>('clocks')
    .where({ claim_id: claimId, clock, state: 'running' })
    .first('id')
  if (running) return
  const row = {
    claim_id: claimId,
    clock,
    started_on: startedOn.toString(),
    due_on: dueOn.toString(),
    state: 'running',
  } as const
  await trx<ClockRow>('clocks')
    .insert(row)
    .onConflict(['claim_id', 'clock', 'started_on'])
    .merge({ ...row, ended_at: null })
}

/** Ends a running clock; nothing happens when none runs. */
export async function endClock(
  trx: Transaction,
  claimId: number,
  clock: string,
  state: Exclude<ClockState, 'running'>,
  now: Temporal.Instant,
): Promise<void> {
  await trx<ClockRow>('clocks')
    .where({ claim_id: claimId, clock, state: 'running' })
    .update({ state, ended_at: instantText(now) })
}

/** Every clock the claim ever had, in the order of their due days. */
export async function clocksOf(db: Database, claimId: number): Promise<RunningClock[]> {
  const rows = await db<ClockRow>('clocks').where({ claim_id: claimId }).orderBy('due_on')
  return rows.map(({ clock, started_on, due_on, state }) => ({
    clock,
    startedOn: Temporal.PlainDate.from(started_on),
    dueOn: Temporal.PlainDate.from(due_on),
    state,
  }))
}

/** Deadlines that have passed: due before `today`, the due day itself still counts. Oldest first. */
export async function breachedClocks(
  db: Database,
  today: Temporal.PlainDate,
  limit: number,
): Promise<{ reference: string; clock: string; dueOn: Temporal.PlainDate }[]> {
  const rows = await db('clocks')
    .join('claims', 'claims.id', 'clocks.claim_id')
    .where('clocks.state', 'running')
    .andWhere('clocks.due_on', '<', today.toString())
    .orderBy('clocks.due_on')
    .limit(limit)
    .select<{ reference: string; clock: string; due_on: string }[]>(
      'claims.reference',
      'clocks.clock',
      'clocks.due_on',
    )
  return rows.map(({ reference, clock, due_on }) => ({
    reference,
    clock,
    dueOn: Temporal.PlainDate.from(due_on),
  }))
}
