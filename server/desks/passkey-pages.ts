/** One's own passkeys: making one with a name, and letting one go. */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { answerForm, answerIn } from '../staff/passkey-pages.ts'
import { letPasskeyGo, registerPasskey } from '../staff/passkey-proving.ts'
import { registrationAnswer } from '../staff/passkeys.ts'
import { rememberStaff } from '../staff/pages.ts'
import { renewAlone } from '../staff/proving.ts'
import type { OpenSession } from '../staff/sign-in.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, type Attempt, untouched } from './act.ts'

const form = z.strictObject({
  name: z.string().trim().min(1).max(60),
  credential: z.string().max(60_000),
})

/** `own`: whose session a request carries. `account`: shows the page of the account, with what was wrong. */
type Desk = {
  readonly own: (request: Pick<Request, 'headers'>) => Promise<OpenSession>
  readonly account: (request: Request, response: Response, attempt: Attempt) => Promise<void>
}

/** `/account/passkeys` and what is done there. A change ends every other session of the account (ASVS 5.0, 7.4.3). */
export function passkeyAccountPages(context: Context, frame: Frame, { own, account }: Desk): Router {
  const router = Router()
  const may = frame.may('change-own-factors')
  const show = passkeyPage(frame)
  router.get('/account/passkeys/new', may, (request, response) => show(request, response, untouched))
  router.post(
    '/account/passkeys',
    may,
    answerForm,
    act(async (request, response) => {
      const session = await own(request)
      const { name, credential } = read(form, formBody(typedIn(request)))
      const answer = answerIn(registrationAnswer, credential)
      const codes = await registerPasskey(context, session, name, answer)
      rememberStaff(context, response, await renewAlone(context, { ...session, stage: 'open' }))
      if (codes.length === 0) return '/account'
      await frame.show(response, 'recovery-codes', { codes })
      return undefined
    }, show),
  )
  router.post(
    '/account/passkeys/:id/end',
    may,
    act(async (request, response) => {
      const { id } = request.params as { id: string }
      if (!/^\d{1,9}$/.test(id)) throw refuse('not-found', 'not-found')
      const session = await own(request)
      await letPasskeyGo(context, session, Number(id))
      rememberStaff(context, response, await renewAlone(context, session))
      return '/account'
    }, account),
  )
  return router
}

const passkeyPage =
  (frame: Frame) =>
  (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> =>
    frame.show(response, 'passkey', {
      form: formView({
        area: 'desk',
        texts: frame.texts(localeOf(request)),
        typed: { name: typed['name'] ?? '' },
        faults,
      }),
    })
