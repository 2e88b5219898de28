/** One's own second factor over the JSON API: an app that shows codes, and recovery codes. Everything secret is told once. */
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { type Database, inTransaction } from '../database.ts'
import { operation, type Operation, type Proof } from '../web/operation.ts'
import { beginApp, confirmApp, factorsOf, hasFactor, newRecoveryCodes, removeApp } from './factor-store.ts'
import { renewAlone } from './proving.ts'
import { sessionShown, sessionView } from './routes.ts'
import { mustHaveFactor } from './second-factor.ts'
import { countSessions } from './session-store.ts'
import { type OpenSession, sessionBehind, type SignInOffice } from './sign-in.ts'
import { enrolmentUri } from './totp.ts'

const codesView = z.array(z.string()).describe('Each opens the second step once. Told only here.')

/** What one's account has, and changing it. */
export const factorOperations = (office: SignInOffice): readonly Operation[] => [
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
        sessions: await countSessions({ ...office, db }, staff.id),
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
      const recoveryCodes = await confirmApp(
        { ...office, db },
        session.staff.id,
        input.code.replace(/\s/g, ''),
      )
      const next = await renewAlone({ ...office, db }, { ...session, stage: 'open' })
      return { recoveryCodes, session: sessionShown(next, session.staff) }
    },
  ),
  ...leavingOperations(office),
]

const leavingOperations = (office: SignInOffice): readonly Operation[] => [
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
      const { staff } = await own(office, db, headers)
      if (!hasFactor(await factorsOf(db, staff.id))) throw refuse('conflict', 'app-not-begun')
      const draw = (trx: Parameters<typeof newRecoveryCodes>[0]) =>
        newRecoveryCodes(trx, office.clock, staff.id)
      return { recoveryCodes: await inTransaction(db, draw) }
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

/** @throws Refusal `factor-required` for somebody who may not be without one. */
export async function letAppGo({ db, strict }: SignInOffice, { staff }: OpenSession): Promise<void> {
  const { passkeys } = await factorsOf(db, staff.id)
  if (strict && passkeys === 0 && mustHaveFactor(staff.roles)) throw refuse('forbidden', 'factor-required')
  await removeApp(db, staff.id)
}

async function own(office: SignInOffice, db: Database, headers: Proof): Promise<OpenSession> {
  const session = await sessionBehind({ ...office, db }, headers)
  if (!session) throw refuse('unauthenticated', 'sign-in-required')
  return session
}
