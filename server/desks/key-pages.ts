/** API keys for admins: which there are, a new one that is shown once, and the end of one. */
import { Router, type Request, type Response } from 'express'
import { Refusal, refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { movesForMachines } from '../staff/access.ts'
import { keyForm, keysShownAtMost, makerOf } from '../staff/key-routes.ts'
import { endKey, listKeys, makeKey } from '../staff/key-store.ts'
import { listStaff } from '../staff/store.ts'
import { formView } from '../web/form-view.ts'
import { formBody, ticked, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { deskForm } from './act.ts'

const shape = { spellings: { moves: ticked } }

/** `/account/keys` and what is done there. */
export function keyPages(context: Context, frame: Frame): Router {
  const { db } = context
  const router = Router()
  router.get('/account/keys', frame.may('see-api-keys'), (request, response) =>
    show(context, frame, request, response, {}),
  )

  // A key is part of the answer to its form and of no page that could be opened again.
  router.post('/account/keys', frame.may('manage-api-keys'), deskForm, async (request, response) => {
    const typed = typedIn(request)
    try {
      const wanted = read(keyForm, formBody(typed, shape))
      const { key } = await inTransaction(db, (trx) =>
        makeKey(trx, context, makerOf(actorIn(response)), wanted),
      )
      await show(context, frame, request, response.status(201), { key })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await show(context, frame, request, response.status(statusOf(error)), { typed, refusal: error })
    }
  })

  router.post('/account/keys/:id/end', frame.may('manage-api-keys'), async (request, response) => {
    const { id } = request.params as { id: string }
    if (!/^\d{1,9}$/.test(id)) throw refuse('not-found', 'not-found')
    await inTransaction(db, (trx) => endKey(trx, context, Number(id), actorIn(response)))
    response.redirect(303, '/account/keys')
  })
  return router
}

type Told = { readonly key?: string; readonly typed?: Typed; readonly refusal?: Refusal }

async function show(
  { db, clock }: Context,
  frame: Frame,
  request: Request,
  response: Response,
  { key, typed = {}, refusal }: Told,
): Promise<void> {
  const names = new Map((await listStaff(db)).map(({ id, name }) => [id, name]))
  const now = clock.now().toString()
  await frame.show(response, 'desk/keys', {
    key,
    keys: (await listKeys(db, keysShownAtMost)).map((one) => ({
      ...one,
      madeBy: names.get(one.madeBy) ?? String(one.madeBy),
      standing: one.endedAt ? 'ended' : one.expiresAt <= now || !names.has(one.madeBy) ? 'over' : 'in-use',
      endHref: `/account/keys/${one.id}/end`,
    })),
    moves: movesForMachines(actorIn(response)),
    form: formView({
      area: 'desk',
      texts: frame.texts(localeOf(request)),
      typed,
      faults: refusal?.faults ?? [],
    }),
  })
}
