/** One's own account: the second factor, recovery codes, password, and where one is signed in. */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { qrPicture } from '../documents/barcode.ts'
import { refuse, Refusal } from '../base/refusal.ts'
import { mayDo } from '../staff/access.ts'
import { choosePassword, passwordForm } from '../staff/choosing.ts'
import { beginApp, factorsOf, secretBegun } from '../staff/factor-store.ts'
import { drawOwnCodes, letAppGo, takeAppIntoUse } from '../staff/own-factors.ts'
import { rememberStaff } from '../staff/pages.ts'
import { passkeysOf } from '../staff/passkey-store.ts'
import { renewAlone } from '../staff/proving.ts'
import { mustHaveFactor } from '../staff/second-factor.ts'
import { endSessionNamed, sessionsOf } from '../staff/session-store.ts'
import { type OpenSession, sessionBehind } from '../staff/sign-in.ts'
import { enrolmentUri, spelledSecret } from '../staff/totp.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, type Attempt, deskForm, untouched } from './act.ts'
import { passkeyAccountPages } from './passkey-pages.ts'

const codeForm = z.strictObject({ code: z.string().min(1).max(20) })

/** `/account` and what is changed there. */
export function accountPages(context: Context, frame: Frame): Router {
  const router = Router()
  const show = accountPage(context, frame)
  router.get('/account', frame.may('see-own-account'), (request, response) =>
    show(request, response, untouched),
  )
  router.post(
    '/account/sessions/end',
    frame.may('end-own-sessions'),
    async (request: Request, response: Response) => {
      rememberStaff(context, response, await renewAlone(context, await own(context, request)))
      response.redirect(303, '/account')
    },
  )
  router.post(
    '/account/sessions/:name/end',
    frame.may('end-own-sessions'),
    async (request: Request<{ name: string }>, response: Response) => {
      const { staff } = await own(context, request)
      await endSessionNamed(context.db, staff.id, request.params.name)
      response.redirect(303, '/account')
    },
  )
  router.post(
    '/account/password',
    frame.may('change-own-password'),
    deskForm,
    act(async (request, response) => {
      const session = await own(context, request)
      const chosen = read(passwordForm, formBody(typedIn(request)))
      await choosePassword(context, session.staff, chosen, request.ip ?? '')
      rememberStaff(context, response, await renewAlone(context, session))
      return '/account'
    }, show),
  )
  router.use(appPages(context, frame))
  router.use(passkeyAccountPages(context, frame, { own: (request) => own(context, request), account: show }))
  return router
}

/** Setting an authenticator app up, and letting it go. What is secret is shown in the answer to a form, once. */
function appPages(context: Context, frame: Frame): Router {
  const router = Router()
  const may = frame.may('change-own-factors')
  const showApp = appPage(context, frame)

  router.post('/account/app', may, async (request, response) => {
    await beginApp(context, (await own(context, request)).staff.id)
    response.redirect(303, '/account/app')
  })
  router.get('/account/app', may, (request, response) => showApp(request, response, untouched))
  router.post('/account/app/confirmation', may, deskForm, async (request, response) => {
    const session = await own(context, request)
    const typed = typedIn(request)
    try {
      const { code } = read(codeForm, formBody(typed))
      const codes = await takeAppIntoUse(context, session, code)
      rememberStaff(context, response, await renewAlone(context, { ...session, stage: 'open' }))
      await frame.show(response, 'recovery-codes', { codes })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await showApp(request, response.status(statusOf(error)), { typed, faults: error.faults })
    }
  })
  router.post(
    '/account/app/removal',
    may,
    act(
      async (request, response) => {
        const session = await own(context, request)
        await letAppGo(context, session)
        rememberStaff(context, response, await renewAlone(context, session))
        return '/account'
      },
      accountPage(context, frame),
    ),
  )
  router.post('/account/recovery-codes', may, async (request, response) => {
    const codes = await drawOwnCodes(context, await own(context, request))
    await frame.show(response, 'recovery-codes', { codes })
  })
  return router
}

type Shown = (request: Request, response: Response, attempt: Attempt) => Promise<void>

const accountPage =
  (context: Context, frame: Frame): Shown =>
  async (request, response, { typed, faults }) => {
    const { staff, stage, token } = await own(context, request)
    const sessions = await sessionsOf(context, staff.id, token)
    const factors = await factorsOf(context.db, staff.id)
    // A password goes back to nobody, not even to who typed it.
    const kept = Object.fromEntries(Object.entries(typed).filter(([name]) => name.startsWith('_')))
    await frame.show(response, 'account', {
      account: { name: staff.name, email: staff.email, roles: staff.roles },
      factors,
      passkeys: context.relyingParty && {
        held: (await passkeysOf(context.db, staff.id)).map(({ id, name, madeAt, lastUsedAt }) => ({
          name,
          madeAt,
          lastUsedAt,
          endHref: `/account/passkeys/${id}/end`,
        })),
        newHref: '/account/passkeys/new',
      },
      required: context.strict && mustHaveFactor(staff.roles),
      due: stage === 'enrolment-due',
      keysHref: mayDo(actorIn(response), 'see-api-keys') ? '/account/keys' : undefined,
      passwordDue: context.strict && staff.owesPassword === true,
      others: sessions.length - 1,
      sessions: sessions.map((one) => ({ ...one, endHref: `/account/sessions/${one.name}/end` })),
      form: formView({ area: 'desk', texts: frame.texts(localeOf(request)), typed: kept, faults }),
    })
  }

const appPage =
  (context: Context, frame: Frame): Shown =>
  async (request, response, { faults }) => {
    const { staff } = await own(context, request)
    const secret = await secretBegun(context.db, staff.id)
    if (secret === undefined) return response.redirect(303, '/account')
    await frame.show(response, 'account-app', {
      qr: qrPicture(enrolmentUri(staff.email, secret)),
      secret: spelledSecret(secret),
      form: formView({ area: 'desk', texts: frame.texts(localeOf(request)), typed: {}, faults }),
    })
  }

async function own(context: Context, { headers }: Pick<Request, 'headers'>): Promise<OpenSession> {
  const session = await sessionBehind(context, headers)
  if (!session) throw refuse('unauthenticated', 'sign-in-required')
  return session
}
