/** The self-billing agreement over HTTP (R48): what was signed, and taking it back. */
import { z } from 'zod'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { claimOf } from '../claims/store.ts'
import { agreementAt } from '../parties/agreement-store.ts'
import { operation, type Operation } from '../web/operation.ts'
import { betweenOf, withdrawAgreement } from './agreement-end.ts'

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
    async ({ db, actor, params }) => ({
      withdrawn: await withdrawAgreement({ db, clock }, params.reference, actor),
    }),
  ),
]
