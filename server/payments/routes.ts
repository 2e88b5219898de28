/** Payment runs over HTTP. Who makes a run does not release it (P3). */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import type { Office } from '../claims/advance.ts'
import { inTransaction } from '../database.ts'
import { file, operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { dueDebts } from './due-view.ts'
import { approveRun, exportRun } from './moves-store.ts'
import { bookRun, giveUpRun, outlayOf, startRun, takeOut } from './paying.ts'
import { runsBefore, type RunSummary } from './run-list-store.ts'
import { paymentsIn, runOf, type PaymentRun } from './store.ts'

export const runView = z
  .object({
    id: z.int(),
    name: z.string(),
    state: z.string(),
    currency: z.string(),
    executeOn: z.iso.date(),
    totalMinor: z.int(),
    createdBy: z.string(),
    approvedBy: z.string().optional(),
    payments: z.array(
      z.object({ number: z.string(), reference: z.string(), amountMinor: z.int(), state: z.string() }),
    ),
  })
  .meta({ id: 'PaymentRun' })

/** A run as the API shows it; amounts in minor units, no account numbers. */
export const viewOfRun = (run: PaymentRun): z.infer<typeof runView> => ({
  id: run.id,
  name: run.name,
  state: run.state,
  currency: run.currency,
  executeOn: run.executeOn.toString(),
  totalMinor: paymentsIn(run).reduce((total, { amountMinor }) => total + amountMinor, 0),
  createdBy: run.createdBy,
  ...(run.approvedBy && { approvedBy: run.approvedBy }),
  payments: run.payments.map(({ payable, reference, amountMinor, state }) => ({
    number: payable,
    reference,
    amountMinor,
    state,
  })),
})

/** A run in a list: counted, its payments left out. */
const runSummaryView = runView.omit({ payments: true }).extend({ count: z.int() })

const viewOfSummary = (run: RunSummary): z.infer<typeof runSummaryView> => ({
  id: run.id,
  name: run.name,
  state: run.state,
  currency: run.currency,
  executeOn: run.executeOn.toString(),
  totalMinor: run.totalMinor,
  count: run.count,
  createdBy: run.createdBy,
  ...(run.approvedBy && { approvedBy: run.approvedBy }),
})

const payableView = z.object({
  number: z.string(),
  reference: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  payBy: z.iso.date(),
})

const params = z.object({ id: rowId })
const reason = z.string().trim().min(1).max(500)
const tag = 'payments'

/** What is owed, and runs from their making to their booking, as operations. */
export const paymentOperations = (office: Office): Operation[] => [
  ...owing(office),
  ...building(office),
  ...undoing(office),
  ...releasing(office),
]

const owing = (office: Office): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/payables',
      move: 'see-payments',
      tag,
      summary: 'What is owed now: what a run would hold, and why the rest is left out',
      query: z.strictObject({ programme: z.string() }),
      output: z.object({
        totalMinor: z.int(),
        included: z.array(payableView),
        excluded: z.array(payableView.extend({ reasons: z.array(z.string()) })),
      }),
    },
    async ({ db, query }) => {
      const { proposal } = await outlayOf(db, query.programme, office.clock.now())
      const { included, excluded, totalMinor } = proposal
      const out = excluded.map(({ payable, reasons }) => ({ ...payable, reasons: [...reasons] }))
      return { totalMinor, included: [...included], excluded: out }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/payables/due',
      move: 'see-payments',
      tag,
      summary: 'What is at risk or overdue, the most urgent first, with the days that each side took (R45)',
      output: z.array(
        payableView.extend({
          lastDay: z.iso.date(),
          urgency: z.enum(['at-risk', 'overdue']),
          inRun: z.string().optional(),
          days: z.object({ us: z.int(), participant: z.int() }),
        }),
      ),
    },
    async ({ db }) =>
      (await dueDebts(db, office.clock.now())).map((debt) => ({
        ...debt,
        payBy: debt.payBy.toString(),
        lastDay: debt.lastDay.toString(),
      })),
  ),
]

const building = (office: Office): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/payment-runs',
      move: 'create-run',
      tag,
      summary: 'Put a run together from everything that can be paid',
      input: z.strictObject({ programme: z.string() }),
      output: runView,
      status: 201,
    },
    async ({ db, actor, input }) => viewOfRun(await startRun({ ...office, db }, input.programme, actor)),
  ),
  operation(
    {
      method: 'get',
      path: '/payment-runs',
      move: 'see-payments',
      tag,
      summary: 'The newest 100 runs first, or the next ones below a run',
      query: z.strictObject({ before: rowId.optional() }),
      output: z.array(runSummaryView),
    },
    async ({ db, query: { before } }) => (await runsBefore(db, { before, limit: 100 })).map(viewOfSummary),
  ),
  operation(
    {
      method: 'get',
      path: '/payment-runs/{id}',
      move: 'see-payments',
      tag,
      summary: 'One run',
      params,
      output: runView,
    },
    async ({ db, params: { id } }) => viewOfRun(await runOf(db, id)),
  ),
]

const undoing = (office: Office): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/payment-runs/{id}/cancellation',
      move: 'unqueue',
      tag,
      summary: 'Give a run up before its export',
      params,
      input: z.strictObject({ reason }),
      output: runView,
      status: 201,
    },
    async ({ db, actor, params: { id }, input }) =>
      viewOfRun(await giveUpRun({ ...office, db }, id, input.reason, actor)),
  ),
  operation(
    {
      method: 'post',
      path: '/payment-runs/{id}/removals',
      move: 'unqueue',
      tag,
      summary: 'Take one payment out; the approval is void (P3)',
      params,
      input: z.strictObject({ number: z.string().max(40), reason }),
      output: runView,
      status: 201,
    },
    async ({ db, actor, params: { id }, input }) => {
      const removal = { id, payable: input.number, reason: input.reason }
      return viewOfRun(await takeOut({ ...office, db }, removal, actor))
    },
  ),
]

const releasing = (office: Office): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/payment-runs/{id}/approval',
      move: 'approve-run',
      tag,
      summary: 'Release a run: never by who made it (P3)',
      params,
      input: z.strictObject({}),
      output: runView,
      status: 201,
    },
    async ({ db, actor, params: { id } }) =>
      inTransaction(db, async (trx) => viewOfRun(await approveRun(trx, id, actor, office.clock.now()))),
  ),
  operation(
    {
      method: 'post',
      path: '/payment-runs/{id}/exports',
      move: 'export-run',
      tag,
      summary: 'Export the bank file (pain.001.001.09)',
      params,
      input: z.strictObject({}),
      output: runView,
      status: 201,
    },
    async ({ db, actor, params: { id } }) =>
      inTransaction(db, async (trx) =>
        viewOfRun((await exportRun(trx, id, { by: actor, at: office.clock.now() })).run),
      ),
  ),
  operation(
    {
      method: 'get',
      path: '/payment-runs/{id}/file',
      move: 'export-run',
      tag,
      summary: 'The bank file of an exported run: the same bytes every time',
      params,
      file: ['application/xml'],
    },
    async ({ db, actor, params: { id } }) =>
      inTransaction(db, async (trx) => {
        const { name: run, exportedSha256 } = await runOf(trx, id)
        if (exportedSha256 === undefined) throw refuse('conflict', 'run-not-exported', { run })
        const { name, bytes } = await exportRun(trx, id, { by: actor, at: office.clock.now() })
        return file({ bytes, name, mediaType: 'application/xml' })
      }),
  ),
  operation(
    {
      method: 'post',
      path: '/payment-runs/{id}/bookings',
      move: 'pay',
      tag,
      summary: 'Say that the bank has booked the run',
      params,
      input: z.strictObject({ paidOn: z.iso.date() }),
      output: runView,
      status: 201,
    },
    async ({ db, actor, params: { id }, input }) =>
      viewOfRun(await bookRun({ ...office, db }, id, Temporal.PlainDate.from(input.paidOn), actor)),
  ),
]
