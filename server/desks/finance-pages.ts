/** Finance: documents that were issued, and that their numbers have no gap (R48, R49, N6). */
import { Router } from 'express'
import { continuity, gapsIn } from '../billing/invoice-store.ts'
import type { Context } from '../context.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { listView } from './list-view.ts'
import { invoiceRows } from './money-lists.ts'

const shownAtMost = 200

/** The newest documents, and the continuity of their numbers (N6). */
export function financePages({ db, texts }: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/invoices', frame.may('see-payments'), async (request, response) => {
    const spoken = texts(localeOf(request))
    const view = await listView({ db, texts: spoken }, actorIn(response), 'invoices', request)
    if (view.instead) return response.redirect(302, view.instead)
    await frame.show(response, 'desk/invoices', {
      desk: 'invoices',
      list: view.list,
      invoices: await invoiceRows(db, view.asked, { limit: shownAtMost }),
      series: (await continuity(db)).map((one) => ({ ...one, gaps: gapsIn(one) })),
    })
  })
  return router
}
