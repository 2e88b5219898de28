/** The page of a claim for staff: its history as a timeline over the journal, and where it stands. Changes nothing. */
import { Router } from 'express'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { programmeVersion } from '../programmes/store.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf, queryText } from '../web/request.ts'
import { claimDeskView } from './claim-view.ts'
import { historyView } from './history-view.ts'
import { historyKinds } from './history.ts'

/** `/desk/claims/:reference`, for whoever works on claims; `?kind=` shows acts of one kind. */
export function claimDeskPages(context: Context, frame: Frame): Router {
  const { db } = context
  const router = Router()
  router.get('/desk/claims/:reference', frame.may('list-claims'), async (request, response) => {
    const claim = await claimOf(db, String(request.params['reference']))
    const programme = await programmeVersion(db, claim.programmeVersion)
    const asked = queryText(request, 'kind')
    const reader = {
      actor: actorIn(response),
      texts: context.texts(localeOf(request)),
      kind: historyKinds.find((kind) => kind === asked),
    }
    await frame.show(response, 'desk/claim', {
      ...(await claimDeskView(context, claim, programme, reader)),
      acts: await historyView(db, claim, programme, reader),
    })
  })
  return router
}
