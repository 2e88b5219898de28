/** Sessions over the JSON API: the same token that a browser keeps in its cookie, for programs as a bearer token. */
import { z } from 'zod'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { operation, type Operation } from '../web/operation.ts'
import { passwordLength } from './passwords.ts'
import { asksFor, prove } from './proving.ts'
import { roles } from './roles.ts'
import { endSession, type Session } from './session-store.ts'
import { sessionBehind, signIn, type SignInOffice, staffBehind, tokenIn } from './sign-in.ts'
import type { Staff } from './store.ts'

const credentials = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(200),
})

/** What an account may be. */
export const roleView = z.enum(roles).meta({ id: 'Role' })

const staffView = z.object({ id: z.int(), name: z.string(), roles: z.array(roleView) }).meta({ id: 'Staff' })

/** A session as it is told to its holder, once. */
export const sessionView = z
  .object({
    token: z.string().describe('Send it as `Authorization: Bearer …`. It is told only here.'),
    expiresAt: z.iso.datetime().describe('It ends earlier after an hour without a request.'),
    stage: z
      .enum(['open', 'factor-due', 'enrolment-due'])
      .describe(
        '`factor-due`: prove the second factor at `/sessions/current/proofs`. `enrolment-due`: set an app up at `/account/app` first.',
      ),
    staff: staffView,
  })
  .meta({ id: 'StaffSession' })

/** The view of a session that was opened for somebody. */
export const sessionShown = (
  { token, expiresAt, stage }: Session,
  { id, name, roles: held }: Staff,
): z.input<typeof sessionView> => ({
  token,
  expiresAt: instantText(expiresAt),
  stage,
  staff: { id, name, roles: [...held] },
})

/** Signing in, proving oneself again, asking who one is, signing out. */
export const sessionOperations = (office: SignInOffice): readonly Operation[] => [
  operation(
    {
      method: 'post',
      path: '/sessions',
      move: 'sign-in',
      summary: 'Sign in',
      tag: 'staff',
      input: credentials,
      output: sessionView,
      status: 201,
      // A failed try must be kept although it is refused, and a token is never stored for a replay.
      transaction: 'own',
    },
    async ({ db, input, address }) => {
      const { staff, ...session } = await signIn({ ...office, db }, { ...input, address })
      return sessionShown(session, staff)
    },
  ),
  provingOperation(office),
  operation(
    {
      method: 'get',
      path: '/sessions/current',
      move: 'see-own-account',
      summary: 'Who is signed in',
      tag: 'staff',
      output: staffView,
    },
    async ({ db, headers }) => {
      const staff = await staffBehind({ ...office, db }, headers)
      if (!staff) throw refuse('unauthenticated', 'sign-in-required')
      return { id: staff.id, name: staff.name, roles: [...staff.roles] }
    },
  ),
  operation(
    { method: 'delete', path: '/sessions/current', move: 'sign-out', summary: 'Sign out', tag: 'staff' },
    async ({ db, headers }) => endSession(db, tokenIn(office, headers) ?? ''),
  ),
]

const provingOperation = (office: SignInOffice): Operation =>
  operation(
    {
      method: 'post',
      path: '/sessions/current/proofs',
      move: 'prove-self',
      summary: 'Take the second step of signing in, or prove that you are still there',
      description:
        'A code of your app or a recovery code; the password where you have no app. The token ends and another one is told. What is dangerous, such as releasing a run, wants a proof that is at most 15 minutes old.',
      tag: 'staff',
      input: z.strictObject({
        code: z.string().min(1).max(40).optional(),
        password: z.string().min(1).max(passwordLength.maximum).optional(),
      }),
      output: sessionView,
      status: 201,
      transaction: 'own',
    },
    async ({ db, headers, input, address }) => {
      const session = await sessionBehind({ ...office, db }, headers)
      if (!session) throw refuse('unauthenticated', 'sign-in-required')
      const asked = await asksFor({ ...office, db }, session)
      if (input[asked] === undefined) throw refuse('invalid', 'missing-field', {}, `/${asked}`)
      return sessionShown(await prove({ ...office, db }, session, input, address), session.staff)
    },
  )
