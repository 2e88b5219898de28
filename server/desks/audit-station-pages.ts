/**
 * The audit bench without a network: a page that knows nobody, the devices that a station takes along, and the answer to
 * its script, which sends each inspection once however often the network fails.
 */
import { json, Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { inspect } from '../audit/inspection.ts'
import { photosFromPhone } from '../audit/photo-link-store.ts'
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { inTransaction, type Database } from '../database.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { wishOf } from '../web/idempotency.ts'
import { answerTo } from '../web/problem-handler.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { once, type Answered } from '../web/store.ts'
import { takenAlong } from './audit-taken-view.ts'
import { findingIn } from './finding-view.ts'

/** A form of the bench as its script sends it; a checklist and its notes are a few kilobytes. */
const body = json({ limit: 64 * 1024 })

const recordForm = z.strictObject({
  typed: z.record(z.string().max(100), z.union([z.string().max(8000), z.array(z.string().max(100)).max(50)])),
  photos: z.array(z.string().max(100)).max(20),
  turn: z.string().max(40).optional(),
})

/** `/desk/audit/offline`, `/desk/audit/taken`, and `POST …/records`. */
export function auditStationPages(context: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/audit/offline', async (_request, response) =>
    frame.show(response, 'desk/audit-offline', { staffId: 0, hint: 'queue' }),
  )
  router.get('/desk/audit/taken', frame.may('see-audits'), async (request, response) => {
    const texts = context.texts(localeOf(request))
    const taken = await takenAlong(context, frame, staffIn(response).id, texts)
    response.set('Cache-Control', 'no-store').json(taken)
  })
  router.post(
    '/desk/audit/:reference/:unit/records',
    frame.may('inspect'),
    body,
    async (request, response) => {
      const answer = await recordedOrRefused(context, request, response)
      response.set('Cache-Control', 'no-store').status(answer.status).type('json').send(answer.body)
    },
  )
  return router
}

/** @throws Refusal `not-permitted` for whoever is no member of staff. */
export function staffIn(response: Response): Extract<Actor, { kind: 'staff' }> {
  const by = actorIn(response)
  if (by.kind !== 'staff') throw refuse('forbidden', 'not-permitted')
  return by
}

/** Where the auditor goes on after an inspection. */
export const addressAfter = (standing: string): string =>
  `/desk/audit?done=${standing.startsWith('held-') ? 'waits' : standing}`

/** Photos that were named, and those that the auditor's telephone has sent since. */
export async function allPhotos(
  db: Database,
  named: readonly string[],
  device: { readonly reference: string; readonly unit: number; readonly staffId: number },
): Promise<string[]> {
  return [...new Set([...named, ...(await photosFromPhone(db, device))])]
}

/** A refusal is an answer as well: the station keeps it beside the inspection, with who was first and when. */
async function recordedOrRefused(context: Context, request: Request, response: Response): Promise<Answered> {
  try {
    return await recorded(context, request, staffIn(response))
  } catch (error) {
    const answer = answerTo(error, context.texts(localeOf(request)))
    if ('bug' in answer) throw error
    return { status: answer.problem.status, body: JSON.stringify(answer.problem) }
  }
}

function recorded(
  context: Context,
  request: Request,
  by: Extract<Actor, { kind: 'staff' }>,
): Promise<Answered> {
  const { reference = '', unit = '' } = request.params as { reference?: string; unit?: string }
  const { typed, photos, turn } = read(recordForm, request.body)
  const device = { reference, unit: Number(unit) }
  const work = async (db: Database): Promise<Answered> => {
    const finding = await findingIn(db, reference, typed)
    const shown = await allPhotos(db, photos, { ...device, staffId: by.id })
    const { standing } = await inspect({ ...context, db }, { ...device, finding, photos: shown, turn, by })
    return { status: 201, body: JSON.stringify({ address: addressAfter(standing) }) }
  }
  const address = request.originalUrl
  const wish = wishOf(by, request.get('Idempotency-Key'), { method: 'POST', address, body: request.body })
  return wish ? once(context.db, wish, context.clock.now(), work) : inTransaction(context.db, work)
}
