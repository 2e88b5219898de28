/** Payment runs: what can be paid, a run, its release by a second person, its file and its booking (R45-R47). */
import { Router, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { actorText, type Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { money } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { maskedIban } from '../parties/bank-account.ts'
import { bankAccountVersion } from '../parties/store.ts'
import { textIn } from '../programmes/schema/words.ts'
import { currentProgramme } from '../programmes/store.ts'
import { dueDebts, type DueDebt } from '../payments/due-view.ts'
import { approveRun, exportRun } from '../payments/moves-store.ts'
import { programmesThatOwe } from '../payments/payable-store.ts'
import { bookRun, giveUpRun, proposalFor, startRun } from '../payments/paying.ts'
import { latestRuns, paymentsIn, runOf, type PaymentRun } from '../payments/store.ts'
import { mayDo } from '../staff/access.ts'
import { staffById } from '../staff/store.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref } from './claim-links.ts'

type At = Request<{ id: string }>

/** Where the house keeps its books. */
const booksZone = 'Europe/Copenhagen'
const runHref = (id: number): string => `/desk/payments/${id}`
const idOf = ({ params }: At): number => read(z.object({ id: rowId }), params).id

/** What can be paid, and each run from its making to its booking. */
export function paymentPages(context: Context, frame: Frame): Router {
  const router = Router()
  building(router, context, frame)
  releasing(router, context, frame)
  return router
}

function building(router: Router, context: Context, frame: Frame): void {
  const { db, texts } = context
  const showRuns = async (
    request: Request,
    response: Response,
    { typed, faults }: Attempt,
  ): Promise<void> => {
    const spoken = texts(localeOf(request))
    const groups = await Promise.all((await programmesThatOwe(db)).map((id) => groupOf(context, id, spoken)))
    const runs = await latestRuns(db, 50)
    await frame.show(response, 'desk/payment-runs', {
      desk: 'payments',
      mayCreate: mayDo(actorIn(response), 'create-run'),
      ready: groups.filter(({ count }) => count > 0),
      excluded: groups.flatMap(({ excluded }) => excluded),
      due: (await dueDebts(db, context.clock.now())).map(dueRow),
      runs: runs.map((run) => ({ ...runFacts(run), href: runHref(run.id) })),
      form: formView({ area: 'desk', texts: spoken, typed, faults }),
    })
  }
  router.get('/desk/payments', frame.may('see-payments'), (request, response) =>
    showRuns(request, response, untouched),
  )
  const create = act(async (request, response) => {
    const { programme } = read(
      z.strictObject({ programme: z.string().max(60) }),
      formBody((request.body ?? {}) as Typed),
    )
    return runHref((await startRun(context, programme, actorIn(response))).id)
  }, showRuns)
  router.post('/desk/payments', frame.may('create-run'), deskForm, create)
}

function releasing(router: Router, context: Context, frame: Frame): void {
  const { db, clock, texts } = context
  const show = async (request: At, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const run = await runOf(db, idOf(request))
    const form = formView({ area: 'desk', texts: texts(localeOf(request)), typed, faults })
    await frame.show(response, 'desk/payment-run', {
      desk: 'payments',
      run: {
        ...runFacts(run),
        ...(await peopleOf(context, run)),
        timeZone: booksZone,
        ...(run.exportedSha256 && { fileHref: `${runHref(run.id)}/file` }),
      },
      payments: await Promise.all(paymentsIn(run).map((payment) => paymentRow(context, run, payment))),
      refusal: refusalFor(run, actorIn(response), texts(localeOf(request))),
      actions: actionsFor(run, (move) => mayDo(actorIn(response), move)),
      form,
    })
  }
  router.get('/desk/payments/:id', frame.may('see-payments'), (request, response) =>
    show(request as At, response, untouched),
  )
  router.get('/desk/payments/:id/file', frame.may('export-run'), async (request, response) => {
    const { bytes, name } = await inTransaction(db, async (trx) => {
      const run = await runOf(trx, idOf(request as At))
      if (run.exportedSha256 === undefined) throw refuse('conflict', 'run-not-exported', { run: run.name })
      return exportRun(trx, run.id, clock.now())
    })
    response.attachment(name).type('application/xml').send(bytes)
  })
  const step = (
    path: string,
    move: string,
    make: (request: At, response: Response, body: Record<string, unknown>) => Promise<unknown>,
  ): void => {
    const handler = act<At>(async (request, response) => {
      await make(request, response, formBody((request.body ?? {}) as Typed))
      return runHref(idOf(request))
    }, show)
    router.post(`/desk/payments/:id/${path}`, frame.may(move), deskForm, handler)
  }
  step('approval', 'approve-run', (request, response) =>
    inTransaction(db, (trx) => approveRun(trx, idOf(request), actorIn(response), clock.now())),
  )
  step('exports', 'export-run', (request) =>
    inTransaction(db, (trx) => exportRun(trx, idOf(request), clock.now())),
  )
  step('bookings', 'pay', async (request, response, body) => {
    const { paidOn } = read(z.strictObject({ paidOn: z.iso.date() }), body)
    return bookRun(context, idOf(request), Temporal.PlainDate.from(paidOn), actorIn(response))
  })
  step('cancellation', 'unqueue', async (request, response, body) => {
    const { reason } = read(z.strictObject({ reason: z.string().min(1).max(500) }), body)
    return giveUpRun(context, idOf(request), reason, actorIn(response))
  })
}

/** What one programme owes: what a run would pay, and why the rest is left out. */
async function groupOf({ db, clock }: Context, id: string, texts: Texts) {
  const { programme } = await currentProgramme(db, id)
  const { included, excluded, totalMinor } = await proposalFor(db, id, clock.now())
  return {
    programme: id,
    name: textIn(programme.name, texts.locale),
    count: included.length,
    total: money(totalMinor, programme.currency),
    earliest: included[0]?.payBy.toString() ?? '',
    // What another run holds is not left out: it is being paid.
    excluded: excluded
      .filter(({ reasons }) => !reasons.includes('in-another-run'))
      .map(({ payable, reasons }) => ({
        number: payable.number,
        reference: payable.reference,
        claimHref: claimHref(payable.reference),
        amount: money(payable.amountMinor, payable.currency),
        reasons: reasons.map((reason) => texts.text(`reasons.${reason}`)),
      })),
  }
}

const dueRow = ({ amountMinor, currency, payBy, lastDay, ...debt }: DueDebt) => ({
  ...debt,
  claimHref: claimHref(debt.reference),
  amount: money(amountMinor, currency),
  payBy: payBy.toString(),
  lastDay: lastDay.toString(),
})

const runFacts = (run: PaymentRun) => ({
  id: run.id,
  name: run.name,
  state: run.state,
  executeOn: run.executeOn.toString(),
  createdOn: dateIn(run.createdAt, booksZone).toString(),
  createdAt: run.createdAt,
  count: paymentsIn(run).length,
  total: money(
    paymentsIn(run).reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    run.currency,
  ),
})

async function peopleOf(
  { db }: Context,
  run: PaymentRun,
): Promise<{ createdBy: string; approvedBy?: string }> {
  const nameOf = async (actor: string): Promise<string> =>
    (await staffById(db, Number(actor.split(':')[1])))?.name ?? actor
  return {
    createdBy: await nameOf(run.createdBy),
    ...(run.approvedBy && { approvedBy: await nameOf(run.approvedBy) }),
  }
}

async function paymentRow(
  { db }: Context,
  run: PaymentRun,
  payment: PaymentRun['payments'][number],
): Promise<object> {
  const { iban } = await bankAccountVersion(db, payment.accountId)
  const { application } = await claimOf(db, payment.reference)
  return {
    invoice: payment.payable,
    reference: payment.reference,
    claimHref: claimHref(payment.reference),
    company: application.participant.company,
    account: maskedIban(iban),
    amount: money(payment.amountMinor, run.currency),
  }
}

/** P3: why this person may not release the run, said before they try. */
function refusalFor(run: PaymentRun, actor: Actor, texts: Texts): string | undefined {
  const isTheirs = run.state === 'created' && mayDo(actor, 'create-run') && run.createdBy === actorText(actor)
  return isTheirs ? texts.text('faults.approver-created-run', { run: run.name }) : undefined
}

const moves = { approve: 'approve-run', export: 'export-run', book: 'pay', cancel: 'unqueue' } as const

function actionsFor({ state }: PaymentRun, may: (move: string) => boolean): string[] {
  const byState = {
    created: ['approve', 'cancel'],
    approved: ['export', 'cancel'],
    exported: ['book'],
    executed: [],
    cancelled: [],
  } as const
  const open: readonly (keyof typeof moves)[] = byState[state]
  return open.filter((action) => may(moves[action]))
}
