/** Rows of warnings: of which claims customer service knows that their days run short. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Transaction } from '../database.ts'
import type { Scarcity } from './scarcity.ts'

type WarningRow = { claim_id: number; last_day: string; why: Scarcity; warned_at: string }

/** Notes a warning about this claim and its last day, empty where none is set. False when that was noted before. */
export async function noteWarned(
  trx: Transaction,
  { claimId, lastDay, why }: { readonly claimId: number; readonly lastDay: string; readonly why: Scarcity },
  now: Temporal.Instant,
): Promise<boolean> {
  const noted = await trx<WarningRow>('pickup_warnings')
    .insert({ claim_id: claimId, last_day: lastDay, why, warned_at: instantText(now) })
    .onConflict(['claim_id', 'last_day'])
    .ignore()
    .returning('claim_id')
  return noted.length > 0
}
