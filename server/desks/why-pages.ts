/** One page that answers an auditor's question: why was this paid? */
import { Router } from 'express'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { whyView } from './why-view.ts'

/** `/desk/why/:reference`, for whoever sees payments. */
export function whyPages({ db, texts }: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/why/:reference', frame.may('see-payments'), async (request, response) => {
    const claim = await claimOf(db, String(request.params['reference']))
    const programme = await programmeVersion(db, claim.programmeVersion)
    const why = await whyView(db, claim, programme, texts(localeOf(request)))
    await frame.show(response, 'desk/why', { desk: 'invoices', why })
  })
  return router
}
