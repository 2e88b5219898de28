/** The audit bench and the participant's answers over HTTP. */
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import type { Office } from '../claims/advance.ts'
import { answerOffer, wordsAtMost } from '../claims/offer-answering.ts'
import { unitAt } from '../claims/claim.ts'
import { viewOf } from '../claims/routes.ts'
import { claimOf } from '../claims/store.ts'
import { claimViewSchema } from '../claims/view.ts'
import { operation, type Operation } from '../web/operation.ts'
import { erasureOperations } from './erasure-routes.ts'
import { floorOperations } from './floor-routes.ts'
import { findingSchema } from './finding.ts'
import { inspect, type Bench } from './inspection.ts'
import { auditsOf, decidedAudits, type Standing } from './store.ts'
import { waitingFor } from './waiting-view.ts'

const auditForm = z.strictObject({
  finding: findingSchema,
  /** Ids of uploaded files. */
  photos: z.array(z.string().max(100)).max(20).default([]),
  /** The turn that the list of waiting devices gave; needed for every look but the first and an appeal's. */
  turn: z.string().max(40).optional(),
})

const auditView = z.object({
  no: z.int(),
  auditedAt: z.string(),
  finding: findingSchema,
  verdict: z.string(),
  reasons: z.array(z.string()),
  condition: z.string(),
  photos: z.array(z.string()),
})

/** A device that waits for somebody's eyes. */
const waitingView = z.object({
  reference: z.string(),
  unit: z.int(),
  turn: z.string(),
  appeal: z.enum(['yes', 'no']),
  device: z.object({ category: z.string(), make: z.string(), model: z.string(), serial: z.string() }),
})

const unitParams = z.object({ reference: z.string(), unit: z.coerce.number().int().positive() })

/** The audit bench and the participant's answers, as operations. */
export const auditOperations = (office: Bench): Operation[] => [
  ...inspecting(office),
  ...erasureOperations(office),
  ...floorOperations(office),
  ...answering(office),
]

const inspecting = (office: Bench): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/audits/waiting',
      move: 'see-audits',
      tag: 'audit',
      summary: 'Devices that wait for your look, with the turn to record it by',
      description:
        'A device that you have looked at already is not among them: every further look needs other eyes.',
      output: z.array(waitingView),
    },
    async ({ db, actor }) =>
      (await waitingFor(db, actor.kind === 'staff' ? actor.id : 0, 100)).map(
        ({ claim, unit, turn, device: { category, make, model, serial } }) => ({
          reference: claim.reference,
          unit: unit.position,
          turn,
          appeal: unit.offer === 'disputed' ? ('yes' as const) : ('no' as const),
          device: { category, make, model, serial },
        }),
      ),
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
      output: z.object({
        verdict: z.string(),
        reasons: z.array(z.string()),
        /** `waits`: somebody else has to look before anything is decided. `recorded`: the claim had ended. */
        outcome: z.enum(['decided', 'waits', 'recorded']),
        claim: claimViewSchema,
      }),
      status: 201,
    },
    async ({ db, actor, params, input }) => {
      if (actor.kind !== 'staff') throw refuse('forbidden', 'not-permitted')
      const { verdict, reasons, claim, standing } = await inspect(
        { ...office, db },
        { ...params, ...input, by: actor },
      )
      return { verdict, reasons: [...reasons], outcome: outcomeOf(standing), claim: await viewOf(db, claim) }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/units/{unit}/audits',
      move: 'see-claim',
      tag: 'audit',
      summary: 'What was found, oldest audit first; looks that wait for other eyes are left out',
      params: unitParams,
      output: z.array(auditView),
    },
    async ({ db, params }) => {
      const unit = unitAt(await claimOf(db, params.reference), params.unit)
      return decidedAudits(await auditsOf(db, [unit.id])).map((audit) => ({
        ...audit,
        reasons: [...audit.reasons],
        photos: [...audit.photos],
      }))
    },
  ),
]

function outcomeOf(standing: Standing): 'decided' | 'waits' | 'recorded' {
  if (standing === 'recorded') return 'recorded'
  return standing === 'concluded' ? 'decided' : 'waits'
}

const answering = (office: Office): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/units/{unit}/answers',
      move: 'answer',
      tag: 'audit',
      summary: 'Answer the offer for a device (R43)',
      params: unitParams,
      input: z.strictObject({
        offer: z.int().positive(),
        answer: z.enum(['accept', 'decline', 'dispute']),
        /** R42: for whoever looks again. */
        words: z.string().trim().max(wordsAtMost).optional(),
      }),
      output: claimViewSchema,
      status: 201,
    },
    async ({ db, actor, params, input, address }) =>
      viewOf(
        db,
        await answerOffer(
          { ...office, db },
          { ...params, ...input, offerNo: input.offer, by: actor, from: address },
        ),
      ),
  ),
]
