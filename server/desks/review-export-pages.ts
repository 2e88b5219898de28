/** The list of applications as a file for a spreadsheet, however many they are. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Router } from 'express'
import { dateIn } from '../base/calendar.ts'
import type { Claim } from '../claims/claim.ts'
import { latestTraces, type Trace } from '../claims/decision-store.ts'
import { claimsIn } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Texts } from '../texts/texts.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { linesOf } from './export-lines.ts'
import { queueAsked, type QueueAsked } from './review-queue.ts'

const batch = 500

const columns = ['reference', 'company', 'programme', 'submitted', 'units', 'state', 'rules'] as const

/** `/desk/exports/review.csv`, with the query of the list. */
export function reviewExportPages({ db, texts }: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/exports/review.csv', frame.may('list-claims'), async (request, response) => {
    const spoken = texts(localeOf(request))
    const names = columns.map((column) => spoken.text(`desk.column.${column}`))
    response.set('Cache-Control', 'no-store').attachment('claims.csv').type('text/csv; charset=utf-8')
    const rows = rowsOf({ db }, queueAsked(request), spoken)
    await pipeline(Readable.from(linesOf(names, rows)), response)
  })
  return router
}

/** All claims of the list, batch by batch off the index: each goes on after the last one of the batch before. */
async function* rowsOf(
  { db }: Pick<Context, 'db'>,
  { state, order }: QueueAsked,
  spoken: Texts,
): AsyncGenerator<(string | number)[][]> {
  let after: string | undefined
  for (;;) {
    const claims = await claimsIn(db, state, batch, order, after)
    const traces = await latestTraces(
      db,
      claims.map(({ id }) => id),
    )
    yield await Promise.all(claims.map((claim) => rowOf({ db }, claim, traces.get(claim.id), spoken)))
    if (claims.length < batch) return
    after = claims.at(-1)?.reference
  }
}

async function rowOf(
  { db }: Pick<Context, 'db'>,
  claim: Claim,
  trace: Trace | undefined,
  spoken: Texts,
): Promise<(string | number)[]> {
  const programme = await programmeVersion(db, claim.programmeVersion)
  const open = (trace?.findings ?? []).filter(({ outcome }) => outcome !== 'pass').length
  return [
    claim.reference,
    claim.application.participant.company,
    textIn(programme.name, spoken.locale),
    dateIn(claim.submittedAt, programme.timeZone).toString(),
    claim.units.length,
    spoken.text(`pages.claim.${claim.state}`),
    spoken.text(`desk.verdict.${trace?.verdict ?? 'review'}`, { count: open }),
  ]
}
