/** VAT numbers over HTTP: what is known of the seller's, and what a person found in the register. */
import { z } from 'zod'
import { actorText } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { claimOf } from '../claims/store.ts'
import type { Claim } from '../claims/claim.ts'
import { recordVatCheck, vatAnswerFor } from '../parties/vat-check-store.ts'
import { readVatId } from '../parties/vat-id.ts'
import { operation, type Operation } from '../web/operation.ts'

const output = z.object({ vatId: z.string(), answer: z.enum(['valid', 'pending', 'invalid']) })

/** Looking at and recording checks of the seller's VAT number. */
export const vatOperations = ({ clock }: { readonly clock: Clock }): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/vat-check',
      move: 'see-findings',
      tag: 'billing',
      summary: "What is known of the seller's VAT number",
      output,
    },
    async ({ db, params }) => {
      const vatId = vatIdOf(await claimOf(db, params.reference))
      return { vatId, answer: await vatAnswerFor(db, vatId) }
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/vat-checks',
      move: 'check-vat-id',
      tag: 'billing',
      summary: "Record what the register says of the seller's VAT number",
      input: z.strictObject({
        answer: z.enum(['valid', 'invalid']),
        evidence: z.string().trim().min(1).max(2000),
      }),
      output,
      status: 201,
    },
    async ({ db, actor, params, input: { answer, evidence } }) => {
      const vatId = vatIdOf(await claimOf(db, params.reference))
      const at = clock.now()
      await recordVatCheck(db, { vatId, answer, source: 'person', by: actorText(actor), at, evidence })
      return { vatId, answer }
    },
  ),
]

/** @throws Refusal `not-found` / `no-vat-id`. */
function vatIdOf({ reference, application: { participant } }: Claim): string {
  const found = readVatId(participant.vatId ?? '', participant.address.country)
  if (!found) throw refuse('not-found', 'no-vat-id', { reference })
  return found.number
}
