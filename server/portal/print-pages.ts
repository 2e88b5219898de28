/**
 * Where the participant prints its label: a picture of it, the size of the paper, help for the printer, printing again
 * with the reason, and signing on the glass (R32, R33). Works without JavaScript: then the name is typed.
 */
import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import { Refusal, refuse, type Fault } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { documentOf } from '../documents/store.ts'
import type { LabelFacts } from '../shipping/label-facts.ts'
import { labelForms, printReasons } from '../shipping/label-life.ts'
import { currentLabel, printLabel, signLabel } from '../shipping/label-printing.ts'
import { signatureOf } from '../shipping/label-store.ts'
import { glassStrokes } from '../shipping/signing.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { printView } from './print-view.ts'

type At = Request<{ reference: string; token: string }>

/** Strokes of a finger take some thousand points. */
const form = urlencoded({ extended: false, limit: 65_536, parameterLimit: 20 })

const printForm = z.strictObject({ form: z.enum(labelForms), reason: z.enum(printReasons).optional() })

const signingForm = z.strictObject({ name: z.string().trim().min(2).max(60), strokes: glassStrokes })

/** The participant's page of its label, behind the link of the claim. */
export function printPages(context: Context, frame: Frame): Router {
  const router = Router()
  const { db } = context
  const address = '/c/:reference/:token/label'
  const show = async (
    response: Response,
    typed: Typed = {},
    faults: readonly Fault[] = [],
  ): Promise<void> => {
    const { reference, token } = (response.req as unknown as At).params
    const texts = context.texts(localeOf(response.req))
    await frame.show(response, 'label-print', {
      label: await printView(db, reference, `/c/${reference}/${token}`, texts),
      // Most have an office printer; who prints stickers chooses.
      form: formView({ area: 'label-print', texts, typed: { form: labelForms[0], ...typed }, faults }),
    })
  }
  const act =
    (make: (request: At, body: Record<string, unknown>, response: Response) => Promise<string>) =>
    async (request: Request, response: Response): Promise<void> => {
      const typed = typedIn(request)
      try {
        response.redirect(303, await make(request as unknown as At, formBody(typed), response))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        await show(response.status(statusOf(error)), typed, error.faults)
      }
    }

  router.get(address, frame.mayOwn('read-document'), (_request, response) => show(response))

  router.get(`${address}/preview`, frame.mayOwn('read-document'), async (request: Request, response) => {
    const { reference } = request.params as At['params']
    response
      .type('image/png')
      .set('Cache-Control', 'private, no-cache')
      .send(await previewOf(context, reference))
  })

  router.post(
    `${address}/prints`,
    frame.mayOwn('read-document'),
    form,
    act(async ({ params: { reference, token } }, body, response) => {
      const id = await printLabel(context, reference, { ...read(printForm, body), by: actorIn(response) })
      return `/c/${reference}/${token}/documents/${id}`
    }),
  )

  router.post(
    `${address}/signature`,
    frame.mayOwn('read-document'),
    form,
    act(async ({ params: { reference, token } }, body, response) => {
      const signing = read(signingForm, body)
      const statement = context.texts(localeOf(response.req)).text('label.statement')
      await signLabel(context, reference, { ...signing, statement, by: actorIn(response) })
      return `/c/${reference}/${token}/label`
    }),
  )
  return router
}

/** A picture of the label as it would be printed now; drawn where documents are, and kept by nobody. */
export async function previewOf({ db, drawings }: Context, reference: string): Promise<Buffer> {
  const label = await currentLabel(db, reference)
  const draw = drawings['label-preview']
  if (!label || !draw) throw refuse('not-found', 'no-label', { reference })
  const { facts, locale } = await documentOf(db, label.documentId)
  const signature = await signatureOf(db, label.id)
  if (!signature) return draw(facts, locale)
  const { name, signedOn, strokes: drawn } = signature
  const signed: LabelFacts = {
    ...(facts as unknown as LabelFacts),
    signature: { name, signedOn, strokes: drawn },
  }
  return draw(signed, locale)
}
