/** A claim for its participant, behind the link of its mails: status, documents, answers. Works without JavaScript. */
import { Router } from 'express'
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { answerOffer, wordsAtMost } from '../claims/offer-answering.ts'
import { clocksOf } from '../claims/clock-store.ts'
import { withdrawNews } from '../claims/consenting.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { documentOf, fileOf } from '../documents/store.ts'
import { giveAccount } from '../payments/account-giving.ts'
import { givenAccount } from '../payments/account-routes.ts'
import { findEvidence } from '../evidence/store.ts'
import { programmeVersion } from '../programmes/store.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { whole } from '../web/spellings.ts'
import { claimAct, claimForm, pathOf, showStatus, type At } from './claim-act.ts'
import { programmeForm } from './programme-view.ts'
import { progressView } from './progress-view.ts'

/** Everything behind the link of a claim: status, documents, answers. */
export function claimPages(context: Context, frame: Frame): Router {
  const router = Router()
  looking(router, context, frame)
  answering(router, context, frame)
  return router
}

function looking(router: Router, context: Context, frame: Frame): void {
  const { db } = context
  router.get('/c/:reference/:token', frame.mayOwn('see-progress'), async (request: At, response) => {
    if (actorIn(response).kind === 'participant') return showStatus(context, frame, response)
    const texts = context.texts(localeOf(request))
    const claim = await progressView(context, request.params.reference, pathOf(request), texts)
    return frame.show(response, 'progress', { claim })
  })

  router.get('/c/:reference/:token/done', frame.mayOwn('see-claim'), async (request: At, response) => {
    const { reference } = request.params
    const claim = await claimOf(db, reference)
    const programme = await programmeVersion(db, claim.programmeVersion)
    const shipBy = (await clocksOf(db, claim.id)).findLast(({ clock }) => clock === 'ship-by')?.dueOn
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

const offerAnswer = z.strictObject({
  offerNo: z.int(),
  answer: z.enum(['accept', 'decline', 'dispute']),
  words: z.string().trim().max(wordsAtMost).optional(),
})

function answering(router: Router, context: Context, frame: Frame): void {
  const act = claimAct(context, frame, { spellings: { offerNo: whole } })

  router.post(
    '/c/:reference/:token/units/:unit/answers',
    frame.mayOwn('answer'),
    claimForm,
    act<{ unit: string }>(async ({ params, ip }, body, response) => {
      const { offerNo, answer, words } = read(offerAnswer, body)
      await answerOffer(context, {
        reference: params.reference,
        unit: Number(params.unit),
        offerNo,
        answer,
        words,
        by: actorIn(response),
        from: ip ?? '',
      })
    }),
  )

  router.post(
    '/c/:reference/:token/news/withdrawals',
    frame.mayOwn('withdraw-consent'),
    claimForm,
    act(({ params: { reference } }, _body, response) => withdrawNews(context, reference, actorIn(response))),
  )

  router.post(
    '/c/:reference/:token/account',
    frame.mayOwn('give-account'),
    claimForm,
    act(async ({ params: { reference } }, body, response) =>
      giveAccount(context, reference, read(givenAccount, body), actorIn(response)),
    ),
  )
}
