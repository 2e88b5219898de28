/** The desk for carriers: cases, orders and events that need a person, the day's list, and lists that carriers send (R4, R94). */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { actorText } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { closeCase } from '../shipping/case-store.ts'
import { eventFileIn } from '../shipping/carriers/event-routes.ts'
import { readEventList } from '../shipping/carriers/event-list.ts'
import { keepEvents, retryEvent } from '../shipping/carriers/inbox-store.ts'
import { closeManifest } from '../shipping/carriers/manifest.ts'
import { manifestPaper } from '../shipping/carriers/delivering.ts'
import { manifestFile } from '../shipping/carriers/manifest-store.ts'
import { orderAgain } from '../shipping/carriers/order-store.ts'
import { send } from '../shipping/carriers/ordering.ts'
import { caseClosing, listed } from '../shipping/carriers/routes.ts'
import { mayDo } from '../staff/access.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { carrierView } from './carrier-view.ts'
import { listView } from './list-view.ts'

const page = '/desk/carriers'

type Show = (request: Request, response: Response, attempt: Attempt) => Promise<void>

/** What carriers lost, refused or told of parcels that nobody knows; and what they are told. */
export function carrierPages(context: Context, frame: Frame): Router {
  const router = Router()
  const show: Show = async (request, response, { typed, faults }) => {
    const spoken = context.texts(localeOf(request))
    const actor = actorIn(response)
    const view = await listView({ db: context.db, texts: spoken }, actor, 'cases', request)
    await frame.show(response, 'desk/carriers', {
      desk: 'carriers',
      list: view.list,
      ...(await carrierView(context, spoken, view.asked)),
      mayClose: mayDo(actor, 'close-case'),
      mayList: mayDo(actor, 'close-manifest'),
      mayOrder: mayDo(actor, 'order-again'),
      mayBring: mayDo(actor, 'bring-carrier-events'),
      form: formView({ area: 'carriers', texts: spoken, typed, faults }),
    })
  }
  router.get(page, frame.may('see-shipments'), (request, response) => show(request, response, untouched))
  cases(router, context, frame, show)
  orders(router, context, frame, show)
  events(router, context, frame, show)
  return router
}

function cases(router: Router, { db, clock }: Context, frame: Frame, show: Show): void {
  router.post(
    `${page}/cases/:id`,
    frame.may('close-case'),
    deskForm,
    act<Request<{ id: string }>>(async (request, response) => {
      const closing = read(caseClosing, formBody(typedIn(request)))
      const by = actorText(actorIn(response))
      const id = read(rowId, request.params.id)
      await inTransaction(db, (trx) => closeCase(trx, id, { ...closing, by, at: clock.now() }))
      return page
    }, show),
  )
}

function orders(router: Router, context: Context, frame: Frame, show: Show): void {
  const { db } = context
  router.post(
    `${page}/orders/:id`,
    frame.may('order-again'),
    deskForm,
    act<Request<{ id: string }>>(async ({ params }) => {
      const id = read(rowId, params.id)
      await inTransaction(db, async (trx) => {
        if (!(await orderAgain(trx, id))) throw refuse('conflict', 'order-not-refused', { id })
        await send(context, trx, id)
      })
      return page
    }, show),
  )
  router.post(
    `${page}/lists`,
    frame.may('close-manifest'),
    deskForm,
    act(async (request, response) => {
      const { connection } = read(listing, formBody(typedIn(request)))
      await closeManifest(context, connection, actorText(actorIn(response)))
      return page
    }, show),
  )
  router.get(
    `${page}/lists/:id`,
    frame.may('see-shipments'),
    async ({ params }: Request<{ id: string }>, response) => {
      const { number, content } = await manifestFile(db, read(rowId, params.id))
      response.attachment(`${number}.csv`).type('text/csv; charset=utf-8').send(content)
    },
  )
  router.get(
    `${page}/lists/:id/paper`,
    frame.may('see-shipments'),
    async (request: Request<{ id: string }>, response) => {
      const { number, bytes } = await manifestPaper(
        context,
        read(rowId, request.params.id),
        localeOf(request),
      )
      response.attachment(`${number}.pdf`).type('application/pdf').send(bytes)
    },
  )
}

const listing = z.strictObject({ connection: listed })

function events(router: Router, { db, clock, centreTimeZone }: Context, frame: Frame, show: Show): void {
  router.post(
    `${page}/events`,
    frame.may('bring-carrier-events'),
    act(async (request, response) => {
      const text = (await eventFileIn(request, response)).toString('utf8')
      const told = readEventList(text, centreTimeZone)
      await inTransaction(db, (trx) => keepEvents(trx, 'manual', told, clock.now()))
      return page
    }, show),
  )
  router.post(
    `${page}/events/:id`,
    frame.may('bring-carrier-events'),
    deskForm,
    act<Request<{ id: string }>>(async ({ params }) => {
      const id = read(rowId, params.id)
      if ((await inTransaction(db, (trx) => retryEvent(trx, id))) === 0)
        throw refuse('not-found', 'not-found')
      return page
    }, show),
  )
}
