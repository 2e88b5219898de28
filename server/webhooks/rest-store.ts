/** Rows that let a receiver rest, and what waits for it with it. Knows no network. */
import { Temporal } from 'temporal-polyfill'
import { instantText, type Clock } from '../base/calendar.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { letRest, wakeJobs } from '../jobs/store.ts'
import { endpointById } from './endpoint-store.ts'
import { waitingFor } from './message-store.ts'
import { firstOneSeconds, restAfter } from './resting.ts'

type RestRow = { id: number; refused_in_row: number; rests_until: string | null }

const kind = 'send-webhook'

/**
 * Counts that a receiver did not take a message, and lets what waits for it rest where that was once too often. What was
 * under way when a rest began neither counts nor makes it longer. Gives the end of the rest, when there is one.
 */
export async function noteRefusal(
  trx: Transaction,
  id: number,
  answered: 'yes' | 'no',
  now: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const at = instantText(now)
  const [counted] = await trx<RestRow>('webhook_endpoints')
    .where({ id })
    .andWhere((row) => void row.whereNull('rests_until').orWhere('rests_until', '<=', at))
    .update({ refused_in_row: trx.raw('refused_in_row + 1') as unknown as number })
    .returning('refused_in_row')
  if (!counted) return restOf(trx, id)
  const seconds = restAfter(counted.refused_in_row, answered)
  if (seconds === undefined) return undefined
  const until = now.add({ seconds })
  await trx<RestRow>('webhook_endpoints')
    .where({ id })
    .update({ rests_until: instantText(until) })
  // Whoever failed is tried first; the others come when it is known how that went.
  await letRest(trx, kind, waitingFor(trx, id), until.add({ seconds: firstOneSeconds }))
  return until
}

/** The receiver took something: what waits for it goes at once. */
export async function endRest(trx: Transaction, id: number, now: Temporal.Instant): Promise<void> {
  const ended = await trx<RestRow>('webhook_endpoints')
    .where({ id })
    .andWhere('refused_in_row', '>', 0)
    .update({ refused_in_row: 0, rests_until: null })
  if (ended > 0) await wakeJobs(trx, kind, waitingFor(trx, id), now)
}

/** The same by hand. @throws Refusal `webhook-unknown` for one that is told no more. */
export const resumeReceiver = (
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  id: number,
): Promise<void> =>
  inTransaction(db, async (trx) => {
    await endpointById(trx, id, 'live')
    await endRest(trx, id, clock.now())
  })

async function restOf(db: Database, id: number): Promise<Temporal.Instant | undefined> {
  const row = await db<RestRow>('webhook_endpoints').where({ id }).first()
  return row?.rests_until ? Temporal.Instant.from(row.rests_until) : undefined
}
