/**
 * How often one network address, one draft, claim or link, one session of staff may ask for what costs much or invites
 * guessing. Whoever asks on after the wait of a minute waits longer each time, up to an hour. Knows no page: only the
 * addresses of those that are counted.
 */
import { Router, type Request, type RequestHandler } from 'express'
import { sha256 } from './base/canonical.ts'
import { cookieIn } from './web/cookies.ts'
import { limitRequests } from './web/security.ts'

const minute = 60
const hour = 3600

/** An office or a warehouse is one address: many people, few times what one does. */
const atMost = {
  signIn: { minute: 30 },
  uploads: { minute: 300, hour: 3000 },
  uploadsOfOne: { minute: 120, hour: 600 },
  // A bench sends some pictures with each device; a session that was stolen fills no disk.
  uploadsOfStaff: { minute: 600, hour: 12_000 },
  proofs: { minute: 30, hour: 300 },
  applications: { minute: 30 },
  // A telephone that sends photos, and its page.
  photoLinks: { minute: 60 },
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

/** What staff send in: paper of participants, photos, reports, lists of carriers, files of the bank. */
const staffUploads = [
  '/desk/entry/:programme',
  '/desk/audit/:reference/:unit',
  '/desk/audit/:reference/:unit/records',
  '/desk/audit/:reference/:unit/erasure-reports',
  '/desk/unidentified',
  '/desk/carriers/events',
  '/desk/payments/answers',
  '/api/bank-answers',
  '/api/carrier-events/:connection',
]

/** Stands before everything that it names. @throws Refusal `too-many-requests`, with the wait. */
export function limitHouse(): Router {
  const router = Router()
  router.post(signIn, limitRequests({ requests: atMost.signIn.minute, seconds: minute }))
  router.post(uploads, ...within(atMost.uploads), ...within(atMost.uploadsOfOne, whose))
  router.post(staffUploads, ...within(atMost.uploadsOfStaff, whoseSession))
  router.post('/proof', ...within(atMost.proofs))
  router.get('/l/:token', ...within(atMost.lookUps))
  router.post('/apply/:programme', limitRequests({ requests: atMost.applications.minute, seconds: minute }))
  const photoLinks = limitRequests({ requests: atMost.photoLinks.minute, seconds: minute })
  router.get('/phone/:token', photoLinks)
  router.post('/phone/:token', photoLinks)
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

/** Whoever shows a session or a key; who shows none is refused before a byte is read. */
function whoseSession(request: Request): string | undefined {
  const cookie = request.get('Cookie')
  const shown =
    request.get('Authorization') ?? cookieIn(cookie, '__Host-session') ?? cookieIn(cookie, 'session')
  return shown === undefined ? undefined : sha256(shown)
}
