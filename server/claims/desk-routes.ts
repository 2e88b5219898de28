/** What a review desk does beside single decisions, over HTTP: several approvals at once, a partner's enrolment (R50). */
import { z } from 'zod'
import { operation, type Operation } from '../web/operation.ts'
import { approveClean } from './approving.ts'
import { checkEnrolment } from './enrolling.ts'
import { viewOf, type ClaimDesk } from './routes.ts'
import { claimViewSchema } from './view.ts'

const reference = z.string().max(20)

/** Approvals of several claims, and enrolments. */
export const reviewDeskOperations = (desk: ClaimDesk): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/approvals',
      move: 'approve',
      tag: 'claims',
      summary: 'Approve several claims against which no rule speaks; one answer for each',
      input: z.strictObject({ references: z.array(reference).min(1).max(100) }),
      output: z.array(
        z.object({
          reference,
          outcome: z.enum(['approved', 'left', 'refused']),
          codes: z.array(z.string()),
        }),
      ),
      transaction: 'own',
    },
    async ({ actor, input }) =>
      (await approveClean(desk, input.references, actor)).map(({ faults, ...approval }) => ({
        ...approval,
        codes: faults.map(({ code }) => code),
      })),
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/enrolment',
      move: 'check-enrolment',
      tag: 'claims',
      summary: 'Keep what was found of a partner in the partner network (R50)',
      input: z.strictObject({ enrolled: z.enum(['yes', 'no']) }),
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input }) =>
      viewOf(db, await checkEnrolment({ ...desk, db }, params.reference, { ...input, by: actor })),
  ),
]
