/** The dispatch desk (R34, R37-R40): the plan of a day, what is at risk, and each pick-up to move, tell or call off. */
import { Router, type Request, type RequestHandler, type Response } from 'express'
import { z } from 'zod'
import { actorText } from '../base/actor.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import { shipmentsOf } from '../shipping/store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { receiveUpload, uploadFaults } from '../evidence/upload.ts'
import { identify } from '../identity.ts'
import { enqueue } from '../jobs/store.ts'
import { attemptPickup } from '../shipping/attempt.ts'
import { arrangePickup, cancelPickup } from '../shipping/booking.ts'
import { setVisits, zonesOf } from '../shipping/depot-store.ts'
import { pickupOf } from '../shipping/pickup-store.ts'
import { attemptOutcomes } from '../shipping/pickup.ts'
import { reweigh } from '../shipping/reweigh.ts'
import { mayDo } from '../staff/access.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf, queryText, typedIn } from '../web/request.ts'
import { kilograms, ticks, whole } from '../web/spellings.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { listView } from './list-view.ts'
import { claimPickupView } from './pickup-claim-view.ts'
import { pickupHref, planHref } from './pickup-links.ts'
import { manifestFacts } from './pickup-manifest-view.ts'
import { planView } from './pickup-plan-view.ts'

type At = Request<{ reference: string }>

/** Of one visit. */
const photosAtMost = 6

const moving = z.strictObject({ date: z.iso.date(), from: z.string().regex(/^\d{2}:\d{2}$/) })
const telling = z.strictObject({
  outcome: z.enum(attemptOutcomes),
  costMinor: z.int().min(0).max(10_000_000).optional(),
  note: z.string().trim().max(500).optional(),
  doorPhotos: z.array(z.string().max(100)).max(photosAtMost).optional(),
})
const weighing = z.strictObject({ weightGrams: z.int().min(1).max(2_000_000) })
const limiting = z.strictObject({
  zone: z.string().min(1).max(60),
  date: z.iso.date(),
  visits: z.int().min(0).max(1000),
  reason: z.string().trim().min(1).max(200),
})

/** Pages and forms of the dispatcher. */
export function pickupPages(context: Context, frame: Frame): Router {
  const router = Router()
  planning(router, context, frame)
  arranging(router, context, frame)
  return router
}

function planning(router: Router, context: Context, frame: Frame): void {
  const { db } = context
  const show = async (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const asked = z.iso.date().safeParse(queryText(request, 'day') || typed['date'])
    const texts = context.texts(localeOf(request))
    await frame.show(response, 'desk/pickups', {
      desk: 'pickups',
      plan: await planView(context, asked.data),
      list: (await listView({ db, texts }, actorIn(response), 'pickups', request)).list,
      riskList: (await listView({ db, texts }, actorIn(response), 'risks', request)).list,
      mayArrange: mayDo(actorIn(response), 'arrange-pickup'),
      form: formView({ area: 'desk', texts, typed, faults }),
    })
  }

  router.get('/desk/pickups', frame.may('see-shipments'), (request, response) =>
    show(request, response, untouched),
  )

  router.get('/desk/pickups/manifest', frame.may('see-shipments'), async (request, response) => {
    const locale = localeOf(request)
    const facts = await manifestFacts(context, queryText(request, 'zone'), queryText(request, 'day'))
    const draw = context.drawings['pickup-manifest']
    if (!facts || !draw) throw refuse('not-found', 'not-found')
    const name = `manifest-${facts.date}-${queryText(request, 'zone')}.pdf`
    response
      .attachment(name)
      .type('application/pdf')
      .send(await draw(facts, locale))
  })

  router.get('/desk/pickups/open', frame.may('see-shipments'), (request, response) =>
    response.redirect(303, pickupHref(encodeURIComponent(queryText(request, 'reference').toUpperCase()))),
  )

  router.post(
    '/desk/pickups/days',
    frame.may('arrange-pickup'),
    deskForm,
    act(async (request, response) => {
      const day = read(limiting, formBody(typedIn(request), { spellings: { visits: whole } }))
      if (!(await zonesOf(db)).some(({ id }) => id === day.zone))
        throw refuse('invalid', 'not-allowed-here', {}, '/zone')
      const by = actorText(actorIn(response))
      await inTransaction(db, async (trx) => {
        await setVisits(trx, { ...day, by })
        // Those who wait for a day may have few left now (R22).
        const job = { kind: 'scarce-days', key: `${day.zone} ${day.date}`, dueAt: context.clock.now() }
        await enqueue(trx, { ...job, payload: {} })
      })
      return planHref(day.date)
    }, show),
  )
}

function arranging(router: Router, context: Context, frame: Frame): void {
  const { db } = context
  const show = async (request: At, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const texts = context.texts(localeOf(request))
    await frame.show(response, 'desk/pickup', {
      desk: 'pickups',
      claim: await claimPickupView(context, request.params.reference),
      mayArrange: mayDo(actorIn(response), 'arrange-pickup'),
      mayTell: mayDo(actorIn(response), 'hand-over'),
      form: formView({ area: 'desk', texts, typed, faults }),
    })
  }
  const desk = (
    path: string,
    move: string,
    make: (reference: string, typed: Typed, response: Response) => Promise<unknown>,
    reader: RequestHandler = deskForm,
  ): void => {
    router.post(
      `/desk/pickups/:reference/${path}`,
      frame.may(move),
      reader,
      act<At>(async (request, response) => {
        const { reference } = request.params
        await make(reference, typedIn(request), response)
        return pickupHref(reference)
      }, show),
    )
  }

  router.get('/desk/pickups/:reference', frame.may('see-shipments'), (request: At, response) =>
    show(request, response, untouched),
  )
  desk('appointments', 'arrange-pickup', (reference, typed, response) =>
    arrangePickup(context, reference, { ...read(moving, formBody(typed)), by: actorIn(response) }),
  )
  desk('cancellation', 'arrange-pickup', (reference, _typed, response) =>
    cancelPickup(context, reference, { by: actorIn(response) }),
  )
  desk('weighings', 're-weigh', (reference, typed, response) => {
    const { weightGrams } = read(weighing, formBody(typed, { spellings: { weightGrams: kilograms } }))
    return reweigh(context, reference, { weightGrams, by: actorIn(response) })
  })
  const photos = receiveUpload(
    { ...context, whose: async (request) => actorText(await identify(context, request)) },
    { field: 'doorPhotos', filesAtMost: photosAtMost, kind: 'visit-photo' },
  )
  const tell = async (reference: string, typed: Typed, response: Response): Promise<void> => {
    const faults = uploadFaults(response)
    if (faults.length > 0) throw new Refusal('invalid', faults)
    const { doorPhotos: evidence, ...visit } = read(
      telling,
      formBody(typed, { spellings: { costMinor: minor, doorPhotos: ticks } }),
    )
    const shipment = (await shipmentsOf(db, reference)).at(-1)
    const pickup = shipment && (await pickupOf(db, shipment.id))
    if (!pickup) throw refuse('conflict', 'no-pickup-agreed', { reference })
    await inTransaction(db, (trx) =>
      attemptPickup({ ...context, db: trx }, trx, pickup.id, { ...visit, evidence, by: actorIn(response) }),
    )
  }
  desk('attempts', 'hand-over', tell, photos)
}

/** `245` or `245,50` of the programme's currency is 24550 minor units. What cannot be read stays text. */
const minor = {
  read: (typed: string | readonly string[]): unknown => {
    const text = String(typed).trim()
    const match = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(text)
    if (!match) return text === '' ? undefined : text
    return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  },
  show: (value: unknown): string => (typeof value === 'number' ? String(value / 100) : ''),
}
