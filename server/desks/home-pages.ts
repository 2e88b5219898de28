/** The first page of the desks: what waits for whoever signed in, and finding a claim by whatever one knows of it. */
import { Router } from 'express'
import type { Context } from '../context.ts'
import { desksOf, mayDo } from '../staff/access.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf, queryText } from '../web/request.ts'
import { listView } from './list-view.ts'
import { searchView } from './search-view.ts'
import { workView } from './work-view.ts'

/** Desks without a queue: one goes there to scan, to look something up. */
const openDesks = ['receive', 'invoices', 'floor', 'privacy']

/** `/desk`: what waits for whoever signed in, and what the search of every desk's head has found. */
export function homePages(context: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk', frame.may('see-own-account'), async (request, response) => {
    const actor = actorIn(response)
    const query = queryText(request, 'q')
    const spoken = { db: context.db, texts: context.texts(localeOf(request)) }
    // Who works on no claim finds none.
    const isFound = query && mayDo(actor, 'list-claims')
    await frame.show(response, 'desk', {
      desk: 'home',
      ...(await workView(context, actor)),
      desks: desksOf(actor)
        .filter((id) => openDesks.includes(id))
        .map((id) => ({ id, href: `/desk/${id}` })),
      ...(isFound && {
        query,
        ...(await searchView(context, query)),
        list: (await listView(spoken, actor, 'search', request)).list,
      }),
    })
  })
  return router
}
