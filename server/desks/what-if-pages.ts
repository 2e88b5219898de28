/** What-if: past claims held against a draft, with how far it has come, what it came to, and all that would change as a table. */
import { stringify } from 'csv-stringify/sync'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Router, type Request } from 'express'
import { actorText } from '../base/actor.ts'
import { decimal, type Currency } from '../base/money.ts'
import { changesOf, replayOf } from '../claims/replay-store.ts'
import { orderReplay } from '../claims/replaying.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database.ts'
import { draftSave } from '../programmes/draft-store.ts'
import { parseProgramme } from '../programmes/source.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { deskForm } from './act.ts'
import { whatIfHref, whatIfView } from './what-if-view.ts'

const rowsAtOnce = 2000

/** `/desk/programmes/what-ifs/:id` and its table. */
export function whatIfPages(context: Context, frame: Frame): Router {
  const { db, texts, streams } = context
  const router = Router()
  const may = frame.may('write-programme')
  router.post('/desk/programmes/drafts/:id/what-ifs', may, deskForm, async (request, response) =>
    response.redirect(303, whatIfHref(await orderReplay(context, idIn(request), actorIn(response)))),
  )
  router.get('/desk/programmes/what-ifs/:id', may, async (request, response) => {
    const id = idIn(request)
    await frame.show(response, 'desk/what-if', {
      desk: 'programmes',
      ...(await whatIfView(db, id, texts(localeOf(request)))),
    })
  })
  router.get('/desk/programmes/what-ifs/:id/events', may, async (request, response) => {
    const id = idIn(request)
    const spoken = texts(localeOf(request))
    await replayOf(db, id)
    await streams.tell(response, actorText(actorIn(response)), async () => {
      const { done, total, state } = await replayOf(db, id)
      const text = spoken.text('programmes.what-if.progress', { done, total })
      return { done, total, text, isEnded: state === 'ready' }
    })
  })
  router.get('/desk/programmes/what-ifs/:id/claims.csv', may, async (request, response) => {
    const id = idIn(request)
    const { draftId, revision } = await replayOf(db, id)
    const { currency } = parseProgramme(await draftSave(db, draftId, revision))
    response.set('Cache-Control', 'no-store').attachment(`what-if-${id}.csv`).type('text/csv; charset=utf-8')
    await pipeline(Readable.from(linesOf(db, id, currency)), response)
  })
  return router
}

const columns = [
  'claim',
  'before',
  'after',
  'amount_before',
  'amount_after',
  'currency',
  'rule',
  'clause',
  'reason',
]

/** However many they are, so many rows are held at a time. */
async function* linesOf(db: Database, id: number, currency: Currency): AsyncGenerator<string> {
  yield stringify([columns], { bom: true })
  let after = 0
  for (;;) {
    const changes = await changesOf(db, id, { after, limit: rowsAtOnce })
    const last = changes.at(-1)
    if (!last) return
    after = last.claimId
    yield stringify(
      changes.map((one) => [
        one.reference,
        one.before,
        one.after,
        decimal({ amountMinor: one.beforeMinor, currency }),
        decimal({ amountMinor: one.afterMinor, currency }),
        currency,
        one.rule,
        one.clause,
        one.code,
      ]),
      { escape_formulas: true },
    )
  }
}

const idIn = ({ params }: Request): number => read(rowId, params['id'])
