/** What an operator watches: work that waits, work that gave up, mails that did not leave, and whether the worker works. */
import type { Clock } from './base/calendar.ts'
import { Temporal } from 'temporal-polyfill'
import type { Database } from './database.ts'
import { queueHealth } from './jobs/store.ts'
import { failedMails } from './mail/store.ts'
import type { Count } from './web/metrics.ts'

/** The counts of this moment, for `/metrics`. */
export async function countsOf(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  secondsSinceRound: number,
): Promise<readonly Count[]> {
  const { waiting, taken, dead, oldestDueAt } = await queueHealth(db)
  const late = oldestDueAt ? clock.now().since(Temporal.Instant.from(oldestDueAt)).total('seconds') : 0
  return [
    { name: 'backhaul_jobs_waiting', help: 'Jobs that wait for their time or their turn', value: waiting },
    { name: 'backhaul_jobs_taken', help: 'Jobs in hand', value: taken },
    { name: 'backhaul_jobs_dead', help: 'Jobs that gave up; somebody must look', value: dead },
    {
      name: 'backhaul_jobs_late_seconds',
      help: 'How long the oldest due job waits',
      value: Math.max(0, late),
    },
    { name: 'backhaul_mails_failed', help: 'Mails that could not be sent', value: await failedMails(db) },
    {
      name: 'backhaul_worker_round_seconds',
      help: 'Time since the worker ended a round',
      value: secondsSinceRound,
    },
  ]
}
