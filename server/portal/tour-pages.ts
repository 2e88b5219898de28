/**
 * The driver's pages, on a phone, behind the link of one zone's day (R38-R40): stops, parcels to scan, a signature on
 * glass, or why nothing was taken. Works without JavaScript; the link is its only key and ends soon after the day.
 */
import { Router, urlencoded, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { actorText, type Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { Refusal, refuse, type Fault } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { receiveUpload, uploadFaults } from '../evidence/upload.ts'
import { attemptPickup, type Visit } from '../shipping/attempt.ts'
import { readScan } from '../shipping/scan.ts'
import { glassStrokes, spelledOnGlass } from '../shipping/signing.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { ticks } from '../web/spellings.ts'
import { stopView, tourView, type Tour } from './tour-view.ts'

type At = Request<{ zone: string; date: string; token: string; id: string }>

const form = urlencoded({ extended: false, limit: 65_536, parameterLimit: 60 })

/** Days after its day on which a tour can still be told: a phone may have had no signal. */
const daysOpen = 2

/** Of one visit. */
const photosAtMost = 6

const taken = z.strictObject({
  parcels: z.array(z.string().max(40)).max(99),
  /** Numbers as a scanner types them, apart by spaces or lines. */
  scanned: z.string().max(5000).optional(),
  signedBy: z.string().trim().min(1).max(120),
  signature: glassStrokes,
})

const missed = z.strictObject({
  outcome: z.enum(['not-ready', 'carrier-failed', 'refused-hazard']),
  note: z.string().trim().max(500).optional(),
  photos: z.array(z.string().max(100)).max(photosAtMost).optional(),
})

/** Stops of a day, and each of them. */
export function tourPages(context: Context, frame: Frame): Router {
  const router = Router()
  const visiting = visitingWith(context, frame)
  router.get('/tour/:zone/:date/:token', async (request, response) => {
    const tour = tourAt(context, request as unknown as At)
    await frame.show(response, 'tour', {
      tour: await tourView(context, tour, context.texts(localeOf(request))),
    })
  })
  router.get('/tour/:zone/:date/:token/:id', (_request, response) => showStop(context, frame, response))
  router.post(
    '/tour/:zone/:date/:token/:id/hand-over',
    form,
    visiting((typed) => {
      const fields = formBody(typed, { spellings: { parcels: ticks } })
      const { parcels, scanned = '', signedBy, signature } = read(taken, { parcels: [], ...fields })
      const numbers = scanned.split(/\s+/).flatMap((one) => numberIn(context, one))
      return {
        outcome: 'done',
        parcels: [...new Set([...parcels, ...numbers])],
        signed: { signedBy, signature: spelledOnGlass(signature) },
      }
    }),
  )
  router.post(
    '/tour/:zone/:date/:token/:id/visits',
    receiveUpload(
      {
        ...context,
        whose: async (request) => actorText(driverOf(tourAt(context, request as unknown as At))),
      },
      { field: 'photos', filesAtMost: photosAtMost, kind: 'visit-photo' },
    ),
    visiting((typed, response) => {
      const faults = uploadFaults(response)
      if (faults.length > 0) throw new Refusal('invalid', faults)
      const { photos, ...told } = read(missed, formBody(typed, { spellings: { photos: ticks } }))
      return { ...told, evidence: photos }
    }),
  )
  return router
}

/** A wrong token is answered like a tour that does not exist, and so is one that is long over. */
function tourAt({ opensTour, tourPath, clock }: Context, { params: { zone, date, token } }: At): Tour {
  if (!opensTour(zone, date, token)) throw refuse('not-found', 'not-found')
  const last = Temporal.PlainDate.from(date).add({ days: daysOpen })
  if (Temporal.PlainDate.compare(last, dateIn(clock.now(), 'UTC')) < 0) throw refuse('not-found', 'not-found')
  return { zone, date, path: tourPath(zone, date) }
}

/** A driver has no account: the zone's link is who it is. */
const driverOf = ({ zone }: Tour): Actor => ({ kind: 'carrier', name: zone })

const stopNo = ({ params }: At): number => Number(params.id) || 0

/** The stop, once more with what was typed and what was wrong with it. */
async function showStop(
  context: Context,
  frame: Frame,
  response: Response,
  typed: Typed = {},
  faults: readonly Fault[] = [],
): Promise<void> {
  const request = response.req as unknown as At
  const texts = context.texts(localeOf(request))
  const stop = await stopView(context, tourAt(context, request), stopNo(request), texts)
  if (!stop) throw refuse('not-found', 'not-found')
  await frame.show(response, 'stop', { stop, form: formView({ area: 'tour', texts, typed, faults }) })
}

/** Records what happened at the stop and goes back to the tour; a refusal is shown at the stop. */
const visitingWith =
  (context: Context, frame: Frame) =>
  (told: (typed: Typed, response: Response) => Omit<Visit, 'by'>) =>
  async (given: Request, response: Response): Promise<void> => {
    const request = given as unknown as At
    const tour = tourAt(context, request)
    const typed = typedIn(request)
    if (!(await stopView(context, tour, stopNo(request), context.texts('en'))))
      throw refuse('not-found', 'not-found')
    try {
      const visit: Visit = { ...told(typed, response), by: driverOf(tour) }
      await inTransaction(context.db, (trx) =>
        attemptPickup({ ...context, db: trx }, trx, stopNo(request), visit),
      )
      response.redirect(303, tour.path)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await showStop(context, frame, response.status(statusOf(error)), typed, error.faults)
    }
  }

/** The parcel's number in what a scanner typed; whatever else it is stays as it is, to be refused by name. */
function numberIn({ clock, tokenKeys }: Context, scanned: string): string[] {
  if (scanned === '') return []
  const today = dateIn(clock.now(), 'UTC')
  const scan = readScan(scanned, { prefixes: [], tokenKeys, today })
  return [scan.kind === 'sscc' ? scan.sscc : scanned]
}
