/** Rows of what is owed: one for each final document, written with it and settled by the booking of its payment. */
import { Temporal } from 'temporal-polyfill'
import { dateIn, instantText } from '../base/calendar.ts'
import type { Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import { stretchesOf } from '../base/stretches.ts'
import type { Database, Transaction } from '../database.ts'
import { bankAccountsOf, type KeptAccount } from '../parties/account-store.ts'
import { holdsOf } from './hold-store.ts'
import type { OpenSum } from './outlook.ts'
import { post, type LedgerAccount, type Posting } from './posting-store.ts'
import { standingsOf, wordOn, type AccountStanding } from './return-store.ts'
import type { Payable, PayableAccount } from './run.ts'
import { runsHolding } from './store.ts'

/** A debt of ours. Amounts in minor units. */
export type Owed = {
  /** Number of the document; unique for ever. */
  readonly number: string
  readonly reference: string
  readonly programmeId: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly payBy: Temporal.PlainDate
}

// SQLite takes so many values in one statement, and some to spare.
const numbersAtOnce = 5000

type PayableRow = {
  number: string
  claim_reference: string
  programme_id: string
  amount_minor: number
  currency: Currency
  pay_by: string
  owed_since: string
  paid_on: string | null
}

/** Keeps what is owed. The number is the key, so that no document is ever owed twice (R97). */
export async function owe(trx: Transaction, owed: Owed, now: Temporal.Instant): Promise<void> {
  await trx<PayableRow>('payables').insert({
    number: owed.number,
    claim_reference: owed.reference,
    programme_id: owed.programmeId,
    amount_minor: owed.amountMinor,
    currency: owed.currency,
    pay_by: owed.payBy.toString(),
    owed_since: instantText(now),
  })
  const { number, reference, amountMinor, currency } = owed
  const sides = { debit: 'purchases', credit: 'payable' } as const
  await post(trx, { cause: `owed:${number}`, ...sides, amountMinor, currency, reference }, now)
}

/** What a programme owes and has not paid as a query; those due first come first. */
export const openPayableRows = (db: Database, programmeId: string, limit: number) =>
  db<PayableRow>('payables')
    .where({ programme_id: programmeId })
    .where('amount_minor', '>', 0)
    .whereNull('paid_on')
    .orderBy(['pay_by', 'number'])
    .limit(limit)
    .select<PayableRow[]>('*')

/** What a programme owes and has not paid, with what the run's rules ask of each; those due first come first. */
export async function openPayables(db: Database, programmeId: string, limit: number): Promise<Payable[]> {
  const rows = await openPayableRows(db, programmeId, limit)
  const held = await runsHolding(
    db,
    rows.map(({ number }) => number),
  )
  const accounts = await bankAccountsOf(
    db,
    rows.map((row) => row.claim_reference),
  )
  const standings = await standingsOf(
    db,
    [...accounts.values()].map(({ id }) => id),
  )
  const holds = await holdsOf(
    db,
    rows.map((row) => row.claim_reference),
  )
  return rows.map((row) => {
    const account = accounts.get(row.claim_reference)
    const standing = account && payableAccount(account, standings.get(account.id))
    return { ...payableFromRow(row, held.get(row.number), standing), ...holds.get(row.claim_reference) }
  })
}

/**
 * A credit note takes of a debt. What is unpaid is owed less; of what was paid as much is owed to us (R47). Amounts in
 * minor units.
 */
export async function lower(
  trx: Transaction,
  debt: { readonly number: string; readonly credit: string; readonly amountMinor: number },
  now: Temporal.Instant,
): Promise<'owed' | 'paid'> {
  const row = await trx<PayableRow>('payables').where({ number: debt.number }).first()
  if (!row) throw new Error(`nothing is owed for ${debt.number}`)
  const { claim_reference: reference, currency } = row
  const was = row.paid_on === null ? 'owed' : 'paid'
  if (was === 'owed')
    await trx<PayableRow>('payables')
      .where({ number: debt.number })
      .decrement('amount_minor', debt.amountMinor)
  const sides = { debit: was === 'owed' ? 'payable' : 'recovery', credit: 'purchases' } as const
  const cause = `credited:${debt.credit}`
  await post(trx, { cause, ...sides, amountMinor: debt.amountMinor, currency, reference }, now)
  return was
}

/** A debt by its number. @throws Refusal `not-found` / `payable-unknown` for one that is paid, or was never owed. */
export async function payableOf(db: Database, number: string): Promise<Omit<Owed, 'programmeId'>> {
  const row = await db<PayableRow>('payables').where({ number }).whereNull('paid_on').first()
  if (!row) throw refuse('not-found', 'payable-unknown', { number })
  const { claim_reference: reference, amount_minor: amountMinor, currency } = row
  return { number, reference, amountMinor, currency, payBy: Temporal.PlainDate.from(row.pay_by) }
}

/**
 * Takes of a debt what is set off against it (O3), to another account of the ledger. Minor units.
 * @throws Refusal `conflict` / `payment-alive` for one that is in a run.
 */
export async function takeOff(
  trx: Transaction,
  { number, cause, amountMinor, to }: Pick<Posting, 'cause' | 'amountMinor'> & TakenOff,
  now: Temporal.Instant,
): Promise<void> {
  const { reference, currency } = await payableOf(trx, number)
  if ((await runsHolding(trx, [number])).size > 0) throw refuse('conflict', 'payment-alive', { number })
  await trx<PayableRow>('payables').where({ number }).decrement('amount_minor', amountMinor)
  await post(trx, { cause, debit: 'payable', credit: to, amountMinor, currency, reference }, now)
}

type TakenOff = { readonly number: string; readonly to: LedgerAccount }

/** What is owed, summed by currency, day of payment and day in `zone` on which it began. */
export async function openSums(db: Database, zone: string): Promise<OpenSum[]> {
  // PostgreSQL sums to a numeric, which arrives as text.
  const rows: (Pick<PayableRow, 'currency' | 'pay_by' | 'owed_since'> & { total: number | string })[] =
    await db<PayableRow>('payables')
      .where('amount_minor', '>', 0)
      .whereNull('paid_on')
      .groupBy('currency', 'pay_by', 'owed_since')
      .orderBy('pay_by')
      .select('currency', 'pay_by', 'owed_since')
      .sum({ total: 'amount_minor' })
  return rows.map((row) => ({
    currency: row.currency,
    payBy: Temporal.PlainDate.from(row.pay_by),
    owedOn: dateIn(Temporal.Instant.from(row.owed_since), zone),
    amountMinor: Number(row.total),
  }))
}

/** Programmes that owe something. */
export async function programmesThatOwe(db: Database): Promise<string[]> {
  const rows = await db<PayableRow>('payables')
    .where('amount_minor', '>', 0)
    .whereNull('paid_on')
    .distinct('programme_id')
    .orderBy('programme_id')
  return rows.map(({ programme_id }) => programme_id)
}

/** Numbers of those that were open: what was settled before is not settled again (R97). */
export async function settle(
  trx: Transaction,
  paid: readonly { readonly payable: string; readonly paidOn: Temporal.PlainDate }[],
): Promise<string[]> {
  const settled: string[] = []
  for (const day of new Set(paid.map(({ paidOn }) => paidOn.toString()))) {
    const numbers = paid.filter(({ paidOn }) => paidOn.toString() === day).map(({ payable }) => payable)
    for (const stretch of stretchesOf(numbers, numbersAtOnce)) {
      const rows: { number: string }[] = await trx<PayableRow>('payables')
        .whereIn('number', stretch)
        .whereNull('paid_on')
        .update({ paid_on: day })
        .returning('number')
      settled.push(...rows.map(({ number }) => number))
    }
  }
  return settled
}

/** B3: the bank gave the money back, so that it is owed again. False when it was open already. */
export async function reopen(trx: Transaction, number: string): Promise<boolean> {
  const settled = trx<PayableRow>('payables').where({ number }).whereNotNull('paid_on')
  return (await settled.update({ paid_on: null })) === 1
}

const payableAccount = (account: KeptAccount, standing?: AccountStanding): PayableAccount => ({
  ...account,
  ...wordOn(account.version, standing),
})

const payableFromRow = (
  row: PayableRow,
  inRun: string | undefined,
  account: PayableAccount | undefined,
): Payable => ({
  number: row.number,
  reference: row.claim_reference,
  amountMinor: row.amount_minor,
  currency: row.currency,
  payBy: Temporal.PlainDate.from(row.pay_by),
  standing: 'owed',
  inRun,
  account,
})
