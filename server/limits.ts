/**
 * How often one network address, one draft, claim or link may ask for what costs much or invites guessing. Whoever asks
 * on after the wait of a minute is refused for up to an hour. Knows no page: only the addresses of those that are counted.
 */
import { Router, type Request, type RequestHandler } from 'express'
import { sha256 } from './base/canonical.ts'
import { limitRequests } from './web/security.ts'

const minute = 60
const hour = 3600

/** An office or a warehouse is one address: many people, few times what one does. */
const atMost = {
  signIn: { minute: 30 },
  uploads: { minute: 300, hour: 3000 },
  uploadsOfOne: { minute: 120, hour: 600 },
  proofs: { minute: 30, hour: 300 },
  lookUps: { minute: 120, hour: 1200 },
}

const signIn = [
  '/sign-in',
  '/sign-in/organisation',
  '/sign-in/organisation/answer',
  '/sign-in/passkey',
  '/prove',
  '/prove/passkey',
  '/api/sessions',
  '/api/sessions/passkey-challenges',
  '/api/sessions/current/proofs',
]

const uploads = [
  '/api/evidence',
  '/draft/:id/:token/:step',
  '/c/:reference/:token/application',
  '/tour/:zone/:date/:token/:id/visits',
  '/phone/:token',
]

/** Stands before everything that it names. @throws Refusal `too-many-requests`, with the wait. */
export function limitHouse(): Router {
  const router = Router()
  router.post(signIn, limitRequests({ requests: atMost.signIn.minute, seconds: minute }))
  router.post(uploads, ...within(atMost.uploads), ...within(atMost.uploadsOfOne, whose))
  router.post('/proof', ...within(atMost.proofs))
  router.get('/l/:token', ...within(atMost.lookUps))
  router.post('/api/programmes/:programme/eligibility', ...within(atMost.lookUps))
  return router
}

const within = (
  most: { readonly minute: number; readonly hour: number },
  of?: (request: Request) => string | undefined,
): RequestHandler[] => [
  limitRequests({ requests: most.minute, seconds: minute, of }),
  limitRequests({ requests: most.hour, seconds: hour, of }),
]

/** The draft, claim, tour or telephone's link that the address names; over the API, whoever shows a token. */
function whose(request: Request): string | undefined {
  const { id, reference, token } = request.params as Readonly<Record<string, string | undefined>>
  const named = reference ?? token ?? id ?? request.get('Authorization')
  return named === undefined ? undefined : sha256(named)
}
