/** Webhooks for admins: who is told of what, a secret that is shown once, what was sent, and sending it again. */
import { Router, type Request, type RequestHandler, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { Refusal, refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { listStaff } from '../staff/store.ts'
import { formView } from '../web/form-view.ts'
import { formBody, ticked, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { checkedAddress } from '../webhooks/address.ts'
import { endEndpoint, listEndpoints, makeEndpoint, rotateSecret } from '../webhooks/endpoint-store.ts'
import { webhookKinds } from '../webhooks/kinds.ts'
import { messageCounts } from '../webhooks/message-store.ts'
import { replayMessage, replayPeriod } from '../webhooks/replaying.ts'
import { resumeReceiver } from '../webhooks/rest-store.ts'
import { endpointForm, periodIn, staffIdOf, webhooksShownAtMost } from '../webhooks/routes.ts'
import { deskForm } from './act.ts'
import { askedIn } from './filters.ts'
import { listView } from './list-view.ts'
import { endpointView, messagesAsked } from './webhook-view.ts'

const shape = { spellings: { kinds: ticked } }

/** Whole days, in UTC as everything on these pages. */
const daysForm = z.strictObject({ fromDay: z.iso.date(), toDay: z.iso.date() })

const nothing = { waiting: 0, delivered: 0, dead: 0 }

/** `/desk/webhooks`, one endpoint's messages, and what is done there. */
export function webhookPages(context: Context, frame: Frame): Router {
  const { db } = context
  const router = Router()
  const see = frame.may('see-webhooks')
  const manage = frame.may('manage-webhooks')

  router.get('/desk/webhooks', see, (request, response) => showAll(context, frame, request, response, {}))
  // A secret is part of the answer to its form and of no page that could be opened again.
  router.post('/desk/webhooks', manage, deskForm, async (request, response) => {
    const typed = typedIn(request)
    try {
      const { url, kinds } = read(endpointForm, formBody(typed, shape))
      const endpoint = { url: checkedAddress(url, context.settings.webhookPrivateHosts), kinds }
      const told = await makeEndpoint(context, { ...endpoint, by: staffIdOf(actorIn(response)) })
      await showAll(context, frame, request, response.status(201), { secret: told.secret })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await showAll(context, frame, request, response.status(statusOf(error)), { typed, refusal: error })
    }
  })

  // The list of messages is one for all endpoints; each has its own page.
  router.get('/desk/webhooks/messages', see, (request, response) => {
    const { endpoint, state } = askedIn('messages', new URL(request.originalUrl, 'http://localhost').search)
    if (!/^\d{1,9}$/.test(endpoint ?? '')) throw refuse('not-found', 'not-found')
    response.redirect(302, `/desk/webhooks/${endpoint}?state=${state}`)
  })
  router.get('/desk/webhooks/:id', see, (request, response) => showOne(context, frame, request, response, {}))
  router.post('/desk/webhooks/:id/rotation', manage, deskForm, async (request, response) => {
    const { secret } = await rotateSecret(context, idIn(request))
    await showOne(context, frame, request, response.status(201), { secret })
  })
  router.post('/desk/webhooks/:id/end', manage, deskForm, async (request, response) => {
    await endEndpoint(context, idIn(request))
    response.redirect(303, '/desk/webhooks')
  })
  router.post('/desk/webhooks/:id/resumption', manage, deskForm, async (request, response) => {
    await resumeReceiver(context, idIn(request))
    response.redirect(303, `/desk/webhooks/${idIn(request)}`)
  })
  router.post('/desk/webhooks/:id/replays', manage, deskForm, replays(context, frame))
  router.post('/desk/webhooks/:id/messages/:message/replay', manage, deskForm, async (request, response) => {
    const { message } = request.params as { message: string }
    await replayMessage({ ...context, db }, message)
    response.redirect(303, `/desk/webhooks/${idIn(request)}`)
  })
  return router
}

const replays =
  (context: Context, frame: Frame): RequestHandler =>
  async (request, response) => {
    const typed = typedIn(request)
    try {
      const { fromDay, toDay } = read(daysForm, formBody(typed))
      const end = Temporal.Instant.from(`${toDay}T23:59:59.999Z`)
      const period = periodIn({ from: `${fromDay}T00:00:00Z`, to: end.toString() })
      const sent = await replayPeriod(context, idIn(request), period)
      await showOne(context, frame, request, response, { sent })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await showOne(context, frame, request, response.status(statusOf(error)), { typed, refusal: error })
    }
  }

/** @throws Refusal `not-found` for what is no number of a row. */
function idIn({ params }: Request): number {
  const { id } = params as { id: string }
  if (!/^\d{1,9}$/.test(id)) throw refuse('not-found', 'not-found')
  return Number(id)
}

type Told = {
  readonly secret?: string
  readonly sent?: number
  readonly typed?: Typed
  readonly refusal?: Refusal
}

const formOf = (frame: Frame, request: Request, { typed = {}, refusal }: Told) =>
  formView({ area: 'webhook', texts: frame.texts(localeOf(request)), typed, faults: refusal?.faults ?? [] })

async function showAll(
  context: Context,
  frame: Frame,
  request: Request,
  response: Response,
  told: Told,
): Promise<void> {
  const { db } = context
  const names = new Map((await listStaff(db)).map(({ id, name }) => [id, name]))
  const counts = await messageCounts(db)
  await frame.show(response, 'desk/webhooks', {
    desk: 'webhooks',
    secret: told.secret,
    kinds: webhookKinds,
    endpoints: (await listEndpoints(db, webhooksShownAtMost)).map((one) => ({
      ...one,
      href: `/desk/webhooks/${one.id}`,
      madeBy: names.get(one.madeBy) ?? String(one.madeBy),
      counts: counts.get(one.id) ?? nothing,
    })),
    form: formOf(frame, request, told),
  })
}

async function showOne(
  context: Context,
  frame: Frame,
  request: Request,
  response: Response,
  told: Told,
): Promise<void> {
  const id = idIn(request)
  const originalUrl = `/desk/webhooks/messages?${messagesAsked(id, request.query['state'])}`
  const spoken = { db: context.db, texts: frame.texts(localeOf(request)) }
  const counts = (await messageCounts(context.db)).get(id) ?? nothing
  const counted = new Map(Object.entries({ all: sumOf(Object.values(counts)), ...counts }))
  const view = await listView(spoken, actorIn(response), 'messages', { originalUrl }, counted)
  await frame.show(response, 'desk/webhook', {
    desk: 'webhooks',
    list: view.list,
    ...(await endpointView(context, id, view.asked, webhooksShownAtMost)),
    secret: told.secret,
    sent: told.sent,
    form: formOf(frame, request, told),
  })
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)
