/** The audit bench and the participant's answers over HTTP. */
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { advance, type Office } from '../claims/advance.ts'
import { unitAt } from '../claims/claim.ts'
import { viewOf } from '../claims/routes.ts'
import { claimOf, claimsToInspect } from '../claims/store.ts'
import { claimViewSchema } from '../claims/view.ts'
import { operation, type Operation } from '../web/operation.ts'
import { findingSchema } from './finding.ts'
import { inspect } from './inspection.ts'
import { auditsOf } from './store.ts'

const auditForm = z.strictObject({
  finding: findingSchema,
  /** Ids of uploaded files. */
  photos: z.array(z.string().max(100)).max(20).default([]),
})

const auditView = z.object({
  no: z.int(),
  auditedAt: z.string(),
  finding: findingSchema,
  verdict: z.string(),
  reasons: z.array(z.string()),
  photos: z.array(z.string()),
})

const unitParams = z.object({ reference: z.string(), unit: z.coerce.number().int().positive() })

/** The audit bench and the participant's answers, as operations. */
export const auditOperations = (office: Office): Operation[] => [...inspecting(office), ...answering(office)]

const inspecting = (office: Office): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/audits/waiting',
      move: 'see-audits',
      tag: 'audit',
      summary: 'Claims with a device that waits for its audit',
      output: z.array(claimViewSchema),
    },
    async ({ db }) => Promise.all((await claimsToInspect(db, 100)).map((claim) => viewOf(db, claim))),
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/units/{unit}/audits',
      move: 'inspect',
      tag: 'audit',
      summary: 'Record what was found in a device (R43, R44)',
      params: unitParams,
      input: auditForm,
      output: z.object({ verdict: z.string(), reasons: z.array(z.string()), claim: claimViewSchema }),
      status: 201,
    },
    async ({ db, actor, params, input }) => {
      if (actor.kind !== 'staff') throw refuse('forbidden', 'not-permitted')
      const { verdict, reasons, claim } = await inspect({ ...office, db }, { ...params, ...input, by: actor })
      return { verdict, reasons: [...reasons], claim: await viewOf(db, claim) }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/units/{unit}/audits',
      move: 'see-claim',
      tag: 'audit',
      summary: 'What was found, oldest audit first',
      params: unitParams,
      output: z.array(auditView),
    },
    async ({ db, params }) => {
      const unit = unitAt(await claimOf(db, params.reference), params.unit)
      return (await auditsOf(db, [unit.id])).map((audit) => ({
        ...audit,
        reasons: [...audit.reasons],
        photos: [...audit.photos],
      }))
    },
  ),
]

const answering = (office: Office): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/units/{unit}/answers',
      move: 'answer',
      tag: 'audit',
      summary: 'Answer the offer for a device (R43)',
      params: unitParams,
      input: z.strictObject({ offer: z.int().positive(), answer: z.enum(['accept', 'decline', 'dispute']) }),
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input }) =>
      viewOf(
        db,
        await advance({ ...office, db }, params.reference, {
          kind: 'answer',
          by: actor,
          unit: params.unit,
          offerNo: input.offer,
          answer: input.answer,
        }),
      ),
  ),
]
