/** What can be paid now and why the rest cannot, what is late, and the runs so far (R45-R47, P1, P2). */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { money } from '../base/money.ts'
import type { Context } from '../context.ts'
import { textIn } from '../programmes/schema/words.ts'
import { dueOf, withDays, type DueDebt } from '../payments/due-view.ts'
import { programmesThatOwe } from '../payments/payable-store.ts'
import { outlayOf, startRun, type Outlay } from '../payments/paying.ts'
import { mayDo } from '../staff/access.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref } from './claim-links.ts'
import { leafOf } from './leaf.ts'
import { listView } from './list-view.ts'
import { runsAsked } from './money-lists.ts'
import { runFacts, runHref } from './payment-run-view.ts'

const runsShown = 25

/** Longer lists are leafed through, what is due first coming first. */
const debtsShown = 50

/** What can be paid, and the runs. */
export function paymentPages(context: Context, frame: Frame): Router {
  const { db, texts, clock } = context
  const router = Router()
  const show = async (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const spoken = texts(localeOf(request))
    const now = clock.now()
    // One reading of what is owed; every list and sum of the page comes from it, and no account is opened.
    const outlays = await Promise.all((await programmesThatOwe(db)).map((id) => outlayOf(db, id, now)))
    const ready = outlays.filter(({ proposal }) => proposal.included.length > 0)
    const before = read(rowId.optional().catch(undefined), request.query['before'])
    const view = await listView({ db, texts: spoken }, actorIn(response), 'runs', request)
    const runs = await runsAsked(db, view.asked, { before, limit: runsShown + 1 })
    const leaf = { size: debtsShown, address: request.originalUrl }
    const excluded = leafOf(leftOut(outlays), { ...leaf, name: 'out' })
    const due = leafOf(dueOf(outlays, now), { ...leaf, name: 'due' })
    await frame.show(response, 'desk/payment-runs', {
      desk: 'payments',
      list: view.list,
      mayCreate: mayDo(actorIn(response), 'create-run'),
      ready: ready.map((outlay) => readyRow(outlay, spoken)),
      excluded: { ...excluded, rows: excluded.rows.map((debt) => excludedRow(debt, spoken)) },
      due: { ...due, rows: (await withDays(db, due.rows)).map(dueRow) },
      runs: runs.slice(0, runsShown).map((run) => ({ ...runFacts(run), href: runHref(run.id) })),
      ...(runs.length > runsShown && {
        olderHref: `/desk/payments?${new URLSearchParams({ ...view.asked, before: String(runs[runsShown - 1]?.id) }).toString()}`,
      }),
      ...(before !== undefined && { newestHref: '/desk/payments' }),
      form: formView({ area: 'desk', texts: spoken, typed, faults }),
    })
  }
  router.get('/desk/payments', frame.may('see-payments'), (request, response) =>
    show(request, response, untouched),
  )
  const create = act(async (request, response) => {
    const { programme } = read(z.strictObject({ programme: z.string().max(60) }), formBody(typedIn(request)))
    return runHref((await startRun(context, programme, actorIn(response))).id)
  }, show)
  router.post('/desk/payments', frame.may('create-run'), deskForm, create)
  return router
}

type LeftOut = Outlay['proposal']['excluded'][number]

/** Of all programmes, those due first coming first. What another run holds is not left out: it is being paid. */
const leftOut = (outlays: readonly Outlay[]): LeftOut[] =>
  outlays
    .flatMap(({ proposal }) => proposal.excluded)
    .filter(({ reasons }) => !reasons.includes('in-another-run'))
    .toSorted(({ payable: one }, { payable: other }) =>
      one.payBy === other.payBy ? (one.number < other.number ? -1 : 1) : one.payBy < other.payBy ? -1 : 1,
    )

/** What a run of one programme would pay. */
const readyRow = ({ programme, proposal: { included, totalMinor } }: Outlay, texts: Texts) => ({
  programme: programme.id,
  name: textIn(programme.name, texts.locale),
  count: included.length,
  total: money(totalMinor, programme.currency),
  earliest: included[0]?.payBy ?? '',
})

/** What a run would not pay, and every reason for it. */
const excludedRow = ({ payable, reasons }: LeftOut, texts: Texts) => ({
  number: payable.number,
  reference: payable.reference,
  claimHref: claimHref(payable.reference),
  amount: money(payable.amountMinor, payable.currency),
  reasons: reasons.map((reason) => texts.text(`reasons.${reason}`)),
})

const dueRow = ({ amountMinor, currency, payBy, lastDay, ...debt }: DueDebt) => ({
  ...debt,
  claimHref: claimHref(debt.reference),
  amount: money(amountMinor, currency),
  payBy: payBy.toString(),
  lastDay: lastDay.toString(),
})
