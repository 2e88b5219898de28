/**
 * Which VAT numbers a claim stands on, and who has confirmed them. Where no register is asked, the reviewer who approves
 * has compared the seller's with it: that is recorded as the act that it is.
 */
import type { Clock } from '../base/calendar.ts'
import type { Happened } from '../claims/advance.ts'
import { recordVatCheck, vatAnswerFor } from '../parties/vat-check-store.ts'
import { readVatId } from '../parties/vat-id.ts'
import type { Claim } from '../claims/claim.ts'
import { auditCentreOf, partyOf, type Programme } from '../programmes/programme.ts'
import { Temporal } from 'temporal-polyfill'

/** The seller's number, and the buyer's in the country where the goods arrive; those that cannot exist are left out. */
export function vatIdsOf(claim: Claim, programme: Programme): string[] {
  const { participant } = claim.application
  const arrival = programme.auditCentre === undefined ? '' : auditCentreOf(programme).address.country
  const buyer = partyOf(programme, 'payer').vatIds.find(({ country }) => country === arrival)
  return [
    readVatId(participant.vatId ?? '', participant.address.country)?.number,
    buyer && readVatId(buyer.id, buyer.country)?.number,
  ].filter((vatId) => vatId !== undefined)
}

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
