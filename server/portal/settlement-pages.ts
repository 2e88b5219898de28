/** What a participant says to its settlement, on the claim's page: accept, dispute, object, end the agreement (A3-A5, R48). */
import { Router } from 'express'
import { z } from 'zod'
import { withdrawAgreement } from '../billing/agreement-end.ts'
import { acceptProposal, disputeProposal } from '../billing/answering.ts'
import { objectToInvoice } from '../billing/objecting.ts'
import type { Context } from '../context.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { ticks, whole } from '../web/spellings.ts'
import { claimAct, claimForm } from './claim-act.ts'

const answered = { version: z.int(), contentHash: z.string().max(64) }
const objection = {
  lines: z.array(z.string().regex(/^\d{1,3}$/)).min(1),
  reason: z.string().trim().min(1).max(2000),
}
const acceptance = z.strictObject(answered)
const dispute = z.strictObject({ ...answered, ...objection })
const objected = z.strictObject(objection)

/** The answers to proposals and documents behind the link of a claim. */
export function settlementPages(context: Context, frame: Frame): Router {
  const router = Router()
  const act = claimAct(context, frame, { spellings: { version: whole, lines: ticks } })
  const own = '/c/:reference/:token'

  router.post(
    `${own}/acceptance`,
    frame.mayOwn('accept-proposal'),
    claimForm,
    act(async ({ params: { reference }, ip }, body, response) => {
      const { version, contentHash: sha256 } = read(acceptance, body)
      await acceptProposal(context, { reference, version, sha256, by: actorIn(response), from: ip ?? '' })
    }),
  )

  router.post(
    `${own}/disputes`,
    frame.mayOwn('refuse-proposal'),
    claimForm,
    act(async ({ params: { reference }, ip }, body, response) => {
      const { version, contentHash: sha256, lines, reason } = read(dispute, { lines: [], ...body })
      const answer = { reference, version, sha256, by: actorIn(response), from: ip ?? '' }
      await disputeProposal(context, answer, { lines: lines.map(Number), reason })
    }),
  )

  router.post(
    `${own}/invoices/:number/objections`,
    frame.mayOwn('object'),
    claimForm,
    act<{ number: string }>(async ({ params: { reference, number }, ip }, body, response) => {
      const { lines, reason } = read(objected, { lines: [], ...body })
      const given = { reference, number, lines: lines.map(Number), reason }
      await objectToInvoice(context, { ...given, by: actorIn(response), from: ip ?? '' })
    }),
  )

  router.post(
    `${own}/agreement-withdrawals`,
    frame.mayOwn('withdraw-agreement'),
    claimForm,
    act(async ({ params: { reference } }, _body, response) =>
      withdrawAgreement(context, reference, actorIn(response)),
    ),
  )
  return router
}
