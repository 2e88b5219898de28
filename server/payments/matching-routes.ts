/** Movements in suspense over HTTP: said by one person, confirmed by another (B4). */
import { z } from 'zod'
import type { Office } from '../claims/advance.ts'
import { operation, type Operation } from '../web/operation.ts'
import { confirmMatch } from './matching.ts'
import { matchTargets, openMatches, proposeMatch, suspended } from './suspense-store.ts'

const params = z.object({ key: z.string().regex(/^[0-9a-f]{64}$/) })
const tag = 'payments'

/** What a form or a program sends: a payment is named by its EndToEndId, a case by its number. */
export const matchOrder = z
  .strictObject({
    target: z.enum(matchTargets),
    payment: z.string().trim().max(35).optional(),
    reason: z.string().trim().min(10).max(500),
  })
  .refine(({ target, payment }) => (target === 'charges') === (payment === undefined), {
    path: ['payment'],
  })

/** Looking at the suspense, saying what a movement was, and confirming what another said. */
export const matchingOperations = (office: Office): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/bank-movements',
      move: 'see-payments',
      tag,
      summary: 'Movements that nobody has explained, the oldest first',
      output: z.array(
        z.object({
          key: z.string(),
          question: z.string(),
          amountMinor: z.int(),
          currency: z.string(),
          bookedOn: z.string(),
          reference: z.string(),
          remittance: z.string(),
          proposed: z.enum(matchTargets).optional(),
        }),
      ),
    },
    async ({ db }) => {
      const matches = await openMatches(db)
      return (await suspended(db, 1000)).map((movement) => {
        const match = matches.get(movement.key)
        return { ...movement, ...(match && { proposed: match.target }) }
      })
    },
  ),
  operation(
    {
      method: 'post',
      path: '/bank-movements/{key}/match',
      move: 'match-booking',
      tag,
      summary: 'Say what a movement was; a second person confirms it',
      params,
      input: matchOrder,
    },
    ({ db, actor, params: { key }, input: { target, payment, reason } }) =>
      proposeMatch(
        db,
        { key, target, reason, ...(payment !== undefined && { payment }) },
        { by: actor, at: office.clock.now() },
      ),
  ),
  operation(
    {
      method: 'post',
      path: '/bank-movements/{key}/match/confirmation',
      move: 'confirm-match',
      tag,
      summary: 'Confirm what another person said: the movement leaves the suspense',
      params,
      input: z.strictObject({}),
    },
    ({ db, actor, params: { key } }) => confirmMatch({ ...office, db }, key, actor),
  ),
]
