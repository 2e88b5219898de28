/** One payment run: what is in it, its release by a second person, its file and its booking (P3, B2). */
import { Router, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { actorText, type Actor } from '../base/actor.ts'
import { money } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { inTransaction, type Database } from '../database.ts'
import { maskedIban } from '../parties/bank-account.ts'
import { bankAccountVersions } from '../parties/account-store.ts'
import { booksZone } from '../payments/books.ts'
import { dutiesIn } from '../payments/duty-store.ts'
import { approveRun, exportRun } from '../payments/moves-store.ts'
import { bookRun, giveUpRun, takeOut } from '../payments/paying.ts'
import { approvalRefusal } from '../payments/run.ts'
import {
  paymentsAfter,
  runSummary,
  statesIn,
  type ListedPayment,
  type RunSummary,
} from '../payments/run-list-store.ts'
import { mayDo } from '../staff/access.ts'
import { staffById } from '../staff/store.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref } from './claim-links.ts'
import { runFacts, runHref } from './payment-run-view.ts'

type At = Request<{ id: string }>

/** Payments on one page: as many as a person reads before releasing them. */
const paymentsShown = 100

const idOf = ({ params }: At): number => read(z.object({ id: rowId }), params).id
const rowAfter = ({ query }: Request): number => read(z.coerce.number().int().min(0).catch(0), query['after'])

const whyNot = z.string().trim().min(1).max(500)
const removal = z.strictObject({ number: z.string().trim().min(1).max(40), reason: whyNot })

/** A run's page, its file and every act on it. */
export function paymentRunPages(context: Context, frame: Frame): Router {
  const { db, clock } = context
  const router = Router()
  const show = (request: At, response: Response, attempt: Attempt): Promise<void> =>
    showRun(context, frame, request, response, attempt)
  router.get('/desk/payments/:id', frame.may('see-payments'), (request, response) =>
    show(request as At, response, untouched),
  )
  router.get('/desk/payments/:id/file', frame.may('export-run'), async (request, response) => {
    const { bytes, name } = await inTransaction(db, async (trx) => {
      const run = await runSummary(trx, idOf(request as At))
      if (run.exportedSha256 === undefined) throw refuse('conflict', 'run-not-exported', { run: run.name })
      return exportRun(trx, run.id, { by: actorIn(response), at: clock.now() })
    })
    response.attachment(name).type('application/xml').send(bytes)
  })
  const step = (
    path: string,
    move: string,
    make: (request: At, response: Response, body: Record<string, unknown>) => Promise<unknown>,
  ): void => {
    const handler = act<At>(async (request, response) => {
      await make(request, response, formBody(typedIn(request)))
      return runHref(idOf(request))
    }, show)
    router.post(`/desk/payments/:id/${path}`, frame.may(move), deskForm, handler)
  }
  step('approval', 'approve-run', (request, response) =>
    inTransaction(db, (trx) => approveRun(trx, idOf(request), actorIn(response), clock.now())),
  )
  step('exports', 'export-run', (request, response) =>
    inTransaction(db, (trx) => exportRun(trx, idOf(request), { by: actorIn(response), at: clock.now() })),
  )
  step('bookings', 'pay', async (request, response, body) => {
    const { paidOn } = read(z.strictObject({ paidOn: z.iso.date() }), body)
    return bookRun(context, idOf(request), Temporal.PlainDate.from(paidOn), actorIn(response))
  })
  step('cancellation', 'unqueue', (request, response, body) =>
    giveUpRun(
      context,
      idOf(request),
      read(z.strictObject({ reason: whyNot }), body).reason,
      actorIn(response),
    ),
  )
  step('removals', 'unqueue', (request, response, body) => {
    const { number: payable, reason } = read(removal, body)
    return takeOut(context, { id: idOf(request), payable, reason }, actorIn(response))
  })
  return router
}

async function showRun(
  context: Context,
  frame: Frame,
  request: At,
  response: Response,
  { typed, faults }: Attempt,
): Promise<void> {
  const { db, texts } = context
  const run = await runSummary(db, idOf(request))
  const spoken = texts(localeOf(request))
  const rows = await paymentsAfter(db, run.id, { after: rowAfter(request), limit: paymentsShown + 1 })
  const shown = rows.slice(0, paymentsShown)
  const last = shown.at(-1)
  const refusal = await refusalFor(db, run, actorIn(response), spoken)
  await frame.show(response, 'desk/payment-run', {
    desk: 'payments',
    run: {
      ...runFacts(run),
      ...(await peopleOf(context, run)),
      timeZone: booksZone,
      exportedAt: run.exportedAt,
      sha256: run.exportedSha256,
      ...(run.exportedSha256 && { fileHref: `${runHref(run.id)}/file` }),
    },
    states: [...(await statesIn(db, run.id))].map(([state, count]) => ({ state, count })),
    payments: await paymentRows(context, run, shown),
    mayShowAccount: mayDo(actorIn(response), 'see-bank-account'),
    ...(rows.length > shown.length && last && { nextHref: `${runHref(run.id)}?after=${last.id}` }),
    ...(rowAfter(request) > 0 && { firstHref: runHref(run.id) }),
    refusal,
    actions: actionsFor(run, (move) => mayDo(actorIn(response), move)).filter(
      (action) => action !== 'approve' || !refusal,
    ),
    form: formView({ area: 'desk', texts: spoken, typed, faults }),
  })
}

async function peopleOf(
  { db }: Context,
  run: RunSummary,
): Promise<{ createdBy: string; approvedBy?: string }> {
  const nameOf = async (actor: string): Promise<string> =>
    (await staffById(db, Number(actor.split(':')[1])))?.name ?? actor
  return {
    createdBy: await nameOf(run.createdBy),
    ...(run.approvedBy && { approvedBy: await nameOf(run.approvedBy) }),
  }
}

/** The payee is whoever the account belongs to: that is what the bank is told, and what has to be read. */
async function paymentRows(
  { db }: Context,
  { currency }: RunSummary,
  payments: readonly ListedPayment[],
): Promise<object[]> {
  const accounts = await bankAccountVersions(
    db,
    payments.map(({ accountId }) => accountId),
  )
  const byId = new Map(accounts.map((account) => [account.id, account]))
  return payments.map(({ payable, reference, accountId, amountMinor, state, reason: why }) => {
    const account = byId.get(accountId)
    return {
      invoice: payable,
      reference,
      claimHref: claimHref(reference),
      payee: account?.holder,
      account: account && maskedIban(account.iban),
      amount: money(amountMinor, currency),
      state,
      why,
    }
  })
}

/** P3: why this person may not release the run, said before they try. */
async function refusalFor(
  db: Database,
  run: RunSummary,
  actor: Actor,
  texts: Texts,
): Promise<string | undefined> {
  if (run.state !== 'created' || !(mayDo(actor, 'approve-run') || mayDo(actor, 'create-run')))
    return undefined
  const before = await dutiesIn(db, run.id, actorText(actor))
  // Who edited an account is asked when they try: opening each of them for every look at the page would cost too much.
  const code = approvalRefusal({ createdBy: run.createdBy, accountEditors: [] }, actorText(actor), before)
  return code && texts.text(`faults.${code}`, { run: run.name, ...before })
}

const moves = {
  approve: 'approve-run',
  export: 'export-run',
  book: 'pay',
  remove: 'unqueue',
  cancel: 'unqueue',
} as const

function actionsFor({ state }: RunSummary, may: (move: string) => boolean): string[] {
  const byState = {
    created: ['approve', 'remove', 'cancel'],
    approved: ['export', 'remove', 'cancel'],
    exported: ['book'],
    executed: [],
    cancelled: [],
  } as const
  const open: readonly (keyof typeof moves)[] = byState[state]
  return open.filter((action) => may(moves[action]))
}
