/** From a claim's link to its participant, in a browser: a code by mail, a field for it, a cookie for this claim alone. */
import { Router, urlencoded, type CookieOptions, type Response } from 'express'
import { z } from 'zod'
import { Refusal } from '../base/refusal.ts'
import { codeCounts, endParticipantSession } from '../claims/access-store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { claimCookie } from '../identity.ts'
import { cookieIn } from '../web/cookies.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { sayWhen } from '../web/problem-handler.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { proveWithCode, sendCode, type Asking } from './access.ts'
import { pathOf, type At } from './claim-act.ts'

const form = urlencoded({ extended: false, limit: 4096, parameterLimit: 5 })
const typedCode = z.strictObject({
  code: z.string().trim().min(1).max(20),
  to: z.string().max(300).optional(),
})

/** `GET …/code`, `POST …/codes`, `POST …/sessions` and `POST …/leave`, all below a claim's link. */
export function accessPages(context: Context, frame: Frame): Router {
  const router = Router()
  const { db } = context

  const showCode = async (
    request: At,
    response: Response,
    typed: Typed,
    refusal?: Refusal,
  ): Promise<void> => {
    const texts = context.texts(localeOf(request))
    const { reference } = request.params
    await frame.show(response, 'code', {
      path: pathOf(request),
      reference,
      sent: await codeCounts(context, reference),
      form: formView({ area: 'status', texts, typed, faults: refusal?.faults ?? [] }),
    })
  }

  router.get('/c/:reference/:token/code', frame.mayOwn('prove-code'), async (request: At, response) =>
    showCode(request, response, { to: placeIn(request.query['to']) }),
  )

  router.post(
    '/c/:reference/:token/codes',
    frame.mayOwn('ask-code'),
    form,
    async (request: At, response: Response) => {
      const typed = typedIn(request)
      const to = placeIn(typed['to'])
      try {
        await inTransaction(db, (trx) => sendCode(trx, context, askingOf(request)))
        response.redirect(303, `${pathOf(request)}/code${to && `?to=${encodeURIComponent(to)}`}`)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        sayWhen(response, error)
        await showCode(request, response.status(statusOf(error)), { to }, error)
      }
    },
  )

  router.post(
    '/c/:reference/:token/sessions',
    frame.mayOwn('prove-code'),
    form,
    async (request: At, response: Response) => {
      const typed = typedIn(request)
      const to = placeIn(typed['to'])
      try {
        const { code } = read(typedCode, formBody(typed))
        const { token } = await proveWithCode(db, context, askingOf(request), code)
        rememberParticipant(context, response, request.params.reference, token)
        response.redirect(303, `${pathOf(request)}${to}`)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        sayWhen(response, error)
        await showCode(request, response.status(statusOf(error)), { to }, error)
      }
    },
  )

  router.post(
    '/c/:reference/:token/leave',
    frame.mayOwn('see-progress'),
    async (request: At, response: Response) => {
      const { reference } = request.params
      const name = claimCookie(context, reference)
      await endParticipantSession(db, cookieIn(request.get('Cookie'), name) ?? '')
      response.set('Clear-Site-Data', '"cache"')
      response.clearCookie(name, cookieFor(context, reference)).redirect(303, pathOf(request))
    },
  )
  return router
}

/** Writes the session's cookie; the browser sends it to this claim's pages only. */
export function rememberParticipant(
  context: Pick<Context, 'https'>,
  response: Response,
  reference: string,
  token: string,
): void {
  response.cookie(claimCookie(context, reference), token, cookieFor(context, reference))
}

const askingOf = ({ params, ip }: At): Asking => ({ reference: params.reference, address: ip ?? '' })

/** Lax: the link in a mail opens the page of whoever typed a code in this browser before. */
const cookieFor = ({ https }: Pick<Context, 'https'>, reference: string): CookieOptions => ({
  httpOnly: true,
  secure: https,
  sameSite: 'lax',
  path: `/c/${reference}/`,
})

/** What comes after a claim's address, and nothing that leads elsewhere. */
const placeIn = (to: unknown): string =>
  typeof to === 'string' && /^\/[\w/.-]*(?:\?[\w=&-]*)?$/.test(to) && !to.includes('..') ? to : ''
