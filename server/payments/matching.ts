/** Takes movements out of suspense by two people's word, so that the suspense always balances (B4, B5). */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Office } from '../claims/advance.ts'
import { inTransaction, type Transaction } from '../database.ts'
import { post } from './posting-store.ts'
import { lockRecovery } from './recovery-store.ts'
import { leftOf } from './recovery.ts'
import { openRecovery, takeRepayment } from './recovering.ts'
import { bookByHand, returnByHand } from './sent-store.ts'
import { bouncePayment, settlePayments } from './settling.ts'
import { closeMatch, lockMovement, type OpenMovement } from './suspense-store.ts'

/**
 * @throws Refusal as `lockMovement` and `closeMatch`; `conflict` / `match-does-not-fit` for a payment that the movement
 * cannot be: unknown, in another state or currency, or of an amount that makes no sense.
 */
export const confirmMatch = (office: Office, key: string, by: Actor): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const movement = await lockMovement(trx, key)
    const match = await closeMatch(trx, key, { by, at: office.clock.now() })
    const within = { ...office, db: trx }
    const { target, payment = '' } = match
    switch (target) {
      case 'charges':
        return postCharges(trx, office, movement)
      case 'returned-payment':
        return payBack(within, trx, movement, payment, by)
      case 'repayment':
        return repaid(within, trx, movement, payment)
      case 'overpaid-payment':
        return overpaid(within, trx, movement, payment, by)
    }
  })

async function repaid(
  office: Office,
  trx: Transaction,
  { key, amountMinor, currency }: OpenMovement,
  number: string,
): Promise<void> {
  const recovery = await lockRecovery(trx, number)
  // What goes back is at most what came too much; it is never asked for again.
  const fits = recovery.currency === currency && (amountMinor > 0 || amountMinor >= leftOf(recovery))
  if (!fits) throw refuse('conflict', 'match-does-not-fit', { payment: number })
  await takeRepayment(office, trx, { number, source: `booking:${key}`, amountMinor, from: 'suspense' })
}

/** The debt is paid, and what the bank moved beyond it is asked back (O1). */
async function overpaid(
  office: Office,
  trx: Transaction,
  { key, amountMinor, currency, bookedOn }: OpenMovement,
  endToEndId: string,
  by: Actor,
): Promise<void> {
  const payment = await bookByHand(trx, endToEndId, bookedOn)
  const excessMinor = payment ? -amountMinor - payment.amountMinor : 0
  if (!payment || payment.currency !== currency || excessMinor <= 0)
    throw refuse('conflict', 'match-does-not-fit', { payment: endToEndId })
  const { reference } = payment
  const booked = { ...payment, paidOn: Temporal.PlainDate.from(bookedOn), from: 'suspense' as const }
  await settlePayments(office, [booked], by)
  const sides = { debit: 'recovery', credit: 'suspense' } as const
  const posting = { cause: `overpaid:${key}`, ...sides, amountMinor: excessMinor, currency, reference }
  await post(trx, posting, office.clock.now())
  const origin = `booking:${key}`
  await openRecovery(office, trx, {
    reference,
    cause: 'overpaid',
    origin,
    amountMinor: excessMinor,
    currency,
  })
}

async function postCharges(
  trx: Transaction,
  { clock }: Office,
  { key, amountMinor, currency }: OpenMovement,
): Promise<void> {
  const [debit, credit] =
    amountMinor > 0 ? (['suspense', 'charges'] as const) : (['charges', 'suspense'] as const)
  const amount = { amountMinor: Math.abs(amountMinor), currency }
  await post(trx, { cause: `matched:${key}`, debit, credit, ...amount, reference: '' }, clock.now())
}

/** The debt is open again in full: what the banks kept on the way back is a charge of ours. */
async function payBack(
  office: Office,
  trx: Transaction,
  { key, amountMinor, currency }: OpenMovement,
  endToEndId: string,
  by: Actor,
): Promise<void> {
  const payment = await returnByHand(trx, endToEndId)
  const fits =
    payment && payment.currency === currency && amountMinor > 0 && amountMinor <= payment.amountMinor
  if (!fits) throw refuse('conflict', 'match-does-not-fit', { payment: endToEndId })
  await bouncePayment(office, payment, by, [
    { cause: `matched:${key}`, debit: 'suspense', amountMinor },
    { cause: `kept:${key}`, debit: 'charges', amountMinor: payment.amountMinor - amountMinor },
  ])
}
