/** What was agreed to with a claim over HTTP (R8, R24, R48): every answer with its edition, and taking back news. */
import { z } from 'zod'
import { instantText, type Clock } from '../base/calendar.ts'
import { operation, type Operation } from '../web/operation.ts'
import { consentsOf } from './consent-store.ts'
import { withdrawNews } from './consenting.ts'
import { claimOf } from './store.ts'

const consentView = z.object({
  consents: z.array(
    z.object({
      kind: z.enum(['terms', 'declaration', 'self-billing', 'marketing']),
      name: z.string(),
      version: z.string(),
      answer: z.enum(['given', 'withdrawn']),
      by: z.string(),
      at: z.string(),
    }),
  ),
})

/** Showing the log of consents, and taking back the consent to news. */
export const consentOperations = ({ clock }: { readonly clock: Clock }): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/consents',
      move: 'see-claim',
      tag: 'claims',
      summary: 'Every answer to terms, declarations, agreement and news, the oldest first',
      output: consentView,
    },
    async ({ db, params }) => {
      await claimOf(db, params.reference)
      const consents = await consentsOf(db, params.reference)
      return { consents: consents.map((one) => ({ ...one, at: instantText(one.at) })) }
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/news-withdrawals',
      move: 'withdraw-consent',
      tag: 'claims',
      summary: 'Take back the consent to news (R24)',
      input: z.strictObject({}),
      output: z.object({ withdrawn: z.literal(true) }),
      status: 201,
    },
    async ({ db, actor, params }) => {
      await withdrawNews({ db, clock }, params.reference, actor)
      return { withdrawn: true as const }
    },
  ),
]
