/** One's own second factor over the JSON API: an app that shows codes, and recovery codes, and where one is signed in. Everything secret is told once. */
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import type { Database } from '../database.ts'
import { operation, type Operation, type Proof } from '../web/operation.ts'
import { beginApp, factorsOf } from './factor-store.ts'
import { drawOwnCodes, letAppGo, takeAppIntoUse } from './own-factors.ts'
import { renewAlone } from './proving.ts'
import { sessionShown, sessionView } from './routes.ts'
import { endSessionNamed, sessionsOf } from './session-store.ts'
import { type OpenSession, sessionBehind, type SignInOffice } from './sign-in.ts'
import type { Telling } from './telling.ts'
import { enrolmentUri } from './totp.ts'

const codesView = z.array(z.string()).describe('Each opens the second step once. Told only here.')

/** What one's account has, and changing it. */
export const factorOperations = (office: SignInOffice & Telling): readonly Operation[] => [
  operation(
    {
      method: 'get',
      path: '/account',
      move: 'see-own-account',
      summary: 'Your second factor and sessions',
      tag: 'staff',
      output: z.object({
        app: z.boolean().describe('True when codes of an app are asked for.'),
        passkeys: z.int().describe('How many there are.'),
        recoveryCodes: z.int().describe('How many are left.'),
        sessions: z.int(),
      }),
    },
    async ({ db, headers }) => {
      const { staff } = await own(office, db, headers)
      return {
        ...(await factorsOf(db, staff.id)),
        sessions: (await sessionsOf({ ...office, db }, staff.id)).length,
      }
    },
  ),
  operation(
    {
      method: 'post',
      path: '/account/app',
      move: 'change-own-factors',
      summary: 'Begin with an authenticator app',
      description: 'It counts when a code of it was confirmed.',
      tag: 'staff',
      output: z.object({ secret: z.string(), uri: z.string().describe('What the QR code holds.') }),
      status: 201,
      transaction: 'own',
    },
    async ({ db, headers }) => {
      const { staff } = await own(office, db, headers)
      const secret = await beginApp({ ...office, db }, staff.id)
      return { secret, uri: enrolmentUri(staff.email, secret) }
    },
  ),
  operation(
    {
      method: 'post',
      path: '/account/app/confirmation',
      move: 'change-own-factors',
      summary: 'Take the app into use; every session of the account ends',
      tag: 'staff',
      input: z.strictObject({ code: z.string().min(1).max(20) }),
      output: z.object({ recoveryCodes: codesView, session: sessionView }),
      status: 201,
      transaction: 'own',
    },
    async ({ db, headers, input }) => {
      const session = await own(office, db, headers)
      const recoveryCodes = await takeAppIntoUse({ ...office, db }, session, input.code)
      const next = await renewAlone({ ...office, db }, { ...session, stage: 'open' })
      return { recoveryCodes, session: sessionShown(next, session.staff) }
    },
  ),
  ...leavingOperations(office),
  ...sessionOperations(office),
]

const leavingOperations = (office: SignInOffice & Telling): readonly Operation[] => [
  operation(
    {
      method: 'post',
      path: '/account/recovery-codes',
      move: 'change-own-factors',
      summary: 'New recovery codes; those before count no more',
      tag: 'staff',
      output: z.object({ recoveryCodes: codesView }),
      status: 201,
      transaction: 'own',
    },
    async ({ db, headers }) => {
      const session = await own(office, db, headers)
      return { recoveryCodes: await drawOwnCodes({ ...office, db }, session) }
    },
  ),
  operation(
    {
      method: 'delete',
      path: '/account/app',
      move: 'change-own-factors',
      summary: 'Let the app go; every session of the account ends',
      tag: 'staff',
      output: sessionView,
      transaction: 'own',
    },
    async ({ db, headers }) => {
      const session = await own(office, db, headers)
      await letAppGo({ ...office, db }, session)
      return sessionShown(await renewAlone({ ...office, db }, session), session.staff)
    },
  ),
]

const sessionOperations = (office: SignInOffice): readonly Operation[] => [
  operation(
    {
      method: 'get',
      path: '/account/sessions',
      move: 'see-own-account',
      summary: 'Where you are signed in',
      tag: 'staff',
      output: z.array(
        z.object({
          name: z.string().describe('To end it by; it opens nothing.'),
          openedAt: z.iso.datetime(),
          lastSeenAt: z.iso.datetime(),
          expiresAt: z.iso.datetime(),
          isThis: z.boolean().describe('The one that asks.'),
        }),
      ),
    },
    async ({ db, headers }) => {
      const { staff, token } = await own(office, db, headers)
      return sessionsOf({ ...office, db }, staff.id, token)
    },
  ),
  operation(
    {
      method: 'delete',
      path: '/account/sessions/{name}',
      move: 'end-own-sessions',
      summary: 'End one of your sessions',
      tag: 'staff',
      params: z.object({ name: z.string().max(40) }),
    },
    async ({ db, headers, params }) => {
      const { staff } = await own(office, db, headers)
      await endSessionNamed(db, staff.id, params.name)
    },
  ),
]

async function own(office: SignInOffice, db: Database, headers: Proof): Promise<OpenSession> {
  const session = await sessionBehind({ ...office, db }, headers)
  if (!session) throw refuse('unauthenticated', 'sign-in-required')
  return session
}
