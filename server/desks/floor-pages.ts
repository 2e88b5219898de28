/** The floor lead's page, and its looks as a table that spreadsheets open. */
import { stringify } from 'csv-stringify/sync'
import { Router, type Request } from 'express'
import { looksOf, spans, type Span } from '../audit/floor-figures-view.ts'
import type { Context } from '../context.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf, queryText } from '../web/request.ts'
import { floorView } from './floor-view.ts'

/** `/desk/floor` and `/desk/floor.csv`; `?days=` is one of 7, 30 and 90. */
export function floorPages(context: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/floor', frame.may('see-floor'), async (request, response) => {
    const texts = context.texts(localeOf(request))
    await frame.show(response, 'desk/floor', {
      desk: 'floor',
      ...(await floorView(context, spanIn(request), texts)),
    })
  })
  router.get('/desk/floor.csv', frame.may('see-floor'), async (request, response) => {
    response
      .set('Cache-Control', 'no-store')
      .attachment('audits.csv')
      .type('text/csv; charset=utf-8')
      .send(await tableOf(context, spanIn(request)))
  })
  return router
}

const spanIn = (request: Pick<Request, 'query'>): Span =>
  spans.find((span) => String(span) === queryText(request, 'days')) ?? 30

/** One row a look. What begins like a formula is written as text, since makes are typed by strangers. */
async function tableOf(context: Context, span: Span): Promise<string> {
  const { days, looks } = await looksOf(context, span)
  const rows = looks
    .filter(({ on }) => days.includes(on))
    .map(
      ({ on, auditor, auditorId, category, foundCategory, make, condition, verdict, reasons, standing }) => ({
        date: on,
        auditor: auditor ?? String(auditorId),
        make,
        declared: category,
        found: foundCategory,
        condition,
        verdict,
        reasons: reasons.join(' '),
        standing,
      }),
    )
  return stringify(rows, { header: true, bom: true, escape_formulas: true, columns })
}

const columns = [
  'date',
  'auditor',
  'make',
  'declared',
  'found',
  'condition',
  'verdict',
  'reasons',
  'standing',
]
