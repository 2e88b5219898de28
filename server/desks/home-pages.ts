/** The first page of the desks: what waits for whoever signed in, and finding a claim by whatever one knows of it. */
import { Router } from 'express'
import type { Context } from '../context.ts'
import { desksOf, mayDo } from '../staff/access.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { queryText } from '../web/request.ts'
import { searchView } from './search-view.ts'
import { waitingAt } from './waiting-view.ts'

/** `/desk`: what waits for whoever signed in, and what the search of every desk's head has found. */
export function homePages(context: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk', frame.may('see-own-account'), async (request, response) => {
    const actor = actorIn(response)
    const query = queryText(request, 'q')
    const waiting = await waitingAt(context)
    const tiles = desksOf(actor).map((desk) => ({
      desk,
      count: 0,
      late: 0,
      ...waiting[desk],
      href: `/desk/${desk}`,
    }))
    await frame.show(response, 'desk', {
      desk: 'home',
      tiles,
      // Who works on no claim finds none.
      ...(query && mayDo(actor, 'list-claims') && { query, ...(await searchView(context, query)) }),
    })
  })
  return router
}
