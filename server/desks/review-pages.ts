/** One application on the review desk: the three decisions, and what was mailed about it (R25, R27, R31, R95). */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { advance } from '../claims/advance.ts'
import type { Move } from '../claims/moves.ts'
import { askedCodes, rejectedCodes, rejectedSide } from '../claims/reasons.ts'
import { checkEnrolment } from '../claims/enrolling.ts'
import { claimOf } from '../claims/store.ts'
import { extensionForm } from '../claims/time-routes.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { programmeVersion } from '../programmes/store.ts'
import { findMail, resendMail } from '../mail/store.ts'
import type { Permission } from '../staff/roles.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { ticks, whole } from '../web/spellings.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref } from './claim-links.ts'
import { reviewView } from './review-view.ts'

type At = Request<{ reference: string }>

const note = z.string().trim().max(2000).optional()
const looked = z.strictObject({ enrolled: z.enum(['yes', 'no']) })
const asked = z.strictObject({ missing: askedCodes, note })
const rejected = z.strictObject({ reasons: rejectedCodes, side: rejectedSide, note })
const shape = { spellings: { missing: ticks, reasons: ticks, days: whole } }

type Body = Record<string, unknown>

const noted = (words: string | undefined): { note?: string } => (words ? { note: words } : {})

/** The forms of the page: where each is sent, and the move that it makes. */
const decisions: readonly (readonly [path: string, move: Permission, (body: Body, by: Actor) => Move])[] = [
  ['approval', 'approve', (_, by) => ({ kind: 'approve', by })],
  [
    'questions',
    'ask',
    (body, by) => {
      const { missing, note: words } = read(asked, { missing: [], ...body })
      return { kind: 'ask', by, missing, ...noted(words) }
    },
  ],
  [
    'rejection',
    'reject',
    (body, by) => {
      const { reasons, side, note: words } = read(rejected, { reasons: [], ...body })
      return { kind: 'reject', by, reasons, side, ...noted(words) }
    },
  ],
  [
    'extensions',
    'extend',
    (body, by) => {
      const { note: words, ...granted } = read(extensionForm, body)
      return { kind: 'extend', by, ...granted, ...noted(words) }
    },
  ],
  ['waits', 'set-aside', (_, by) => ({ kind: 'set-aside', by })],
  ['wait-endings', 'take-up', (_, by) => ({ kind: 'take-up', by })],
]

/** One application and the decisions about it. */
export function reviewPages(context: Context, frame: Frame): Router {
  const { db } = context
  const router = Router()
  const show = async (request: At, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const claim = await claimOf(db, request.params.reference)
    const programme = await programmeVersion(db, claim.programmeVersion)
    const texts = context.texts(localeOf(request))
    const view = await reviewView(db, claim, programme, texts, {
      actor: actorIn(response),
      now: context.clock.now(),
    })
    await frame.show(response, 'desk/review', {
      ...view,
      desk: 'review',
      form: formView({ area: 'desk', texts, typed, faults }),
    })
  }
  router.get('/desk/review/:reference', frame.may('see-claim'), (request, response) =>
    show(request as At, response, untouched),
  )

  for (const [path, move, moveOf] of decisions) {
    const handler = act<At>(async (request, response) => {
      const body = formBody(typedIn(request), shape)
      await advance(context, request.params.reference, moveOf(body, actorIn(response)))
      return claimHref(request.params.reference)
    }, show)
    router.post(`/desk/review/:reference/${path}`, frame.may(move), deskForm, handler)
  }
  router.post(
    '/desk/review/:reference/enrolment',
    frame.may('check-enrolment'),
    deskForm,
    act<At>(async (request, response) => {
      const { enrolled } = read(looked, formBody(typedIn(request)))
      await checkEnrolment(context, request.params.reference, { enrolled, by: actorIn(response) })
      return claimHref(request.params.reference)
    }, show),
  )
  router.post(
    '/desk/review/:reference/mails/:mail/copies',
    frame.may('resend-mail'),
    async (request, response) => {
      const { reference = '', mail = '' } = request.params as Record<string, string>
      const found = /^\d{1,9}$/.test(mail) ? await findMail(db, Number(mail)) : undefined
      if (found?.reference !== reference) throw refuse('not-found', 'not-found')
      await inTransaction(db, (trx) => resendMail(trx, context, found.id))
      response.redirect(303, `${claimHref(reference)}#mails`)
    },
  )
  return router
}
