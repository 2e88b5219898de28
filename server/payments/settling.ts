/** What a payment's end means for its debt, its claim and the ledger, in one transaction (R97, B2, B3). */
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import type { Currency } from '../base/money.ts'
import { advance, advanceMany, type Office } from '../claims/advance.ts'
import { billedIn } from '../claims/claim.ts'
import { claimOf } from '../claims/store.ts'
import { inTransaction, type Transaction } from '../database.ts'
import { codeIn, sideOf } from './bank-reasons.ts'
import { reopen, settle } from './payable-store.ts'
import { post, postAll, type Posting } from './posting-store.ts'
import { takeRepayment } from './recovering.ts'
import { recoveriesOf } from './recovery-store.ts'
import { noteReturn } from './return-store.ts'
import type { MovedPayment } from './sent-store.ts'

/** A payment that the bank has booked. Minor units. */
export type BookedPayment = {
  readonly run: number
  readonly payable: string
  readonly reference: string
  readonly endToEndId: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly paidOn: Temporal.PlainDate
  /** Where the ledger has the money; `bank` unless the movement lay in suspense. */
  readonly from?: 'bank' | 'suspense'
}

/** Pays the debts. Nothing happens to one that is paid: a booking that is told twice pays nobody twice. */
export const settlePayments = (
  office: Office,
  payments: readonly BookedPayment[],
  by: Actor,
): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const settled = new Set(await settle(trx, payments))
    const open = payments.filter(({ payable }) => settled.has(payable))
    const postings = open.map(({ endToEndId, amountMinor, currency, reference, from = 'bank' }): Posting => {
      const cause = `paid:${endToEndId}`
      return { cause, debit: 'payable', credit: from, amountMinor, currency, reference }
    })
    await postAll(trx, postings, office.clock.now())
    const moves = open.map(({ reference, run, payable, amountMinor, paidOn }) => ({
      reference,
      move: { kind: 'pay', by, run, payable, amountMinor, paidOn } as const,
    }))
    await advanceMany({ ...office, db: trx }, moves)
  })

/**
 * What was credited whole after it was paid is asked back: money of it that comes back by itself repays its case, and the
 * debt stays closed, or it would be paid once more (R97, O2).
 */
async function countsAsRepaid(
  office: Office,
  trx: Transaction,
  { payable, reference, endToEndId, amountMinor }: MovedPayment,
  restored: readonly Restored[] = [],
): Promise<boolean> {
  const { units } = await claimOf(trx, reference)
  const isAskedBack = units
    .filter(billedIn(payable))
    .every(({ settlement }) => ['recovering', 'repaid', 'written-off'].includes(settlement))
  const credited = (await recoveriesOf(trx, reference)).filter(
    ({ cause, units: whole }) => cause === 'credited' && whole.length > 0,
  )
  const asked = credited.find(({ state }) => state === 'open') ?? credited.at(-1)
  if (!isAskedBack || !asked) return false
  // A bank that kept something on the way back gave as much less.
  const kept = restored.filter(({ debit }) => debit === 'charges')
  const keptMinor = kept.reduce((sum, part) => sum + part.amountMinor, 0)
  const from = restored.some(({ debit }) => debit === 'suspense') ? 'suspense' : 'bank'
  const source = `returned:${endToEndId}`
  await takeRepayment(office, trx, {
    number: asked.number,
    source,
    amountMinor: amountMinor - keptMinor,
    from,
  })
  return true
}

/** One side of what opens a debt again: where the money is now. Minor units; nothing is posted for zero. */
export type Restored = Pick<Posting, 'cause' | 'debit' | 'amountMinor'>

/**
 * The bank refused the payment or gave it back: the debt is open, the account in doubt, the participant asked. What is
 * `restored` adds up to the payment; by default the bank has all of it.
 */
export const bouncePayment = (
  office: Office,
  payment: MovedPayment,
  by: Actor,
  restored?: readonly Restored[],
): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const { id, run, payable, reference, endToEndId, amountMinor, currency, accountId } = payment
    const now = office.clock.now()
    const code = codeIn(payment.reason)
    const side = sideOf(code)
    await noteReturn(trx, { paymentId: id, accountId, code, side }, now)
    if (await countsAsRepaid(office, trx, payment, restored)) return
    const whole: Restored = { cause: `returned:${endToEndId}`, debit: 'bank', amountMinor }
    // A return may be told before the booking that it takes back: then neither has moved our money.
    const parts = (await reopen(trx, payable)) ? (restored ?? [whole]) : []
    for (const part of parts.filter((one) => one.amountMinor > 0))
      await post(trx, { ...part, credit: 'payable', currency, reference }, now)
    const move = { kind: 'return', by, run, payable, amountMinor, code, side } as const
    await advance({ ...office, db: trx }, reference, move)
  })
