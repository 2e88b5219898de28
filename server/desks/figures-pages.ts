/** `/desk/figures`: pictures of one programme over one period, each with its table. Changes nothing. */
import { Router } from 'express'
import type { Context } from '../context.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf, queryText } from '../web/request.ts'
import { figuresView, periods } from './figures-view.ts'

/** `?programme=` is an id, `?days=` one of the periods. */
export function figuresPages(context: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/figures', frame.may('see-figures'), async (request, response) => {
    const asked = {
      programme: queryText(request, 'programme'),
      period: periods.find((one) => String(one) === queryText(request, 'days')) ?? 365,
    }
    await frame.show(response, 'desk/figures', {
      desk: 'figures',
      ...(await figuresView(context, asked, context.texts(localeOf(request)))),
    })
  })
  return router
}
