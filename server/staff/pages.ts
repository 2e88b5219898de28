/** Signing in and out in a browser. The session's token lives in a cookie that no script can read. */
import { type CookieOptions, type Request, type Response, Router, urlencoded } from 'express'
import { z } from 'zod'
import { Refusal } from '../base/refusal.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { sayWhen } from '../web/problem-handler.ts'
import { read } from '../web/read.ts'
import { localeOf, queryText, typedIn } from '../web/request.ts'
import { factorsOf } from './factor-store.ts'
import { passkeyPages } from './passkey-pages.ts'
import { asksFor, prove } from './proving.ts'
import type { Stage } from './second-factor.ts'
import { endSession, type Session } from './session-store.ts'
import { sessionBehind, sessionCookie, signIn, type SignInOffice, tokenIn } from './sign-in.ts'

/** `organisation`: another house by whose word staff sign in. */
type SignInHouse = SignInOffice & { readonly organisation?: { readonly issuer: string } | undefined }

/** How a page is shown and worded; the frame around it is the caller's. */
export type SignInFrame = Pick<Frame, 'show' | 'texts'>

const form = z.strictObject({ email: z.string().max(254), password: z.string().max(200) })

const proof = z.strictObject({
  code: z.string().max(40).optional(),
  password: z.string().max(200).optional(),
  to: z.string().max(500).optional(),
})

/** Where staff begin their day, or go on signing in. */
const placeAt: Record<Stage, string> = { open: '/desk', 'factor-due': '/prove', 'enrolment-due': '/account' }

/** Where somebody goes on from signing in. */
export const nextPage = ({ stage }: Pick<Session, 'stage'>): string => placeAt[stage]

const shortForm = urlencoded({ extended: false, limit: 4096, parameterLimit: 5 })

/** `GET` and `POST /sign-in`, `POST /sign-out`; `GET` and `POST /prove`; the same two by passkey. */
export function signInPages(office: SignInHouse, frame: SignInFrame): Router {
  const router = Router()
  const show = signInPage(office, frame)
  const showProof = provePage(office, frame)

  router.get('/sign-in', (request, response) => show(request, response, {}))

  router.post('/sign-in', shortForm, async (request, response) => {
    const typed = typedIn(request)
    try {
      const session = await signIn(office, { ...read(form, formBody(typed)), address: request.ip ?? '' })
      response.locals['actor'] = { kind: 'staff', ...session.staff }
      rememberStaff(office, response, session)
      response.redirect(303, nextPage(session))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      sayWhen(response, error)
      await show(request, response.status(statusOf(error)), { email: typed['email'] ?? '' }, error)
    }
  })

  router.post('/sign-out', async (request, response) => {
    await endSession(office.db, tokenIn(office, request.headers) ?? '')
    // Not `storage`: scans that a station could not yet send lie there, and are nobody's data.
    response.set('Clear-Site-Data', '"cache"')
    response.clearCookie(sessionCookie(office), cookieOptions(office)).redirect(303, '/sign-in')
  })
  router.use(provingPages(office, showProof))
  router.use(
    passkeyPages(office, {
      remember: (response, session) => rememberStaff(office, response, session),
      place: placeIn,
      again: async (page, request, response, error) => {
        if (!(error instanceof Refusal)) throw error
        sayWhen(response, error)
        const typed = typedIn(request)
        const again = page === 'prove' ? showProof : show
        await again(request, response.status(statusOf(error)), { to: typed['to'] ?? '' }, error)
      },
    }),
  )
  return router
}

type Show = (request: Request, response: Response, typed: Typed, refusal?: Refusal) => Promise<void>

/** The page of signing in, with what was wrong. */
export const signInPage =
  ({ relyingParty, organisation }: SignInHouse, frame: SignInFrame): Show =>
  (request, response, typed, refusal) =>
    frame.show(response, 'sign-in', {
      passkeys: relyingParty !== undefined,
      organisation: organisation && new URL(organisation.issuer).host,
      form: formView({
        area: 'desk',
        texts: frame.texts(localeOf(request)),
        typed: { email: typed['email'] ?? '' },
        faults: refusal?.faults ?? [],
      }),
    })

const provePage =
  (office: SignInOffice, frame: SignInFrame): Show =>
  async (request, response, typed, refusal) => {
    const session = await sessionBehind(office, request.headers)
    if (!session) return response.redirect(303, '/sign-in')
    const { app, passkeys } = await factorsOf(office.db, session.staffId)
    await frame.show(response, 'prove', {
      asked: await asksFor(office, session),
      app,
      passkeys: passkeys > 0 && office.relyingParty !== undefined,
      again: session.stage !== 'factor-due',
      form: formView({
        area: 'desk',
        texts: frame.texts(localeOf(request)),
        typed: { to: placeIn(typed['to']) },
        faults: refusal?.faults ?? [],
      }),
    })
  }

/** The second step of signing in, and proving again that one is there. */
function provingPages(office: SignInOffice, show: Show): Router {
  const router = Router()
  router.get('/prove', (request, response) => show(request, response, { to: queryText(request, 'to') }))

  router.post('/prove', shortForm, async (request, response) => {
    const typed = typedIn(request)
    try {
      const given = read(proof, formBody(typed))
      const session = await sessionBehind(office, request.headers)
      if (!session) return response.redirect(303, '/sign-in')
      response.locals['actor'] = { kind: 'staff', ...session.staff }
      rememberStaff(office, response, await prove(office, session, given, request.ip ?? ''))
      response.redirect(303, placeIn(given.to))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      sayWhen(response, error)
      await show(request, response.status(statusOf(error)), typed, error)
    }
  })
  return router
}

/** Pages of staff, and nothing that leads elsewhere. */
const placeIn = (to: unknown): string =>
  typeof to === 'string' && /^\/(?:desk|account)(?:[/?][\w/?=&.%+-]*)?$/.test(to) ? to : '/desk'

/** Writes the session's cookie. */
export function rememberStaff(
  office: Pick<SignInOffice, 'https'>,
  response: Response,
  { token }: Pick<Session, 'token'>,
): void {
  response.cookie(sessionCookie(office), token, cookieOptions(office))
}

/** Until the browser is closed; the server ends it earlier. Lax: a link in a mail may open a desk, a foreign form may not. */
const cookieOptions = ({ https }: Pick<SignInOffice, 'https'>): CookieOptions => ({
  httpOnly: true,
  secure: https,
  sameSite: 'lax',
  path: '/',
})
