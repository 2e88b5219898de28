/** A claim for its participant, behind the link of its mails: status, documents, answers. Works without JavaScript. */
import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import { Refusal, refuse, type Fault } from '../base/refusal.ts'
import { acceptProposal, disputeProposal } from '../billing/answering.ts'
import { advance } from '../claims/advance.ts'
import { clocksOf } from '../claims/clock-store.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { documentOf, fileOf } from '../documents/store.ts'
import { giveAccount } from '../payments/account-giving.ts'
import { givenAccount } from '../payments/account-routes.ts'
import { findEvidence } from '../evidence/store.ts'
import { programmeVersion } from '../programmes/store.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { ticks, whole } from '../web/spellings.ts'
import { programmeForm } from './programme-view.ts'
import { statusView } from './status-view.ts'

type Address = { reference: string; token: string }
type At<More = object> = Request<Address & More>

const form = urlencoded({ extended: false, limit: 16_384, parameterLimit: 20 })
const pathOf = ({ params }: At): string => `/c/${params.reference}/${params.token}`

/** Everything behind the link of a claim: status, documents, answers. */
export function claimPages(context: Context, frame: Frame): Router {
  const router = Router()
  looking(router, context, frame)
  answering(router, context, frame)
  return router
}

/** The status page, once more with what was typed and what was wrong with it. */
async function showStatus(
  context: Context,
  frame: Frame,
  response: Response,
  typed: Typed = {},
  faults: readonly Fault[] = [],
): Promise<void> {
  const request = response.req as unknown as At
  const texts = context.texts(localeOf(request))
  await frame.show(response, 'status', {
    claim: await statusView(context, request.params.reference, pathOf(request), texts),
    form: formView({ area: 'status', texts, typed, faults }),
  })
}

function looking(router: Router, context: Context, frame: Frame): void {
  const { db } = context
  router.get('/c/:reference/:token', frame.mayOwn('see-claim'), async (_request, response) =>
    showStatus(context, frame, response),
  )

  router.get('/c/:reference/:token/done', frame.mayOwn('see-claim'), async (request: At, response) => {
    const { reference } = request.params
    const claim = await claimOf(db, reference)
    const programme = await programmeVersion(db, claim.programmeVersion)
    const shipBy = (await clocksOf(db, claim.id)).find(({ clock }) => clock === 'ship-by')?.dueOn
    await frame.show(response, 'apply-done', {
      reference,
      email: claim.application.participant.email,
      statusHref: pathOf(request),
      programme: programmeForm(programme, localeOf(request)),
      shipBy: shipBy?.toString(),
    })
  })

  router.get(
    '/c/:reference/:token/documents/:id',
    frame.mayOwn('read-document'),
    async (request: At<{ id: string }>, response) => {
      const id = Number(request.params.id)
      if (!Number.isSafeInteger(id) || (await documentOf(db, id)).claimReference !== request.params.reference)
        throw refuse('not-found', 'document-unknown', { id: request.params.id })
      const { document, bytes } = await fileOf(context, id)
      response.attachment(document.name).type(document.mediaType).send(bytes)
    },
  )

  for (const picture of ['', '/thumbnail'] as const) {
    router.get(
      `/c/:reference/:token/evidence/:id${picture}`,
      frame.mayOwn('see-claim'),
      async (request, response) => {
        const at = request as unknown as At<{ id: string }>
        const found = await findEvidence(db, at.params.id)
        const hash = picture ? found.thumbnailSha256 : found.sha256
        if (found.claimReference !== at.params.reference || !hash)
          throw refuse('not-found', 'evidence-unknown')
        response.set('Content-Security-Policy', "default-src 'none'; sandbox")
        response.type(picture ? 'image/jpeg' : found.mediaType).send(await context.vault.get(hash))
      },
    )
  }
}

const offerAnswer = z.strictObject({ offerNo: z.int(), answer: z.enum(['accept', 'decline', 'dispute']) })
const acceptance = z.strictObject({ version: z.int(), contentHash: z.string().max(64) })
const dispute = z.strictObject({
  version: z.int(),
  contentHash: z.string().max(64),
  lines: z.array(z.string().regex(/^\d{1,3}$/)).min(1),
  reason: z.string().trim().min(1).max(2000),
})
const shape = { spellings: { version: whole, offerNo: whole, lines: ticks } }

function answering(router: Router, context: Context, frame: Frame): void {
  /** Makes the move and shows the page anew; a refusal is shown on the page that it is about. */
  const act =
    (
      make: (
        request: At<{ unit: string }>,
        body: Record<string, unknown>,
        response: Response,
      ) => Promise<unknown>,
    ) =>
    async (request: Request, response: Response): Promise<void> => {
      const at = request as unknown as At<{ unit: string }>
      const typed = (request.body ?? {}) as Typed
      try {
        await make(at, formBody(typed, shape), response)
        response.redirect(303, pathOf(at))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        await showStatus(context, frame, response.status(statusOf(error)), typed, error.faults)
      }
    }

  router.post(
    '/c/:reference/:token/units/:unit/answers',
    frame.mayOwn('answer'),
    form,
    act(async ({ params }, body, response) => {
      const { offerNo, answer } = read(offerAnswer, body)
      const move = {
        kind: 'answer',
        by: actorIn(response),
        unit: Number(params.unit),
        offerNo,
        answer,
      } as const
      await advance(context, params.reference, move)
    }),
  )

  router.post(
    '/c/:reference/:token/account',
    frame.mayOwn('give-account'),
    form,
    act(async ({ params: { reference } }, body, response) =>
      giveAccount(context, reference, read(givenAccount, body), actorIn(response)),
    ),
  )

  router.post(
    '/c/:reference/:token/acceptance',
    frame.mayOwn('accept-proposal'),
    form,
    act(async ({ params: { reference }, ip }, body, response) => {
      const { version, contentHash: sha256 } = read(acceptance, body)
      await acceptProposal(context, { reference, version, sha256, by: actorIn(response), from: ip ?? '' })
    }),
  )

  router.post(
    '/c/:reference/:token/disputes',
    frame.mayOwn('refuse-proposal'),
    form,
    act(async ({ params: { reference }, ip }, body, response) => {
      const { version, contentHash: sha256, lines, reason } = read(dispute, { lines: [], ...body })
      const answer = { reference, version, sha256, by: actorIn(response), from: ip ?? '' }
      await disputeProposal(context, answer, { lines: lines.map(Number), reason })
    }),
  )
}
