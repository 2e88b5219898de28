/**
 * Signing in by another house, in a browser: sent there, come back, signed in by a form of ours. The way back is a GET, and no
 * GET changes anything: its page holds the answer in a form, which a script sends.
 */
import { type CookieOptions, Router, urlencoded } from 'express'
import { Refusal } from '../base/refusal.ts'
import { cookieIn, hostCookie } from '../web/cookies.ts'
import type { Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { sayWhen } from '../web/problem-handler.ts'
import { returnPath } from './organisation.ts'
import { comeBack, leave, type OrganisationOffice } from './organisation-sign-in.ts'
import { nextPage, rememberStaff, signInPage } from './pages.ts'

const answerForm = urlencoded({ extended: false, limit: 16_384, parameterLimit: 10 })

/** `POST /sign-in/organisation`, `GET` and `POST /sign-in/organisation/answer`. */
export function organisationPages(office: OrganisationOffice, frame: Pick<Frame, 'show' | 'texts'>): Router {
  const router = Router()
  const again = signInPage(office, frame)
  router.post('/sign-in/organisation', async (request, response) => {
    try {
      const { address, token } = await leave(office)
      response.cookie(cookieName(office), token, { ...cookieOptions(office), maxAge: 600_000 })
      // No redirect: a form may be sent nowhere but here (form-action), and who knows where theirs lead.
      response.set('Refresh', `0;url=${address}`)
      await frame.show(response, 'organisation-leave', { address, host: new URL(address).host })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      sayWhen(response, error)
      await again(request, response.status(statusOf(error)), {}, error)
    }
  })
  router.get(returnPath, (request, response) =>
    frame.show(response, 'organisation-answer', {
      fields: [...new URL(request.originalUrl, 'http://localhost').searchParams].map(([name, value]) => ({
        name,
        value,
      })),
    }),
  )
  router.post(returnPath, answerForm, async (request, response) => {
    const token = cookieIn(request.get('Cookie'), cookieName(office)) ?? ''
    response.clearCookie(cookieName(office), cookieOptions(office))
    try {
      const query = new URLSearchParams((request.body ?? {}) as Record<string, string>)
      const session = await comeBack(office, token, query)
      rememberStaff(office, response, session)
      response.redirect(303, nextPage(session))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      sayWhen(response, error)
      await again(request, response.status(statusOf(error)), {}, error)
    }
  })
  return router
}

const cookieName = ({ https }: { readonly https: boolean }): string => hostCookie(https, 'elsewhere')

/** Lax: the way back is a link from another site. */
const cookieOptions = ({ https }: { readonly https: boolean }): CookieOptions => ({
  httpOnly: true,
  secure: https,
  sameSite: 'lax',
  path: '/',
})
