/** `/desk/privacy/retention`: how long what is held is kept, what goes when, and holds that keep it beyond. */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { holdData, holdKinds, liftDataHold } from '../privacy/hold-store.ts'
import { mayDo } from '../staff/access.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { retentionView } from './retention-view.ts'

const page = '/desk/privacy/retention'

const order = z.strictObject({
  reference: z.string().trim().toUpperCase().min(1).max(30),
  kind: z.enum(holdKinds),
  because: z.string().trim().min(10).max(500),
})

/** The table of periods and what it does; holding and letting go. */
export function retentionPages(context: Context, frame: Frame): Router {
  const { db, clock, texts } = context
  const router = Router()
  const show = async (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const spoken = texts(localeOf(request))
    const actor = actorIn(response)
    await frame.show(response, 'desk/retention', {
      desk: 'privacy',
      ...(await retentionView(context, spoken)),
      mayHold: mayDo(actor, 'hold-data'),
      mayLift: mayDo(actor, 'lift-data-hold'),
      reasons: holdKinds.map((value) => ({ value, text: spoken.text(`privacy.retention.hold.${value}`) })),
      form: formView({ area: 'privacy', texts: spoken, typed, faults }),
    })
  }
  const step = (path: string, move: string, make: typeof holdData): void => {
    const handler = act(async (request, response) => {
      const { reference, kind, because } = read(order, formBody(typedIn(request)))
      const done = { reason: because, by: actorIn(response), at: clock.now() }
      await inTransaction(db, (trx) => make(trx, reference, kind, done))
      return page
    }, show)
    router.post(path, frame.may(move), deskForm, handler)
  }
  router.get(page, frame.may('see-retention'), (request, response) => show(request, response, untouched))
  step(`${page}/holds`, 'hold-data', holdData)
  step(`${page}/holds/lifting`, 'lift-data-hold', liftDataHold)
  return router
}
