/** Holding payments back and letting them go, over HTTP (R30, A5). Two people: who holds does not lift. */
import { z } from 'zod'
import type { Office } from '../claims/advance.ts'
import { claimOf } from '../claims/store.ts'
import { operation, type Operation } from '../web/operation.ts'
import { holdKinds, holdPayment, liftHold, openHolds } from './hold-store.ts'

/** What a form or a program sends. */
export const holdOrder = z.strictObject({
  kind: z.enum(holdKinds),
  reason: z.string().trim().min(10).max(500),
})

const tag = 'payments'

/** Holding a debt back and letting it go, each with its reason (R30). */
export const holdOperations = ({ clock }: Pick<Office, 'clock'>): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/payment-holds',
      move: 'see-payments',
      tag,
      summary: 'Payments that are held back, the oldest first',
      output: z.array(
        z.object({
          reference: z.string(),
          kind: z.enum(holdKinds),
          reason: z.string(),
          heldBy: z.string(),
          heldAt: z.string(),
        }),
      ),
    },
    async ({ db }) => (await openHolds(db)).map((hold) => ({ ...hold, heldAt: hold.heldAt.toString() })),
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/payment-holds',
      move: 'hold-payment',
      tag,
      summary: 'Hold the payment of a claim back (R30)',
      input: holdOrder,
    },
    async ({ db, actor, params, input: { kind, reason } }) => {
      const { reference } = await claimOf(db, params.reference)
      await holdPayment(db, reference, kind, { reason, by: actor, at: clock.now() })
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/payment-holds/lifting',
      move: 'lift-hold',
      tag,
      summary: 'Let a held payment go: never by who held it',
      input: holdOrder,
    },
    ({ db, actor, params, input: { kind, reason } }) =>
      liftHold(db, params.reference, kind, { reason, by: actor, at: clock.now() }),
  ),
]
