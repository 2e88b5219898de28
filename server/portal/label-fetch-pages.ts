/**
 * Where the link of a mail leads that carries no label (R32): the postcode of the address opens the label and nothing
 * else of the claim. Who is the participant by its code has the whole page of the label and is sent there.
 */
import { Router, urlencoded, type Request, type RequestHandler, type Response } from 'express'
import { z } from 'zod'
import { Refusal, refuse, type Fault } from '../base/refusal.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { fileOf } from '../documents/store.ts'
import { programmeVersion } from '../programmes/store.ts'
import { fetchLabel } from '../shipping/label-fetching.ts'
import { labelForms, printReasons } from '../shipping/label-life.ts'
import { currentLabel } from '../shipping/label-printing.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { pathOf, type At } from './claim-act.ts'

const form = urlencoded({ extended: false, limit: 4096, parameterLimit: 5 })

const fetchForm = z.strictObject({
  postcode: z.string().trim().min(1).max(12),
  form: z.enum(labelForms),
  reason: z.enum(printReasons).optional(),
})

/** `GET` and `POST /c/:reference/:token/label/get`. */
export function labelFetchPages(context: Context, frame: Frame): Router {
  const router = Router()
  const { db } = context
  const address = '/c/:reference/:token/label/get'

  /** Only where the programme sends labels by link, and only for who has not proven more already. */
  const mayFetch: RequestHandler = async (request, response, next) => {
    const at = request as unknown as At
    const { programmeVersion: version } = await claimOf(db, at.params.reference)
    const { label } = await programmeVersion(db, version)
    if (label.delivery !== 'link' || actorIn(response).kind === 'participant')
      return response.redirect(303, `${pathOf(at)}/label`)
    next()
  }

  const show = async (
    response: Response,
    typed: Typed = {},
    faults: readonly Fault[] = [],
  ): Promise<void> => {
    const at = response.req as unknown as At
    const texts = context.texts(localeOf(response.req))
    const label = await currentLabel(db, at.params.reference)
    if (!label) throw refuse('not-found', 'no-label', { reference: at.params.reference })
    const chosen = { form: labelForms[0], ...typed }
    await frame.show(response, 'label-fetch', {
      path: pathOf(at),
      reference: at.params.reference,
      isPrinted: label.state === 'printed',
      forms: labelForms.map((value) => ({ value, text: texts.text(`label-print.forms.${value}`) })),
      reasons: printReasons.map((value) => ({ value, text: texts.text(`label-print.reasons.${value}`) })),
      form: formView({ area: 'label-print', texts, typed: chosen, faults }),
    })
  }

  router.get(address, frame.mayOwn('fetch-label'), mayFetch, (_request, response) => show(response))

  router.post(address, frame.mayOwn('fetch-label'), mayFetch, form, async (request: Request, response) => {
    const { reference } = (request as unknown as At).params
    const typed = typedIn(request)
    try {
      const asked = read(fetchForm, formBody(typed))
      const id = await fetchLabel(context, reference, { ...asked, by: actorIn(response) })
      const { document, bytes } = await fileOf(context, id)
      response.set('Cache-Control', 'no-store').attachment(document.name).type(document.mediaType).send(bytes)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await show(response.status(statusOf(error)), typed, error.faults)
    }
  })
  return router
}
