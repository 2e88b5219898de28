/**
 * The receiving desk: one box to scan into, one verdict, ready for the next (R33, R45). As a form that works by itself, and
 * as answers to the station's script, which sends each scan once however often the network fails.
 */
import { json, Router, urlencoded, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { actorText } from '../base/actor.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database.ts'
import { receiptConditions, receiveScan, type DeskScan, type Receipt } from '../shipping/receiving.ts'
import { undoScan } from '../shipping/undoing.ts'
import { formView } from '../web/form-view.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { wishOf } from '../web/idempotency.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { allowWasm } from '../web/security.ts'
import { once } from '../web/store.ts'
import { act, untouched, type Attempt } from './act.ts'
import { stationShell } from './receiving-shell-pages.ts'
import { recentView, verdictView, type VerdictView } from './receiving-view.ts'

/** Somebody may paste a whole page into the box: that too gets a verdict and no error. */
const pasteBytes = 512 * 1024
const form = urlencoded({ extended: false, limit: pasteBytes, parameterLimit: 20 })
const body = json({ limit: pasteBytes })

/** What the station's script sends. `at` is the station's own clock. */
const stationScan = z.object({
  scanned: z.string().trim().min(1),
  condition: z.enum(receiptConditions).catch('sound'),
  cage: z.string().max(40).optional(),
  at: z.iso.datetime().optional(),
})

/** One box to scan into, the verdict, the last scans, and each of them taken back. */
export function receivingPages(context: Context, frame: Frame): Router {
  const router = Router()
  const show = async (request: Request, response: Response, { faults }: Attempt, receipt?: Receipt) => {
    const texts = context.texts(localeOf(request))
    const verdict = receipt && (await verdictView({ ...context, texts }, receipt))
    const by = actorIn(response)
    await frame.show(response, 'desk/receive', {
      desk: 'receive',
      form: formView({ area: 'desk', texts, faults }),
      staffId: by.kind === 'staff' ? by.id : 0,
      verdict,
      cage: verdict?.code === 'cage-closed' ? '' : (verdict?.['cage'] ?? ''),
      condition: conditionIn(request),
      recent: await recentView(context.db, actorText(by)),
      timeZone: context.centreTimeZone,
    })
  }
  const page = '/desk/receive'
  router.get(page, frame.may('receive'), allowWasm, (request, response) => show(request, response, untouched))
  router.post(page, frame.may('receive'), form, allowWasm, async (request, response) => {
    const scan = typedScan(request)
    if (scan.scanned === '') return show(request, response, untouched)
    const receipt = await receiveScan(context, { ...scan, by: actorIn(response) })
    await show(request, response, untouched, receipt)
  })
  router.post(
    `${page}/scans/:id/reversal`,
    frame.may('undo-receipt'),
    act<Request<{ id: string }>>(
      async ({ params }, response) => {
        await undoScan(context, Number(params.id) || 0, actorIn(response))
        return page
      },
      (request, response, attempt) => show(request, response, attempt),
    ),
  )
  router.post(`${page}/scans`, frame.may('receive'), body, stationAnswers(context, frame))
  router.use(stationShell(context, frame))
  return router
}

const fieldIn = (request: Request, name: string): string => String(typedIn(request)[name] ?? '').trim()

const conditionIn = (request: Request) =>
  receiptConditions.find((one) => one === fieldIn(request, 'condition')) ?? 'sound'

const typedScan = (request: Request): Omit<DeskScan, 'by'> => ({
  scanned: fieldIn(request, 'scanned'),
  condition: conditionIn(request),
  cage: fieldIn(request, 'cage').slice(0, 40) || undefined,
  pallet: fieldIn(request, 'pallet') !== '',
})

/** What a scan came to, as it is kept under its key: facts to draw the answer from, not the page's pieces of 15 KB. */
type Judged = { readonly code: string; readonly sound: string | undefined; readonly verdict: VerdictView }

/**
 * One scan of the station's script: judged in the transaction of its Idempotency-Key, answered as pieces of the page. They
 * are drawn when the transaction is over, since everybody else who writes waits for its end.
 */
const stationAnswers =
  (context: Context, frame: Frame) =>
  async (request: Request, response: Response): Promise<void> => {
    const by = actorIn(response)
    const { at, ...scan } = read(stationScan, request.body)
    const locale = localeOf(request)
    const texts = context.texts(locale)
    const work = async (db: Database): Promise<{ status: number; body: string }> => {
      const scannedAt = at ? Temporal.Instant.from(at) : undefined
      const receipt = await receiveScan({ ...context, db }, { ...scan, by, scannedAt })
      const judged: Judged = {
        code: receipt.verdict,
        // The worst of a line of several is what has to be heard.
        sound: [receipt.verdict, ...receipt.parts.map((part) => part.verdict)].at(-1),
        verdict: await verdictView({ ...context, db, texts }, receipt),
      }
      return { status: 201, body: JSON.stringify(judged) }
    }
    const address = request.originalUrl
    const wish = wishOf(by, request.get('Idempotency-Key'), { method: 'POST', address, body: request.body })
    const answer = wish ? await once(context.db, wish, context.clock.now(), work) : await work(context.db)
    const { verdict, ...judged } = JSON.parse(answer.body ?? '') as Judged
    const recent = await recentView(context.db, actorText(by))
    response
      .set('Cache-Control', 'no-store')
      .status(answer.status)
      .json({
        ...judged,
        cage: verdict['cage'] ?? '',
        verdict: frame.piece(locale, 'station/verdict', { verdict }),
        rows: frame.piece(locale, 'station/rows', { recent, timeZone: context.centreTimeZone }),
      })
  }
