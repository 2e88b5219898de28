/** Takes movements out of suspense by two people's word, so that the suspense always balances (B4, B5). */
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Office } from '../claims/advance.ts'
import { inTransaction, type Transaction } from '../database.ts'
import { returnByHand } from './sent-store.ts'
import { post } from './posting-store.ts'
import { bouncePayment } from './settling.ts'
import { closeMatch, lockMovement, type OpenMovement } from './suspense-store.ts'

/**
 * @throws Refusal as `lockMovement` and `closeMatch`; `conflict` / `match-does-not-fit` for a payment that the movement
 * cannot be: unknown, not booked, in another currency, or smaller.
 */
export const confirmMatch = (office: Office, key: string, by: Actor): Promise<void> =>
  inTransaction(office.db, async (trx) => {
    const movement = await lockMovement(trx, key)
    const match = await closeMatch(trx, key, { by, at: office.clock.now() })
    if (match.payment === undefined) return postCharges(trx, office, movement)
    return payBack({ ...office, db: trx }, trx, movement, match.payment, by)
  })

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
