/** How many claims wait too long for a step of the house. Reads only; how long is too long is said by whoever asks. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database } from '../database.ts'

/**
 * Claims that were sent in before `submitted` and wait for their review, and claims with a device at the centre that nobody
 * has looked at, whose clock has run since before `received` (R45: it starts with the receipt).
 */
export async function claimsWaitingSince(
  db: Database,
  { submitted, received }: { readonly submitted: Temporal.Instant; readonly received: Temporal.PlainDate },
): Promise<{ readonly submitted: number; readonly received: number }> {
  const toReview = await db('claims')
    .where({ state: 'submitted' })
    .where('submitted_at', '<', instantText(submitted))
    .count<Counted[]>({ count: '*' })
  const toAudit = await db('units')
    .whereIn('custody', ['at-centre', 'isolated'])
    .where({ audit: 'pending' })
    .whereIn(
      'claim_id',
      db('clocks')
        .where({ state: 'running' })
        .where('started_on', '<', received.toString())
        .select('claim_id'),
    )
    .count<Counted[]>({ count: '*' })
  return { submitted: Number(toReview[0]?.count ?? 0), received: Number(toAudit[0]?.count ?? 0) }
}

type Counted = { readonly count: number | string }
