/** What a payment's end means for its debt, its claim and the ledger, in one transaction (R97, B2, B3). */
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import type { Currency } from '../base/money.ts'
import { advance, type Office } from '../claims/advance.ts'
import { inTransaction } from '../database.ts'
import type { MovedPayment } from './answer-store.ts'
import { codeIn, sideOf } from './bank-reasons.ts'
import { reopen, settle } from './payable-store.ts'
import { post } from './posting-store.ts'
import { noteReturn } from './return-store.ts'

/** A payment that the bank has booked. Minor units. */
export type BookedPayment = {
  readonly run: number
  readonly payable: string
  readonly reference: string
  readonly endToEndId: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly paidOn: Temporal.PlainDate
}

/** Pays the debt. Nothing happens to one that is paid: a booking that is told twice pays nobody twice. */
export const settlePayment = (office: Office, payment: BookedPayment, by: Actor): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const { run, payable, reference, endToEndId, amountMinor, currency, paidOn } = payment
    if (!(await settle(trx, payable, paidOn))) return
    const sides = { debit: 'payable', credit: 'bank' } as const
    const cause = `paid:${endToEndId}`
    await post(trx, { cause, ...sides, amountMinor, currency, reference }, office.clock.now())
    await advance({ ...office, db: trx }, reference, { kind: 'pay', by, run, payable, amountMinor, paidOn })
  })

/** The bank refused the payment or gave it back: the debt is open, the account in doubt, the participant asked. */
export const bouncePayment = (office: Office, payment: MovedPayment, by: Actor): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const { id, run, payable, reference, endToEndId, amountMinor, currency, accountId } = payment
    const now = office.clock.now()
    const code = codeIn(payment.reason)
    const side = sideOf(code)
    await noteReturn(trx, { paymentId: id, accountId, code, side }, now)
    // A return may be told before the booking that it takes back: then neither has moved our money.
    if (await reopen(trx, payable)) {
      const sides = { debit: 'bank', credit: 'payable' } as const
      await post(trx, { cause: `returned:${endToEndId}`, ...sides, amountMinor, currency, reference }, now)
    }
    await advance({ ...office, db: trx }, reference, {
      kind: 'return',
      by,
      run,
      payable,
      amountMinor,
      code,
      side,
    })
  })
