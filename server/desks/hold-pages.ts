/** Payments that staff hold back, and letting them go (R30, A5). */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { actorText } from '../base/actor.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { holdKinds, holdName, holdPayment, liftHold, refusedProposal } from '../payments/hold-store.ts'
import { mayDo } from '../staff/access.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, deskForm, tickedIn, untouched, type Attempt } from './act.ts'
import { claimHref, taskHref } from './claim-links.ts'
import { leafOf } from './leaf.ts'
import { listView } from './list-view.ts'
import { openAtMost } from './listed.ts'
import { holdsAsked } from './money-lists.ts'
import { orderTask } from './tasks.ts'

const page = '/desk/payments/holds'

const holdsShown = 50

const order = z.strictObject({
  reference: z.string().trim().max(30),
  kind: z.enum(holdKinds),
  reason: z.string().min(10).max(500),
})

const many = order.pick({ reason: true })

/** What is held back from payment, and letting it go. */
export function holdPages(context: Context, frame: Frame): Router {
  const { db, clock, texts } = context
  const router = Router()
  const show = async (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const spoken = texts(localeOf(request))
    const actor = actorIn(response)
    const view = await listView({ db, texts: spoken }, actor, 'holds', request)
    const asked = await holdsAsked(db, view.asked, openAtMost)
    const holds = leafOf(asked, { name: 'held', size: holdsShown, address: request.originalUrl })
    await frame.show(response, 'desk/holds', {
      desk: 'payments',
      list: view.list,
      mayHold: mayDo(actor, 'hold-payment'),
      kinds: holdKinds.map((kind) => ({ value: kind, text: spoken.text(`desk.hold.kind.${kind}`) })),
      mayLift: mayDo(actor, 'lift-hold') && holds.rows.length > 1,
      holds: {
        ...holds,
        rows: holds.rows.map((hold) => ({
          ...hold,
          name: holdName(hold),
          reason: hold.reason === refusedProposal ? spoken.text('desk.hold.refused') : hold.reason,
          claimHref: claimHref(hold.reference),
          mayLift: mayDo(actor, 'lift-hold') && hold.heldBy !== actorText(actor),
          whyNot: hold.heldBy === actorText(actor) ? 'two' : 'no-leave',
        })),
      },
      form: formView({ area: 'desk', texts: spoken, typed, faults }),
    })
  }
  const step = (path: string, move: string, make: typeof holdPayment): void => {
    const handler = act(async (request, response) => {
      const { reference, kind, reason } = read(order, formBody(typedIn(request)))
      await claimOf(db, reference)
      const done = { reason, by: actorIn(response), at: clock.now() }
      await inTransaction(db, (trx) => make(trx, reference, kind, done))
      return page
    }, show)
    router.post(path, frame.may(move), deskForm, handler)
  }
  const lifting = act(async (request, response) => {
    const { chosen: _, ...typed } = typedIn(request)
    const { reason } = read(many, formBody(typed))
    const lifted = { ticked: tickedIn(request), words: reason, by: actorIn(response) }
    return taskHref(await orderTask(context, 'lift-hold', lifted))
  }, show)
  router.post(`${page}/liftings`, frame.may('lift-hold'), deskForm, lifting)
  router.get(page, frame.may('see-payments'), (request, response) => show(request, response, untouched))
  step(page, 'hold-payment', holdPayment)
  step(`${page}/lifting`, 'lift-hold', liftHold)
  return router
}
