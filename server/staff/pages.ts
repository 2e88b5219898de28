/** Signing in and out in a browser. The session's token lives in a cookie that no script can read. */
import { type CookieOptions, type Response, Router, urlencoded } from 'express'
import { z } from 'zod'
import { Refusal } from '../base/refusal.ts'
import type { Locale } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { endSession } from './session-store.ts'
import { sessionCookie, signIn, type SignInOffice, tokenIn } from './sign-in.ts'

/** How a page is shown and worded; the frame around it is the caller's. */
export type SignInFrame = Pick<Frame, 'show' | 'texts'>

const form = z.strictObject({ email: z.string().max(254), password: z.string().max(200) })

/** Where staff begin their day. */
const home = '/desk'

/** `GET` and `POST /sign-in`, `POST /sign-out`. */
export function signInPages(office: SignInOffice, frame: SignInFrame): Router {
  const router = Router()
  const show = (response: Response, locale: Locale, typed: Typed, refusal?: Refusal): Promise<void> =>
    frame.show(response, 'sign-in', {
      form: formView({ area: 'desk', texts: frame.texts(locale), typed, faults: refusal?.faults ?? [] }),
    })

  router.get('/sign-in', (request, response) => show(response, localeOf(request), {}))

  router.post(
    '/sign-in',
    urlencoded({ extended: false, limit: 4096, parameterLimit: 5 }),
    async (request, response) => {
      const typed = (request.body ?? {}) as Typed
      try {
        const { token } = await signIn(office, { ...read(form, formBody(typed)), address: request.ip ?? '' })
        response.cookie(sessionCookie(office), token, cookieOptions(office)).redirect(303, home)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        response.status(statusOf(error))
        await show(response, localeOf(request), { email: typed['email'] ?? '' }, error)
      }
    },
  )

  router.post('/sign-out', async (request, response) => {
    await endSession(office.db, tokenIn(office, request.headers) ?? '')
    response.clearCookie(sessionCookie(office), cookieOptions(office)).redirect(303, '/sign-in')
  })
  return router
}

/** Until the browser is closed; the server ends it earlier. Lax: a link in a mail may open a desk, a foreign form may not. */
const cookieOptions = ({ https }: SignInOffice): CookieOptions => ({
  httpOnly: true,
  secure: https,
  sameSite: 'lax',
  path: '/',
})
