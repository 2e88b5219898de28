/**
 * What is done to a payment run: approve, take out, cancel, export, execute. Four eyes are asked here and again by the
 * database (P3).
 */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import type { Transaction } from '../database.ts'
import { bankAccountVersions, outdatedAccounts, type KeptAccount } from '../parties/account-store.ts'
import { bankFile, type BankPayment } from './bank-file.ts'
import { dutiesIn } from './duty-store.ts'
import { openHolds } from './hold-store.ts'
import { approvalRefusal } from './run.ts'
import {
  changeRun,
  lockRun,
  paymentsIn,
  runOf,
  type Payment,
  type PaymentRow,
  type PaymentRun,
  type RunRow,
} from './store.ts'
import { tellOfMoney } from './telling-store.ts'

/**
 * The choke point (P3): nobody approves a run that they put together, an account that they edited, a device that they
 * audited, a claim that they approved or an edition that they loaded, the admin neither.
 * @throws Refusal `forbidden` / `approver-created-run`, `approver-edited-account`, `approver-audited-device`,
 * `approver-decided-claim`, `approver-loaded-programme`; `conflict` / `account-changed` when
 * a claim has another account by now, `payment-held`, `run-state` when the run is past it; `invalid` / `run-empty` when
 * everything was taken out of it.
 */
export async function approveRun(
  trx: Transaction,
  id: number,
  by: Actor,
  at: Temporal.Instant,
): Promise<PaymentRun> {
  const run = await lockRun(trx, id)
  await refuseHeld(trx, run)
  const accounts = await accountsOf(trx, run)
  const accountEditors = accounts.map(({ changedBy }) => changedBy)
  const before = await dutiesIn(trx, id, actorText(by))
  const refusal = approvalRefusal({ createdBy: run.createdBy, accountEditors }, actorText(by), before)
  if (refusal) throw refuse('forbidden', refusal, { run: run.name, ...before })
  const approved = { approved_by: actorText(by), approved_at: instantText(at) }
  await changeRun(trx, run, 'approve', approved)
  if (paymentsIn(run).length === 0) throw refuse('invalid', 'run-empty')
  const approved_sha256 = sha256(fileOf(run, accounts))
  await trx<RunRow>('payment_runs').where({ id }).update({ approved_sha256 })
  const facts = { run: id, createdBy: run.createdBy, sha256: approved_sha256 }
  await tellOfMoney(trx, { kind: 'run-approved', facts }, { by, at })
  return runOf(trx, id)
}

/** Takes one payment out, with a reason; the approval is void, and what is owed may enter another run. */
export async function removePayment(
  trx: Transaction,
  { id, payable, reason }: { readonly id: number; readonly payable: string; readonly reason: string },
): Promise<PaymentRun> {
  const run = await lockRun(trx, id)
  const changed = await changeRun(trx, run, 'change', {
    approved_by: null,
    approved_at: null,
    approved_sha256: null,
  })
  const removed = await trx<PaymentRow>('payments')
    .where({ run_id: id, payable, state: 'planned' })
    .update({ state: 'removed', reason })
  if (removed === 0) throw refuse('not-found', 'payment-unknown', { number: payable })
  return runOf(trx, changed.id)
}

/** Gives up a run that was not exported; everything in it is owed again. */
export async function cancelRun(trx: Transaction, id: number, reason: string): Promise<PaymentRun> {
  const run = await lockRun(trx, id)
  // First the run: while it is approved the database lets nothing out of it.
  await changeRun(trx, run, 'cancel', {})
  await trx<PaymentRow>('payments')
    .where({ run_id: id, state: 'planned' })
    .update({ state: 'removed', reason })
  return runOf(trx, id)
}

/**
 * The file for the bank: the bytes that were approved, and the same ones when it is asked for again.
 * @throws Refusal `conflict` / `run-state` before approval, `account-changed` when an account was changed since,
 * `run-changed` when the file is not the one that was approved.
 */
export async function exportRun(
  trx: Transaction,
  id: number,
  { by, at }: { readonly by: Actor; readonly at: Temporal.Instant },
): Promise<{ readonly run: PaymentRun; readonly name: string; readonly bytes: Buffer }> {
  const run = await lockRun(trx, id)
  const first = run.exportedSha256 === undefined
  if (first) await refuseHeld(trx, run)
  const exported = await changeRun(trx, run, 'export', first ? { exported_at: instantText(at) } : {})
  const bytes = fileOf(run, await accountsOf(trx, run))
  const hash = sha256(bytes)
  if (first && run.approvedSha256 !== undefined && run.approvedSha256 !== hash)
    throw refuse('conflict', 'run-changed', { run: run.name })
  if (!first && run.exportedSha256 !== hash) throw new Error(`${run.name} would export other bytes`)
  await trx<RunRow>('payment_runs').where({ id }).update({ exported_sha256: hash })
  await trx<PaymentRow>('payments').where({ run_id: id, state: 'planned' }).update({ state: 'sent' })
  if (first) await tellOfMoney(trx, { kind: 'run-exported', facts: { run: id, sha256: hash } }, { by, at })
  return { run: await runOf(trx, exported.id), name: `${run.name}.xml`, bytes }
}

function fileOf(run: PaymentRun, accounts: readonly KeptAccount[]): Buffer {
  const byId = new Map(accounts.map((account) => [account.id, account]))
  const payments = paymentsIn(run).map((payment) => bankPayment(payment, byId.get(payment.accountId)))
  return Buffer.from(bankFile({ ...run, payments }), 'utf8')
}

function bankPayment(payment: Payment, account: KeptAccount | undefined): BankPayment {
  if (!account) throw new Error(`payment ${payment.id} has no account`)
  const { payable, reference, endToEndId, amountMinor } = payment
  return {
    id: `PAY-${String(payment.id).padStart(9, '0')}`,
    endToEndId,
    amountMinor,
    payee: account.holder,
    payeeCountry: account.iban.slice(0, 2),
    iban: account.iban,
    remittance: payable === reference ? payable : `${payable} ${reference}`,
  }
}

/** Marks everything sent in an exported run as booked on a day (B2). Twice is once. */
export async function executeRun(trx: Transaction, id: number, on: Temporal.PlainDate): Promise<PaymentRun> {
  const run = await lockRun(trx, id)
  if (run.state === 'executed') return run
  await trx<PaymentRow>('payments')
    .where({ run_id: id })
    .whereIn('state', ['sent', 'accepted'])
    .update({ state: 'executed', booked_on: on.toString() })
  return changeRun(trx, run, 'execute', { executed_on: on.toString() })
}

/** B2: once the bank has spoken of every payment of an exported run, nothing of it is awaited. */
export async function concludeRun(trx: Transaction, id: number, on: Temporal.PlainDate): Promise<void> {
  const run = await lockRun(trx, id)
  const awaited = run.payments.some(({ state }) => ['planned', 'sent', 'accepted'].includes(state))
  if (run.state === 'exported' && !awaited)
    await changeRun(trx, run, 'execute', { executed_on: on.toString() })
}

/** R30: a hold that came after the run was made stops the run until the payment is taken out of it. */
async function refuseHeld(trx: Transaction, run: PaymentRun): Promise<void> {
  const references = paymentsIn(run).map(({ reference }) => reference)
  const [hold] = await openHolds(trx, references)
  if (hold) throw refuse('conflict', 'payment-held', { reference: hold.reference, run: run.name })
}

/** The accounts that a run pays to. @throws Refusal `conflict` / `account-changed` before the bank has the run, `account-erased`. */
async function accountsOf(trx: Transaction, run: PaymentRun): Promise<KeptAccount[]> {
  const payments = paymentsIn(run)
  const ids = payments.map(({ accountId }) => accountId)
  const outdated = run.exportedSha256 === undefined ? await outdatedAccounts(trx, ids) : []
  const changed = payments.find(({ accountId }) => outdated.includes(accountId))
  if (changed) throw refuse('conflict', 'account-changed', { number: changed.payable, run: run.name })
  const accounts = await bankAccountVersions(trx, ids)
  if (accounts.some(({ iban }) => iban === '')) throw refuse('conflict', 'account-erased', { run: run.name })
  return accounts
}
