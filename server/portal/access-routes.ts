/** From a claim's link to its participant, for programs: a code by mail, then a session. */
import { z } from 'zod'
import { instantText } from '../base/calendar.ts'
import { operation, type Operation } from '../web/operation.ts'
import { proveWithCode, sendCode, type CodeDesk } from './access.ts'

const sessionView = z.object({
  token: z.string().describe('Send it as `Authorization: Bearer claim.…`. It is told only here.'),
  expiresAt: z.iso.datetime().describe('It ends earlier after three quarters of an hour without a request.'),
})

/** Asking for a code and opening a session with it. */
export const accessOperations = (desk: CodeDesk): readonly Operation[] => [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/codes',
      move: 'ask-code',
      tag: 'claims',
      summary: 'Mail the participant a six-digit code',
      description: 'It goes to the e-mail address of the application and counts once, for ten minutes.',
    },
    async ({ db, params, address }) => sendCode(db, desk, { ...params, address }),
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/sessions',
      move: 'prove-code',
      tag: 'claims',
      summary: 'Open the claim with the code',
      input: z.strictObject({ code: z.string().max(20) }),
      output: sessionView,
      status: 201,
      // A failed try must be kept although it is refused, and a token is never stored for a replay.
      transaction: 'own',
    },
    async ({ db, params, input, address }) => {
      const { token, expiresAt } = await proveWithCode(db, desk, { ...params, address }, input.code)
      return { token, expiresAt: instantText(expiresAt) }
    },
  ),
]
