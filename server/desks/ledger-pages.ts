/** Downloads of the books for the operator's own bookkeeping (docs/ledger.md). */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Router } from 'express'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import type { Frame } from '../web/frame.ts'
import { bookLines, bookNames } from './ledger-view.ts'

/** `/desk/books/ledger.csv`, `documents.csv` and `vat.csv`, however long they are. */
export function ledgerPages({ db }: Pick<Context, 'db'>, frame: Frame): Router {
  const router = Router()
  router.get('/desk/books/:file', frame.may('see-payments'), async (request, response) => {
    const name = bookNames.find((one) => `${one}.csv` === request.params['file'])
    if (!name) throw refuse('not-found', 'not-found')
    response.attachment(`${name}.csv`).type('text/csv')
    await pipeline(Readable.from(bookLines(db, name)), response)
  })
  return router
}
