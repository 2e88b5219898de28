/** Where a participant picks the day on which the carrier comes, moves it or calls it off (R34, R37, R38). */
import { Router, urlencoded, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { Refusal, type Fault } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { bookPickup, cancelPickup } from '../shipping/booking.ts'
import { pickupDetails } from '../shipping/pickup.ts'
import { reweigh } from '../shipping/reweigh.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { kilograms, ticks, whole } from '../web/spellings.ts'
import { claimAct, pathOf } from './claim-act.ts'
import { pickupView } from './pickup-view.ts'

type At = Request<{ reference: string; token: string }>

const form = urlencoded({ extended: false, limit: 16_384, parameterLimit: 40 })
const shape = { spellings: { parcels: whole, hazards: ticks } }

/** R35: what the post office's scales said. */
const weighing = z.strictObject({ weightGrams: z.int().min(1).max(2_000_000) })

const booking = z.strictObject({
  ...pickupDetails.shape,
  /** `2026-03-04T08:00`: a day and the beginning of its window. */
  slot: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'slot-not-offered')
    .transform((text) => ({ date: text.slice(0, 10), from: text.slice(11) }))
    .refine(({ date }) => z.iso.date().safeParse(date).success, 'slot-not-offered'),
  ifTaken: z.literal('yes').optional(),
})

/** A day in a fault as its reader writes days. */
const dated =
  (texts: Texts) =>
  (fault: Fault): Fault => {
    const date = fault.facts?.['date']
    if (typeof date !== 'string') return fault
    return { ...fault, facts: { ...fault.facts, date: texts.date(Temporal.PlainDate.from(date)) } }
  }

/** The slot picker behind the link of a claim. */
export function pickupChoicePages(context: Context, frame: Frame): Router {
  const router = Router()
  const show = async (response: Response, typed?: Typed, faults: readonly Fault[] = []): Promise<void> => {
    const request = response.req as unknown as At
    const texts = context.texts(localeOf(request))
    const { view, typed: known } = await pickupView(context, request.params.reference, pathOf(request), texts)
    await frame.show(response, 'pickup', {
      pickup: view,
      form: formView({ area: 'pickup', texts, typed: typed ?? known, faults: faults.map(dated(texts)) }),
    })
  }
  /** Makes the move and goes back to the claim; a refusal is shown here, with what was typed. */
  const act =
    (make: (request: At, typed: Typed, response: Response) => Promise<unknown>) =>
    async (request: Request, response: Response): Promise<void> => {
      const at = request as unknown as At
      const typed = typedIn(request)
      try {
        await make(at, typed, response)
        response.redirect(303, pathOf(at))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        await show(response.status(statusOf(error)), typed, error.faults)
      }
    }

  const weigh = claimAct(context, frame, { spellings: { weightGrams: kilograms } })
  router.post(
    '/c/:reference/:token/weighing',
    frame.mayOwn('re-weigh'),
    form,
    weigh(async ({ params: { reference } }, body, response) => {
      await reweigh(context, reference, { ...read(weighing, body), by: actorIn(response) })
    }),
  )

  router.get('/c/:reference/:token/pickup', frame.mayOwn('book-pickup'), (_request, response) =>
    show(response),
  )

  router.post(
    '/c/:reference/:token/pickup',
    frame.mayOwn('book-pickup'),
    form,
    act(async ({ params }, typed, response) => {
      const { slot, ifTaken, ...details } = read(booking, formBody(typed, shape))
      await bookPickup(context, params.reference, {
        ...slot,
        ifTaken: ifTaken ? 'next' : 'refuse',
        details,
        by: actorIn(response),
      })
    }),
  )

  router.post(
    '/c/:reference/:token/pickup/cancellation',
    frame.mayOwn('book-pickup'),
    form,
    act(async ({ params }, _typed, response) =>
      cancelPickup(context, params.reference, { by: actorIn(response) }),
    ),
  )
  return router
}
