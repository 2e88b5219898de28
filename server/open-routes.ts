/** Pages that ask nobody who they are: whoever has the address may open it. What is not listed here has to ask for leave. */
import type { OpenRoutes } from './web/declared.ts'

export const openRoutes: OpenRoutes = {
  'GET /': 'look-up',
  'GET /apply/:programme': 'apply',
  'POST /apply/:programme': 'apply',
  // The token in the address is the proof: a draft's, a driver's for one day, a telephone's for some minutes.
  'GET /draft/:id/:token': 'apply',
  'GET /draft/:id/:token/saved': 'apply',
  'GET /draft/:id/:token/check': 'apply',
  'POST /draft/:id/:token/check': 'apply',
  'POST /draft/:id/:token/pairs': 'apply',
  'GET /draft/:id/:token/:step': 'apply',
  'POST /draft/:id/:token/:step': 'apply',
  'GET /tour/:zone/:date/:token': 'follow-link',
  'GET /tour/:zone/:date/:token/:id': 'follow-link',
  'POST /tour/:zone/:date/:token/:id/hand-over': 'follow-link',
  'POST /tour/:zone/:date/:token/:id/visits': 'follow-link',
  'GET /phone/sent': 'look-up',
  'GET /phone/:token': 'follow-link',
  'POST /phone/:token': 'follow-link',
  // Whether a paper, a label or a journal's end is ours.
  'GET /.well-known/backhaul-keys.json': 'look-up',
  'GET /.well-known/backhaul-journal.json': 'look-up',
  'GET /l/:token': 'look-up',
  'GET /proof': 'look-up',
  'POST /proof': 'look-up',
  'GET /help': 'look-up',
  'GET /help/api': 'look-up',
  'GET /help/pictures/:name': 'look-up',
  'GET /help/:guide': 'look-up',
  'GET /sign-in': 'sign-in',
  'POST /sign-in': 'sign-in',
  'POST /sign-out': 'sign-in',
  'GET /prove': 'sign-in',
  'POST /prove': 'sign-in',
  'POST /sign-in/passkey': 'sign-in',
  'POST /prove/passkey': 'sign-in',
  'POST /sign-in/organisation': 'sign-in',
  'GET /sign-in/organisation/answer': 'sign-in',
  'POST /sign-in/organisation/answer': 'sign-in',
  // The shells of the stations, which hold nothing: they have to open without a network.
  'GET /desk/audit/offline': 'look-up',
  'GET /desk/offline': 'look-up',
  'GET /desk/receive/offline': 'look-up',
  'GET /desk/receive/station.webmanifest': 'look-up',
  'GET /desk/unidentified/offline': 'look-up',
}

/** The outbox of a demonstration, where all data are made up. */
export const openInDemonstration: OpenRoutes = {
  'GET /dev/mail': 'look-up',
  'GET /dev/mail/:id': 'look-up',
  'GET /dev/mail/:id/html': 'look-up',
  'GET /dev/mail/:id/attachments/:place': 'look-up',
}
