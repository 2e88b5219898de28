/** Rows of payments that did not arrive, and of the confirmations that let an account be paid to again (B3, P2). */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import type { Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Statement, Transaction } from '../database.ts'
import { bankAccountOf } from '../parties/account-store.ts'
import type { ReturnSide } from './bank-reasons.ts'
import type { PayableAccount } from './run.ts'
import { tellOfMoney } from './telling-store.ts'

export type PaymentReturn = {
  readonly paymentId: number
  readonly accountId: number
  /** ISO 20022 reason code. */
  readonly code: string
  readonly side: ReturnSide
}

/** A payment comes back once; told again, in another file, the first word stays. */
export async function noteReturn(
  trx: Transaction,
  { paymentId, accountId, code, side }: PaymentReturn,
  at: Temporal.Instant,
): Promise<void> {
  await trx('payment_returns')
    .insert({ payment_id: paymentId, account_id: accountId, code, side, told_at: instantText(at) })
    .onConflict('payment_id')
    .ignore()
}

/**
 * Somebody asked the participant by another way than the one the change came by. Never the one who entered the account.
 * @throws Refusal `not-found` / `account-unknown`, `forbidden` / `confirmer-edited-account`.
 */
export async function confirmAccount(
  trx: Transaction,
  reference: string,
  { reason, by, at }: { readonly reason: string; readonly by: Actor; readonly at: Temporal.Instant },
): Promise<void> {
  const account = await bankAccountOf(trx, reference)
  if (!account) throw refuse('not-found', 'account-unknown', { reference })
  if (account.changedBy === actorText(by)) throw refuse('forbidden', 'confirmer-edited-account')
  await trx('account_confirmations').insert({
    account_id: account.id,
    reason,
    confirmed_by: actorText(by),
    confirmed_at: instantText(at),
  })
  const facts = { version: account.version, changedBy: account.changedBy }
  await tellOfMoney(trx, { kind: 'account-confirmed', reference, facts, note: reason }, { by, at })
}

/** What speaks for and against accounts: the moment of their last confirmation and of the last payment that bounced. */
export type AccountStanding = { readonly confirmedAt?: string; readonly bouncedAt?: string }

/** How accounts stand by their ids, these or all that anything was ever said of, for the rules of a run. */
export async function standingsOf(
  db: Database,
  accountIds?: readonly number[],
): Promise<ReadonlyMap<number, AccountStanding>> {
  const these = (query: Statement): void => {
    if (accountIds) void query.whereIn('account_id', [...accountIds])
  }
  const confirmed: { id: number; at: string }[] = await db('account_confirmations')
    .modify(these)
    .groupBy('account_id')
    .select({ id: 'account_id' })
    .max({ at: 'confirmed_at' })
  const bounced: { id: number; at: string }[] = await db('payment_returns')
    .modify(these)
    .where({ side: 'account' })
    .groupBy('account_id')
    .select({ id: 'account_id' })
    .max({ at: 'told_at' })
  const standings = new Map<number, AccountStanding>()
  for (const { id, at } of confirmed) standings.set(id, { confirmedAt: at })
  for (const { id, at } of bounced) standings.set(id, { ...standings.get(id), bouncedAt: at })
  return standings
}

/**
 * The account of the application was accepted with the proposal that names it; a later one waits for its confirmation
 * (P2). One from which money came back waits for it too, unless another takes its place (B3).
 */
export const wordOn = (
  version: number,
  { confirmedAt = '', bouncedAt = '' }: AccountStanding = {},
): Required<Pick<PayableAccount, 'confirmed' | 'bounced'>> => ({
  confirmed: version === 1 || confirmedAt !== '' ? 'yes' : 'no',
  bounced: bouncedAt > confirmedAt ? 'yes' : 'no',
})

/** A payment that came back and has not been made again, for the inbox of returns. */
export type OpenReturn = {
  readonly reference: string
  readonly number: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly code: string
  readonly side: ReturnSide
  readonly toldAt: Temporal.Instant
  /** The account that it went to; a later one of the claim is what the participant has given since. */
  readonly accountId: number
}

/** Of one side or of both, oldest first: these people wait the longest. */
export async function openReturns(
  db: Database,
  { side, limit }: { readonly side?: ReturnSide | undefined; readonly limit: number },
): Promise<OpenReturn[]> {
  const alive = db('payments as later')
    .whereRaw('?? = ??', ['later.payable', 'payments.payable'])
    .whereRaw('?? > ??', ['later.attempt', 'payments.attempt'])
    .whereNot('later.state', 'removed')
    .select('later.id')
  const rows: (ReturnRow & { claim_reference: string })[] = await db('payment_returns')
    .where(side ? { 'payment_returns.side': side } : {})
    .join('payments', 'payments.id', 'payment_returns.payment_id')
    .whereNotExists(alive)
    .orderBy(['told_at', 'payment_id'])
    .limit(limit)
    .select('payment_returns.*', 'payable', 'claim_reference', 'amount_minor', 'currency')
  return rows.map((row) => ({
    reference: row.claim_reference,
    number: row.payable,
    amountMinor: row.amount_minor,
    currency: row.currency,
    code: row.code,
    side: row.side,
    toldAt: Temporal.Instant.from(row.told_at),
    accountId: row.account_id,
  }))
}

type ReturnRow = {
  payment_id: number
  account_id: number
  code: string
  side: ReturnSide
  told_at: string
  payable: string
  amount_minor: number
  currency: Currency
}
