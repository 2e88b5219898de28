/** Sessions over the JSON API: the same token that a browser keeps in its cookie, for programs as a bearer token. */
import { z } from 'zod'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { operation, type Operation } from '../web/operation.ts'
import { roles } from './roles.ts'
import { endSession } from './session-store.ts'
import { signIn, type SignInOffice, staffBehind, tokenIn } from './sign-in.ts'

const credentials = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(200),
})

const staffView = z.object({ id: z.int(), name: z.string(), roles: z.array(z.enum(roles)) })

const sessionView = z.object({
  token: z.string().describe('Send it as `Authorization: Bearer …`. It is told only here.'),
  expiresAt: z.iso.datetime().describe('It ends earlier after an hour without a request.'),
  staff: staffView,
})

/** Signing in, asking who one is, signing out. */
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
      example: { input: { email: 'desk@backhaul.example', password: 'a long pass phrase' } },
    },
    async ({ db, input, address }) => {
      const { token, expiresAt, staff } = await signIn({ ...office, db }, { ...input, address })
      return { token, expiresAt: instantText(expiresAt), staff: { ...staff, roles: [...staff.roles] } }
    },
  ),
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
      return { ...staff, roles: [...staff.roles] }
    },
  ),
  operation(
    { method: 'delete', path: '/sessions/current', move: 'sign-out', summary: 'Sign out', tag: 'staff' },
    async ({ db, headers }) => endSession(db, tokenIn(office, headers) ?? ''),
  ),
]
