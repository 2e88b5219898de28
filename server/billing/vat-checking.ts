/** The reviewer who approves has compared the VAT number with the register: that is recorded as the act that it is. */
import type { Clock } from '../base/calendar.ts'
import type { Happened } from '../claims/advance.ts'
import { recordVatCheck, vatAnswerFor } from '../parties/vat-check-store.ts'
import { readVatId } from '../parties/vat-id.ts'
import { Temporal } from 'temporal-polyfill'

/** Confirms the number at approval, unless it is known already: then what is known stands, an `invalid` above all. */
export async function confirmVatId(
  _desk: { readonly clock: Clock },
  { trx, claim, entry }: Happened,
): Promise<void> {
  const { participant } = claim.application
  const vatId = readVatId(participant.vatId ?? '', participant.address.country)?.number
  if (!vatId || (await vatAnswerFor(trx, vatId)) !== 'pending') return
  await recordVatCheck(trx, {
    vatId,
    answer: 'valid',
    source: 'person',
    by: entry.actor,
    at: Temporal.Instant.from(entry.at),
    evidence: `approval of ${claim.reference}`,
  })
}
