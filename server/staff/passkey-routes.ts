/** Passkeys over the JSON API: what a browser is asked. Its answers come by the forms of pages, which set the cookie. */
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { operation, type Operation } from '../web/operation.ts'
import { askForPasskey, beginPasskey } from './passkey-proving.ts'
import { sessionBehind, type SignInOffice } from './sign-in.ts'

const question = z
  .looseObject({ challenge: z.string() })
  .describe('Options of WebAuthn, for `parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`.')

/** The two questions; each is drawn anew, counts once and for five minutes. */
export const passkeyOperations = (office: SignInOffice): readonly Operation[] => [
  operation(
    {
      method: 'post',
      path: '/account/passkey-challenges',
      move: 'change-own-factors',
      summary: 'What a browser is asked to make a passkey',
      tag: 'staff',
      output: question,
      status: 201,
      transaction: 'own',
    },
    async ({ db, headers }) => {
      const session = await sessionBehind({ ...office, db }, headers)
      if (!session) throw refuse('unauthenticated', 'sign-in-required')
      return beginPasskey({ ...office, db }, session)
    },
  ),
  operation(
    {
      method: 'post',
      path: '/sessions/passkey-challenges',
      move: 'sign-in',
      summary: 'What a browser is asked to use a passkey',
      tag: 'staff',
      output: question,
      status: 201,
      transaction: 'own',
    },
    async ({ db }) => askForPasskey({ ...office, db }),
  ),
]
