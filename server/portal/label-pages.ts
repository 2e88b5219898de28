/**
 * What a phone shows that scans a label's QR code: whether the label is ours, and what is on the paper anyway. Needs no
 * sign-in, asks no database and tells nothing of what became of the parcel.
 */
import { Router } from 'express'
import { dateIn } from '../base/calendar.ts'
import type { Context } from '../context.ts'
import { readToken } from '../shipping/token.ts'
import type { Frame } from '../web/frame.ts'

/** The published keys, and what a scanned label's code says. */
export function labelPages({ clock, labelKeys }: Context, frame: Frame): Router {
  const router = Router()
  router.get('/.well-known/backhaul-keys.json', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600').json(labelKeys.published)
  })
  router.get('/l/:token', async (request, response) => {
    const reading = readToken(request.params.token, labelKeys.tokenKeys, dateIn(clock.now(), 'UTC'))
    const facts = 'facts' in reading ? reading.facts : undefined
    await frame.show(response.status(facts ? 200 : 404), 'label', {
      state: reading.state,
      ...(facts && {
        label: { ...facts, issuedOn: facts.issuedOn.toString(), expiresOn: facts.expiresOn.toString() },
      }),
    })
  })
  return router
}
