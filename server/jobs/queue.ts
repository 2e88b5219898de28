/**
 * Does what is due. A handler talks to the world outside any transaction and gives back what is to be written;
 * that is written together with the job's end. So a crash at any point repeats the whole job and loses nothing.
 */
import type { Clock } from '../base/calendar.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { traceOf, type Job } from './job.ts'
import { failJob, finishJob, takeJobs } from './store.ts'

/** What a handler wants written in the transaction that ends its job. */
export type Completion = (trx: Transaction) => Promise<void>

/** Does one kind of job; must bear being called again. It has `leaseSeconds`, so its network limits are shorter. */
export type Handler = (payload: Job['payload'], job: Job) => Promise<Completion | void>

export type Handlers = Readonly<Record<string, Handler>>

/** What a worker needs. */
export type Desk = {
  readonly db: Database
  readonly clock: Clock
  /** Name of this worker, unique among those that run. */
  readonly worker: string
  /** Stops between two jobs. */
  readonly signal?: AbortSignal
  /** Told of every failure, with a trace that holds no personal data. */
  readonly onFailure?: (job: Job, trace: string) => void
}

/** Ten minutes: longer than every limit that a handler sets on its network. */
const leaseSeconds = 600

/** Works until nothing is due or the signal says stop. Gives the number of jobs that were tried. */
export async function runJobs(desk: Desk, handlers: Handlers): Promise<number> {
  let tried = 0
  while (!desk.signal?.aborted && (await workOnce(desk, handlers))) tried += 1
  return tried
}

/** Takes one job, so that its lease is its own, and does it. False when none is due. */
export async function workOnce(desk: Desk, handlers: Handlers): Promise<boolean> {
  const [job] = await takeJobs(desk.db, desk.clock, { worker: desk.worker, limit: 1, leaseSeconds })
  if (!job) return false
  try {
    await perform(desk, handlers, job)
  } catch (error) {
    await failJob(desk.db, desk.clock, job, error)
    desk.onFailure?.(job, traceOf(error))
  }
  return true
}

async function perform({ db }: Desk, handlers: Handlers, job: Job): Promise<void> {
  const handler = handlers[job.kind]
  if (!handler) throw new Error(`nobody does jobs of kind ${job.kind}`)
  const complete = await handler(job.payload, job)
  await inTransaction(db, async (trx) => {
    await complete?.(trx)
    await finishJob(trx, job)
  })
}
