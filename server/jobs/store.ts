/**
 * The rows of the queue. A job is written in the transaction of its cause, taken under a lease, and deleted in the
 * transaction of its effect. Knows no kind of work. Behaves alike on SQLite and PostgreSQL.
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText, type Clock } from '../base/calendar.ts'
import { inTransaction, isSqlite, type Database, type Statement, type Transaction } from '../database.ts'
import { maxAttempts, nextAttempt, PutOff, traceOf, type Job, type Lane, type Payload } from './job.ts'

type JobRow = {
  id: number
  kind: string
  key: string
  payload: string
  lane: Lane
  state: 'waiting' | 'taken' | 'dead'
  due_at: string
  attempts: number
  fence: number
  worker: string | null
  error: string | null
}

export type NewJob = {
  readonly kind: string
  /** Unique among the unfinished jobs of its kind. */
  readonly key: string
  readonly payload: Payload
  readonly dueAt: Temporal.Instant
  /** `house` where it is left out. */
  readonly lane?: Lane
}

/** Writes a job down; the worker sees it when the transaction commits. While one with this key is unfinished, does nothing. */
export async function enqueue(
  trx: Transaction,
  { kind, key, payload, dueAt, lane = 'house' }: NewJob,
): Promise<void> {
  const job = {
    kind,
    key,
    payload: JSON.stringify(payload),
    lane,
    state: 'waiting',
    due_at: instantText(dueAt),
  }
  await trx('jobs')
    .insert(job)
    .onConflict(trx.raw("(kind, key) WHERE state <> 'dead'") as unknown as string)
    .ignore()
}

export type Taking = {
  /** Who takes them, for people who look into the table. */
  readonly worker: string
  readonly limit: number
  /** After so many seconds another worker may take the job over. */
  readonly leaseSeconds: number
  /** Of this lane only; of all where it is left out. */
  readonly lane?: Lane | undefined
}

/** Takes due jobs, oldest first. A job whose lease ran out is due again: its worker died or was too slow. */
export function takeJobs(
  db: Database,
  clock: Clock,
  { worker, limit, leaseSeconds, lane }: Taking,
): Promise<Job[]> {
  const now = instantText(clock.now())
  const leaseEnd = instantText(clock.now().add({ seconds: leaseSeconds }))
  return inTransaction(db, async (trx) => {
    await buryExhausted(trx, now)
    const due = trx<JobRow>('jobs')
      .whereNot({ state: 'dead' })
      .andWhere('due_at', '<=', now)
      .orderBy(['due_at', 'id'])
      .limit(limit)
    if (lane) void due.andWhere({ lane })
    // On SQLite the transaction is IMMEDIATE, so nobody else takes meanwhile; on PostgreSQL others step over our rows.
    const ids = await (isSqlite(db) ? due : due.forUpdate().skipLocked()).pluck('id')
    const rows = await trx<JobRow>('jobs')
      .whereIn('id', ids)
      .update({
        state: 'taken',
        due_at: leaseEnd,
        worker,
        attempts: trx.raw('attempts + 1') as unknown as number,
        fence: trx.raw('fence + 1') as unknown as number,
      })
      .returning('*')
    const jobById = new Map(rows.map((row) => [row.id, jobFromRow(row)]))
    return ids.flatMap((id) => jobById.get(id) ?? [])
  })
}

/** A job that takes its process down never reports failure; its attempts are counted all the same. */
const buryExhausted = (trx: Transaction, now: string) =>
  trx<JobRow>('jobs')
    .where({ state: 'taken' })
    .andWhere('due_at', '<=', now)
    .andWhere('attempts', '>=', maxAttempts)
    .update({ state: 'dead', error: 'lease ran out at the last attempt' })

/** Ends a job together with its effect. @throws Error when another worker took it over; the effect must roll back. */
export async function finishJob(trx: Transaction, { id, kind, fence }: Job): Promise<void> {
  const deleted = await trx<JobRow>('jobs').where({ id, fence, state: 'taken' }).delete()
  if (deleted === 0) throw new Error(`job ${id} (${kind}) was taken over by another worker`)
}

/** Puts a job off, or buries it after its last attempt. Does nothing when another worker took it over. */
export async function failJob(db: Database, clock: Clock, job: Job, error: unknown): Promise<void> {
  const wait = nextAttempt(job.attempts)
  const next =
    wait === undefined
      ? { state: 'dead' as const }
      : { state: 'waiting' as const, due_at: nextDue(instantText(clock.now().add({ seconds: wait })), error) }
  await db<JobRow>('jobs')
    .where({ id: job.id, fence: job.fence, state: 'taken' })
    .update({ ...next, error: traceOf(error) })
}

/** Instants are spelled alike, so that their texts compare as they do. */
const nextDue = (usual: string, error: unknown): string => {
  const until = error instanceof PutOff && error.until ? instantText(error.until) : usual
  return until > usual ? until : usual
}

/** No waiting job of a kind is due before then; no attempt is counted. `keys`: a statement that selects theirs. */
export const letRest = async (
  trx: Transaction,
  kind: string,
  keys: Statement,
  until: Temporal.Instant,
): Promise<void> => {
  await trx<JobRow>('jobs')
    .where({ kind, state: 'waiting' })
    .andWhere('due_at', '<', instantText(until))
    .whereIn('key', keys)
    .update({ due_at: instantText(until) })
}

/** Every waiting job of a kind is due at once. */
export const wakeJobs = async (
  trx: Transaction,
  kind: string,
  keys: Statement,
  now: Temporal.Instant,
): Promise<void> => {
  await trx<JobRow>('jobs')
    .where({ kind, state: 'waiting' })
    .andWhere('due_at', '>', instantText(now))
    .whereIn('key', keys)
    .update({ due_at: instantText(now) })
}

/** Gives a dead job all its attempts again. False when it is not dead, or was enqueued anew meanwhile. */
export const reviveJob = async (db: Database, clock: Clock, id: number): Promise<boolean> => {
  const anew = db('jobs as other').whereRaw(
    "other.kind = jobs.kind AND other.key = jobs.key AND other.state <> 'dead'",
  )
  const revived = await db<JobRow>('jobs')
    .where({ id, state: 'dead' })
    .whereNotExists(anew)
    .update({ state: 'waiting', attempts: 0, due_at: instantText(clock.now()) })
  return revived === 1
}

export type QueueHealth = {
  readonly waiting: number
  readonly taken: number
  readonly dead: number
  /** When the oldest unfinished job was due (ISO instant): long past means that no worker runs. */
  readonly oldestDueAt?: string
}

/** How the queue stands, for the health page. */
export async function queueHealth(db: Database): Promise<QueueHealth> {
  const rows = await db<JobRow>('jobs').select('state').count({ jobs: '*' }).groupBy('state')
  const jobsIn = new Map(rows.map(({ state, jobs }) => [state, Number(jobs)]))
  const oldestDueAt = await nextDueAt(db)
  return {
    waiting: jobsIn.get('waiting') ?? 0,
    taken: jobsIn.get('taken') ?? 0,
    dead: jobsIn.get('dead') ?? 0,
    ...(oldestDueAt && { oldestDueAt }),
  }
}

/** When the next job is due, so that the worker knows how long to sleep. */
export async function nextDueAt(db: Database): Promise<string | undefined> {
  const row = await db<JobRow>('jobs').whereNot({ state: 'dead' }).orderBy('due_at').first('due_at')
  return row?.due_at
}

/** Jobs that gave up, latest first, with what is kept of their error. */
export async function deadJobs(db: Database, limit: number): Promise<(Job & { readonly error: string })[]> {
  const rows = await db<JobRow>('jobs').where({ state: 'dead' }).orderBy('id', 'desc').limit(limit)
  return rows.map((row) => ({ ...jobFromRow(row), error: row.error ?? '' }))
}

const jobFromRow = ({ id, kind, key, payload, attempts, fence }: JobRow): Job => ({
  id,
  kind,
  key,
  payload: JSON.parse(payload) as Payload,
  attempts,
  fence,
})
