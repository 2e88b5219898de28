/** The self-billing agreement over HTTP (R48): what was signed, and taking it back. */
import { z } from 'zod'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Claim } from '../claims/claim.ts'
import { claimOf } from '../claims/store.ts'
import type { Database } from '../database.ts'
import { agreementAt, withdrawAgreements, type Between } from '../parties/agreement-store.ts'
import { agreementOf } from '../programmes/agreement.ts'
import { programmeVersion } from '../programmes/store.ts'
import { operation, type Operation } from '../web/operation.ts'

const agreementView = z.object({
  name: z.string(),
  textSha256: z.string(),
  series: z.string(),
  signedBy: z.string(),
  signedFor: z.string(),
  signedAt: z.string(),
})

/** Showing and withdrawing the agreement behind a claim. */
export const agreementOperations = ({ clock }: { readonly clock: Clock }): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/agreement',
      move: 'see-claim',
      tag: 'billing',
      summary: 'The self-billing agreement in force now',
      output: agreementView,
    },
    async ({ db, params }) => {
      const claim = await claimOf(db, params.reference)
      const agreement = await agreementAt(db, await betweenOf(db, claim), clock.now())
      if (!agreement) throw refuse('not-found', 'no-agreement', params)
      return { ...agreement, signedAt: agreement.signedAt.toString() }
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/agreement-withdrawals',
      move: 'withdraw-agreement',
      tag: 'billing',
      summary: 'Withdraw the self-billing agreement for whatever is handed over from now on',
      input: z.strictObject({}),
      output: z.object({ withdrawn: z.int() }),
      status: 201,
    },
    async ({ db, actor, params }) => {
      const between = await betweenOf(db, await claimOf(db, params.reference))
      return { withdrawn: await withdrawAgreements(db, between, { by: actor, at: clock.now() }) }
    },
  ),
]

/** @throws Refusal `not-found` / `no-agreement` for a programme without one. */
async function betweenOf(db: Database, claim: Claim): Promise<Between> {
  const terms = agreementOf(await programmeVersion(db, claim.programmeVersion))
  if (!terms) throw refuse('not-found', 'no-agreement', { reference: claim.reference })
  return { participantId: claim.participantId, buyer: terms.buyer }
}
