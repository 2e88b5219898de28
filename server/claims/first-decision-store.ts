/** Rows that tell when a claim was first decided. Written once, so that what was counted up to an entry stays that many. */
import type { Database } from '../database.ts'
import type { Happened } from './advance.ts'
import { onceWritten } from './journal-store.ts'

type FirstDecisionRow = { claim_id: number; programme_id: string; entry_no: number }

/** Of a programme, up to this entry of the journal. */
export type DecidedUpTo = { readonly programmeId: string; readonly upTo: number }

/** What follows a decision: the entry that made it is kept, unless an earlier one decided the claim. */
export const noteFirstDecision = (
  _desk: unknown,
  { trx, claim, entry }: Pick<Happened, 'trx' | 'claim' | 'entry'>,
): Promise<void> =>
  onceWritten(trx, entry, async ({ no }) => {
    await trx<FirstDecisionRow>('first_decisions')
      .insert({ claim_id: claim.id, programme_id: claim.programmeId, entry_no: no })
      .onConflict('claim_id')
      .ignore()
  })

/** How many claims were decided; read off an index alone. */
export async function countDecided(db: Database, { programmeId, upTo }: DecidedUpTo): Promise<number> {
  const row = await db<FirstDecisionRow>('first_decisions')
    .where({ programme_id: programmeId })
    .andWhere('entry_no', '<=', upTo)
    .count<{ count: number | string }[]>({ count: '*' })
    .first()
  return Number(row?.count ?? 0)
}

/** The ids of these claims, in the order in which they were sent in, after `after`. */
export const decidedIds = (
  db: Database,
  { programmeId, upTo }: DecidedUpTo,
  after: number,
  limit: number,
): Promise<number[]> =>
  db<FirstDecisionRow>('first_decisions')
    .where({ programme_id: programmeId })
    .andWhere('claim_id', '>', after)
    .andWhere('entry_no', '<=', upTo)
    .orderBy('claim_id')
    .limit(limit)
    .pluck('claim_id')
