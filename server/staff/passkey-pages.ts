/** Signing in and proving oneself with a passkey, in a browser. A script puts the browser's answer into the form. */
import { type Request, type RequestHandler, type Response, Router, urlencoded } from 'express'
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { formBody } from '../web/forms.ts'
import { read } from '../web/read.ts'
import { typedIn } from '../web/request.ts'
import { proveByPasskey, signInByPasskey } from './passkey-proving.ts'
import { useAnswer } from './passkeys.ts'
import type { Session } from './session-store.ts'
import { sessionBehind, type SignInOffice } from './sign-in.ts'

/** A form that carries a browser's answer: a few kilobytes, with an attestation some more. */
export const answerForm: RequestHandler = urlencoded({ extended: false, limit: 65_536, parameterLimit: 5 })

const form = z.strictObject({ credential: z.string().max(60_000), to: z.string().max(500).optional() })

/** The answer in a form's field. @throws Refusal `passkey-refused` for what no browser wrote. */
export function answerIn<Answer>(shape: z.ZodType<Answer>, credential: string): Answer {
  const answer = shape.safeParse(jsonOf(credential))
  if (!answer.success) throw refuse('invalid', 'passkey-refused')
  return answer.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Told = {
  readonly remember: (response: Response, session: Session) => void
  /** Where to go on; only pages of staff. */
  readonly place: (to: unknown) => string
  /** Shows the page again with what was wrong. */
  readonly again: (
    page: 'sign-in' | 'prove',
    request: Request,
    response: Response,
    error: unknown,
  ) => Promise<void>
}

/** `POST /sign-in/passkey` and `POST /prove/passkey`. */
export function passkeyPages(office: SignInOffice, { remember, place, again }: Told): Router {
  const router = Router()
  const answer = (
    page: 'sign-in' | 'prove',
    session: (request: Request, credential: string) => Promise<Session>,
  ) =>
    router.post(`/${page}/passkey`, answerForm, async (request, response) => {
      const typed = typedIn(request)
      try {
        const { credential, to } = read(form, formBody(typed))
        remember(response, await session(request, credential))
        response.redirect(303, place(to))
      } catch (error) {
        await again(page, request, response, error)
      }
    })
  answer('sign-in', (_, credential) => signInByPasskey(office, answerIn(useAnswer, credential)))
  answer('prove', async ({ headers }, credential) => {
    const session = await sessionBehind(office, headers)
    if (!session) throw refuse('unauthenticated', 'sign-in-required')
    return proveByPasskey(office, session, answerIn(useAnswer, credential))
  })
  return router
}
