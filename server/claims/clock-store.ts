/** Rows of running deadlines (R92). When one starts, pauses and ends is said in `server/clocks.ts`. */
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
  /** R45: the day on which a pause began that still lasts; the due day moves on when it ends. */
  readonly pausedOn?: Temporal.PlainDate
}

/** One run of a clock: a claim that comes back may start the same clock again (R25). */
export type ClockRun = RunningClock & { readonly id: number; readonly endedAt?: Temporal.Instant }

type ClockRow = {
  id: number
  claim_id: number
  clock: string
  started_on: string
  due_on: string
  state: ClockState
  ended_at: string | null
  paused_on: string | null
  failed_on: string | null
}

/** Starts a clock. One that began and ended on the same day before runs again. */
export async function startClock(
  trx: Transaction,
  claimId: number,
  clock: string,
  { startedOn, dueOn }: { startedOn: Temporal.PlainDate; dueOn: Temporal.PlainDate },
): Promise<void> {
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
    .merge({ ...row, ended_at: null, paused_on: null, failed_on: null })
}

/** Ends one run of a clock. */
export async function endClock(
  trx: Transaction,
  run: number,
  state: Exclude<ClockState, 'running'>,
  now: Temporal.Instant,
): Promise<void> {
  await trx<ClockRow>('clocks')
    .where({ id: run })
    .update({ state, ended_at: instantText(now), paused_on: null })
}

/** Writes when a run is due now that something paused, resumed or extended it. */
export async function setDue(
  trx: Transaction,
  run: number,
  { dueOn, pausedOn }: { readonly dueOn: Temporal.PlainDate; readonly pausedOn?: Temporal.PlainDate },
): Promise<void> {
  await trx<ClockRow>('clocks')
    .where({ id: run })
    .update({ due_on: dueOn.toString(), paused_on: pausedOn?.toString() ?? null, failed_on: null })
}

/** Every clock the claim ever had, in the order of their due days. */
export async function clocksOf(db: Database, claimId: number): Promise<ClockRun[]> {
  const rows = await db<ClockRow>('clocks').where({ claim_id: claimId }).orderBy(['due_on', 'id'])
  return rows.map((row) => ({
    id: row.id,
    clock: row.clock,
    startedOn: Temporal.PlainDate.from(row.started_on),
    dueOn: Temporal.PlainDate.from(row.due_on),
    state: row.state,
    ...(row.paused_on !== null && { pausedOn: Temporal.PlainDate.from(row.paused_on) }),
    ...(row.ended_at !== null && { endedAt: Temporal.Instant.from(row.ended_at) }),
  }))
}

/** A deadline that has passed, with the edition that says what follows. */
export type Breached = {
  readonly id: number
  readonly reference: string
  readonly programmeVersion: string
  readonly clock: string
  readonly dueOn: Temporal.PlainDate
}

type BreachedRow = Pick<ClockRow, 'id' | 'clock' | 'due_on'> & {
  reference: string
  programme_version: string
}

/**
 * Deadlines due before `today`, whose due day itself still counts: the oldest first, from the one `after` on. A pause that
 * began before the due day protects it; one whose breach failed today waits until tomorrow.
 */
export async function breachedClocks(
  db: Database,
  today: Temporal.PlainDate,
  limit: number,
  after?: Pick<Breached, 'id' | 'dueOn'>,
): Promise<Breached[]> {
  const day = today.toString()
  const due = db('clocks')
    .join('claims', 'claims.id', 'clocks.claim_id')
    .where('clocks.state', 'running')
    .andWhere('clocks.due_on', '<', day)
    .andWhere((paused) => {
      void paused.whereNull('clocks.paused_on').orWhereRaw('clocks.paused_on >= clocks.due_on')
    })
    .andWhere((failed) => {
      void failed.whereNull('clocks.failed_on').orWhere('clocks.failed_on', '<', day)
    })
    .orderBy(['clocks.due_on', 'clocks.id'])
    .limit(limit)
  if (after) void due.whereRaw('(clocks.due_on, clocks.id) > (?, ?)', [after.dueOn.toString(), after.id])
  const rows = await due.select<BreachedRow[]>(
    'clocks.id',
    'claims.reference',
    'claims.programme_version',
    'clocks.clock',
    'clocks.due_on',
  )
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    programmeVersion: row.programme_version,
    clock: row.clock,
    dueOn: Temporal.PlainDate.from(row.due_on),
  }))
}

/** Notes that a breach could not be carried out on `today`: others must not wait behind it. */
export const noteFailedBreach = async (
  db: Database,
  run: number,
  today: Temporal.PlainDate,
): Promise<void> => {
  await db<ClockRow>('clocks').where({ id: run }).update({ failed_on: today.toString() })
}
