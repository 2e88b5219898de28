/**
 * Rows of payment runs and payments. `changeRun` is the one place where a run moves on. Account numbers are not kept
 * here: a payment names the version of the account that it goes to.
 */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { canonicalJson } from '../base/canonical.ts'
import { moved } from '../base/machine.ts'
import type { Currency } from '../base/money.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import { stretchesOf } from '../base/stretches.ts'
import {
  insertMany,
  isDuplicate,
  isSqlite,
  nextNumber,
  type Database,
  type Statement,
  type Transaction,
} from '../database.ts'
import type { Debtor } from './bank-file.ts'
import { aliveStates, runMachine, type PaymentState, type RunState } from './machines.ts'
import { reasonsAgainst, type Payable, type RunTerms } from './run.ts'

// Asked and written together.
const paymentsAtOnce = 1000

export type PaymentRun = {
  readonly id: number
  readonly name: string
  readonly state: RunState
  readonly currency: Currency
  readonly executeOn: Temporal.PlainDate
  readonly debtor: Debtor
  readonly createdBy: string
  readonly createdAt: Temporal.Instant
  readonly approvedBy?: string
  /** Hash of the file that was approved, so that no other leaves (P3). */
  readonly approvedSha256?: string
  readonly exportedSha256?: string
  readonly executedOn?: Temporal.PlainDate
  readonly payments: readonly Payment[]
}

export type Payment = {
  readonly id: number
  readonly payable: string
  readonly reference: string
  readonly endToEndId: string
  readonly amountMinor: number
  readonly accountId: number
  readonly state: PaymentState
  readonly reason?: string
}

/**
 * Puts a run together from what was judged fit to be paid.
 * @throws Refusal `invalid` / `run-empty`; `conflict` / `not-payable` for one that the terms keep out, `run-over-limit`,
 * `payment-alive` when another run has it.
 */
export async function createRun(
  trx: Transaction,
  order: {
    readonly payables: readonly Payable[]
    readonly terms: RunTerms
    readonly debtor: Debtor
    readonly executeOn: Temporal.PlainDate
    readonly by: Actor
    readonly at: Temporal.Instant
  },
): Promise<PaymentRun> {
  if (order.payables.length === 0) throw refuse('invalid', 'run-empty')
  refuseUnfit(order.payables, order.terms, order.at)
  const no = await nextNumber(trx, `payment runs ${order.executeOn.year}`)
  const row = {
    name: `RUN-${order.executeOn.year}-${String(no).padStart(6, '0')}`,
    state: 'created' as const,
    currency: order.terms.currency,
    execute_on: order.executeOn.toString(),
    debtor: canonicalJson(order.debtor),
    created_by: actorText(order.by),
    created_at: instantText(order.at),
  }
  const [{ id } = { id: 0 }] = await trx<RunRow>('payment_runs').insert(row).returning('id')
  await insertPayments(trx, id, order.payables)
  return runOf(trx, id)
}

/** The page may have been drawn an hour ago: what is in the run is judged again as it is written. */
function refuseUnfit(payables: readonly Payable[], terms: RunTerms, at: Temporal.Instant): void {
  const unfit = payables.flatMap((payable) =>
    reasonsAgainst(payable, terms, at).map((reason) => ({
      code: 'not-payable',
      path: '/payables',
      facts: { number: payable.number, reason },
    })),
  )
  if (unfit.length > 0) throw new Refusal('conflict', unfit)
  const totalMinor = payables.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  if (totalMinor > terms.largestRunMinor) throw refuse('conflict', 'run-over-limit', { totalMinor })
}

async function insertPayments(trx: Transaction, runId: number, payables: readonly Payable[]): Promise<void> {
  for (const stretch of stretchesOf(payables, paymentsAtOnce)) {
    const before: Pick<PaymentRow, 'payable' | 'state'>[] = await trx<PaymentRow>('payments')
      .whereIn(
        'payable',
        stretch.map(({ number }) => number),
      )
      .select('payable', 'state')
    const attempts = new Map<string, number>()
    for (const { payable: number, state } of before) {
      if (isAlive(state)) throw refuse('conflict', 'payment-alive', { number })
      attempts.set(number, (attempts.get(number) ?? 0) + 1)
    }
    const rows = stretch.map((payable) => paymentRow(runId, payable, (attempts.get(payable.number) ?? 0) + 1))
    try {
      await insertMany(trx, 'payments', rows)
    } catch (error) {
      // Another run took one of them between the question and the row (P4).
      throw isDuplicate(error)
        ? refuse('conflict', 'payment-alive', { number: stretch[0]?.number ?? '' })
        : error
    }
  }
}

const isAlive = (state: PaymentState): boolean => aliveStates.some((alive) => alive === state)

function paymentRow(runId: number, payable: Payable, attempt: number) {
  const { number, reference, amountMinor, currency, account } = payable
  if (account === undefined) throw new Error(`${number} has no account`)
  return {
    run_id: runId,
    payable: number,
    claim_reference: reference,
    attempt,
    // A retry after a return needs an id that the bank has not seen.
    end_to_end_id: attempt === 1 ? number : `${number}-${attempt}`,
    amount_minor: amountMinor,
    currency,
    account_id: account.id,
    state: 'planned' as const,
  }
}

/** @throws Refusal `not-found` / `run-unknown`. */
export async function runOf(db: Database, id: number): Promise<PaymentRun> {
  const row = await db<RunRow>('payment_runs').where({ id }).first()
  if (!row) throw refuse('not-found', 'run-unknown', { id })
  const payments = await db<PaymentRow>('payments').where({ run_id: id }).orderBy('id')
  return runFromRow(row, payments)
}

/** True while the bank has a payment of the claim and has not said what became of it. */
export const isUnderWay = async (db: Database, reference: string): Promise<boolean> =>
  (await db<PaymentRow>('payments')
    .where({ claim_reference: reference })
    .whereIn('state', ['sent', 'accepted'])
    .first('id')) !== undefined

/** The payment of one debt in one run. @throws Error when there is none: both come from our own rows. */
export async function paymentInRun(db: Database, run: number, payable: string): Promise<Payment> {
  const row = await db<PaymentRow>('payments').where({ run_id: run, payable }).first()
  if (!row) throw new Error(`run ${run} holds no payment of ${payable}`)
  return paymentFromRow(row)
}

/** Numbers among `payables` that a run has alive, with the name of that run. */
export async function runsHolding(
  db: Database,
  payables: readonly string[] | Statement,
): Promise<ReadonlyMap<string, string>> {
  const rows: { payable: string; name: string }[] = await db('payments')
    .join('payment_runs', 'payment_runs.id', 'payments.run_id')
    .modify((these: Statement) => {
      void ('toSQL' in payables
        ? these.whereIn('payable', payables)
        : these.whereIn('payable', [...payables]))
    })
    .whereIn('payments.state', [...aliveStates])
    .select('payable', 'name')
  return new Map(rows.map(({ payable, name }) => [payable, name]))
}

/** Payments that a run holds, or held when it was exported: all but those taken out before. */
export const paymentsIn = (run: PaymentRun): readonly Payment[] =>
  run.payments.filter(({ state }) => state !== 'removed')

/** Holds the run until the transaction ends. */
export async function lockRun(trx: Transaction, id: number): Promise<PaymentRun> {
  if (!isSqlite(trx)) await trx<RunRow>('payment_runs').where({ id }).forUpdate().select('id')
  return runOf(trx, id)
}

/** The one way from state to state. @throws Refusal `conflict` / `run-state` for a move that the state does not allow. */
export async function changeRun(
  trx: Transaction,
  run: PaymentRun,
  move: string,
  change: Partial<RunRow>,
): Promise<PaymentRun> {
  const state = moved(runMachine, run.state, move)
  if (state === undefined) throw refuse('conflict', 'run-state', { run: run.name, state: run.state, move })
  await trx<RunRow>('payment_runs')
    .where({ id: run.id })
    .update({ ...change, state })
  return runOf(trx, run.id)
}

export type RunRow = {
  id: number
  name: string
  state: RunState
  currency: Currency
  execute_on: string
  debtor: string
  created_by: string
  created_at: string
  approved_by: string | null
  approved_at: string | null
  approved_sha256: string | null
  exported_at: string | null
  exported_sha256: string | null
  executed_on: string | null
}

export type PaymentRow = {
  id: number
  run_id: number
  payable: string
  claim_reference: string
  attempt: number
  end_to_end_id: string
  amount_minor: number
  currency: Currency
  account_id: number
  state: PaymentState
  reason: string | null
  booked_on: string | null
}

const runFromRow = (row: RunRow, payments: readonly PaymentRow[]): PaymentRun => ({
  id: row.id,
  name: row.name,
  state: row.state,
  currency: row.currency,
  executeOn: Temporal.PlainDate.from(row.execute_on),
  debtor: JSON.parse(row.debtor) as Debtor,
  createdBy: row.created_by,
  createdAt: Temporal.Instant.from(row.created_at),
  ...(row.approved_by !== null && { approvedBy: row.approved_by }),
  ...(row.approved_sha256 !== null && { approvedSha256: row.approved_sha256 }),
  ...(row.exported_sha256 !== null && { exportedSha256: row.exported_sha256 }),
  ...(row.executed_on !== null && { executedOn: Temporal.PlainDate.from(row.executed_on) }),
  payments: payments.map(paymentFromRow),
})

const paymentFromRow = (row: PaymentRow): Payment => ({
  id: row.id,
  payable: row.payable,
  reference: row.claim_reference,
  endToEndId: row.end_to_end_id,
  amountMinor: row.amount_minor,
  accountId: row.account_id,
  state: row.state,
  ...(row.reason !== null && { reason: row.reason }),
})
