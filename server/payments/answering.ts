/** Carries out what a bank answered: pays, reopens, and closes runs of which nothing is awaited (B1-B3). */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import type { Office } from '../claims/advance.ts'
import { inTransaction } from '../database.ts'
import { takeBankAnswer, type MovedPayment, type TakenAnswer } from './answer-store.ts'
import { concludeRun } from './moves-store.ts'
import { bouncePayment, settlePayment } from './settling.ts'

// Runs are booked in the zone of the house's books.
const booksZone = 'Europe/Copenhagen'

/** All of a file or nothing. @throws Refusal as `takeBankAnswer`. */
export const takeAnswer = (office: Office, bytes: Buffer, by: Actor): Promise<TakenAnswer> =>
  inTransaction(office.db, async (trx) => {
    const within = { ...office, db: trx }
    const now = office.clock.now()
    const taken = await takeBankAnswer(trx, { bytes, by, at: now })
    for (const payment of taken.moves) await carryOut(within, payment, by)
    const today = dateIn(now, booksZone)
    for (const run of new Set(taken.moves.map((move) => move.run))) {
      const days = taken.moves.flatMap((move) => (move.run === run && move.on ? [move.on] : []))
      const last = days.toSorted().at(-1)
      await concludeRun(trx, run, last ? Temporal.PlainDate.from(last) : today)
    }
    return taken
  })

async function carryOut(office: Office, payment: MovedPayment, by: Actor): Promise<void> {
  switch (payment.move) {
    // B2: a promise of the bank pays nobody.
    case 'accept':
      return
    case 'book':
      return settlePayment(office, { ...payment, paidOn: Temporal.PlainDate.from(payment.on ?? '') }, by)
    case 'reject':
    case 'return':
      return bouncePayment(office, payment, by)
  }
}
