/**
 * Does what is due. A handler talks to the world outside any transaction and gives back what is to be written;
 * that is written together with the job's end. So a crash at any point repeats the whole job and loses nothing.
 */
import type { Clock } from '../base/calendar.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { lanes, traceOf, type Job, type Lane } from './job.ts'
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
  /** The one lane that it works off, as many jobs at once as the lane bears; without one all lanes, one job at a time. */
  readonly lane?: Lane
  /** Stops between two jobs. */
  readonly signal?: AbortSignal
  /** Told of every failure, with a trace that holds no personal data. */
  readonly onFailure?: (job: Job, trace: string) => void
}

/** Ten minutes: longer than every limit that a handler sets on its network. */
const leaseSeconds = 600

/** Works until nothing is due or the signal says stop. Gives the number of jobs that were tried. */
export const runJobs = (desk: Desk, handlers: Handlers): Promise<number> =>
  workOff(desk, handlers, desk.lane ? lanes[desk.lane] : 1)

/** One hand of so many; the next one is called in only where there was something to do. */
async function workOff(desk: Desk, handlers: Handlers, hands: number): Promise<number> {
  let tried = 0
  let others: Promise<number> | undefined
  while (!desk.signal?.aborted) {
    const job = await take(desk)
    if (!job) break
    tried += 1
    if (hands > 1 && !others) {
      others = workOff(desk, handlers, hands - 1)
      // What fails there is thrown below, when this hand is through.
      others.catch(() => undefined)
    }
    await attempt(desk, handlers, job)
  }
  return tried + ((await others) ?? 0)
}

/** Takes one job, so that its lease is its own, and does it. False when none is due. */
export async function workOnce(desk: Desk, handlers: Handlers): Promise<boolean> {
  const job = await take(desk)
  if (job) await attempt(desk, handlers, job)
  return job !== undefined
}

async function take({ db, clock, worker, lane }: Desk): Promise<Job | undefined> {
  const [job] = await takeJobs(db, clock, { worker, limit: 1, leaseSeconds, lane })
  return job
}

async function attempt(desk: Desk, handlers: Handlers, job: Job): Promise<void> {
  try {
    await perform(desk, handlers, job)
  } catch (error) {
    await failJob(desk.db, desk.clock, job, error)
    desk.onFailure?.(job, traceOf(error))
  }
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
