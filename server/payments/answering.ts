/** Carries out what a bank answered: pays, reopens, and closes runs of which nothing is awaited (B1-B3). */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import type { Office } from '../claims/advance.ts'
import { inTransaction } from '../database.ts'
import { noteOutcome } from './bank-file-store.ts'
import { takeBankAnswer, type BankFile } from './answer-store.ts'
import { booksZone } from './books.ts'
import type { TakenAnswer } from './booking-store.ts'
import { concludeRun } from './moves-store.ts'
import { takeRepayment } from './recovering.ts'
import type { MovedPayment } from './sent-store.ts'
import { bouncePayment, settlePayments } from './settling.ts'

// So many are told one by one; a person reads no more.
const toldAtMost = 500

/** What became of a file: how much it moved and asks, and the first of both. */
export type Outcome = Pick<TakenAnswer, 'moves' | 'questions'> & {
  readonly moved: number
  readonly asked: number
}

/** All of a file or nothing. @throws Refusal as `takeBankAnswer`. */
export const takeAnswer = (office: Office, file: BankFile, by: Actor): Promise<Outcome> =>
  inTransaction(office.db, async (trx) => {
    const within = { ...office, db: trx }
    const at = office.clock.now()
    let outcome: Outcome = { moves: [], questions: [], moved: 0, asked: 0 }
    let isFresh = false
    /** The last day on which something of a run was booked. */
    const runs = new Map<number, string>()
    for await (const taken of takeBankAnswer(trx, { file, by, at })) {
      isFresh = true
      await carryOut(within, taken.moves, by)
      for (const repayment of taken.repayments ?? [])
        await takeRepayment(within, trx, { ...repayment, from: 'bank' })
      for (const { run, on = '' } of taken.moves) runs.set(run, latest(runs.get(run), on))
      outcome = withMore(outcome, taken)
    }
    for (const [run, on] of runs)
      await concludeRun(trx, run, on === '' ? dateIn(at, booksZone) : Temporal.PlainDate.from(on))
    if (isFresh) await noteOutcome(trx, file.sha256, outcome)
    return outcome
  })

const latest = (one = '', other: string): string => (one > other ? one : other)

const withMore = (before: Outcome, { moves, questions }: TakenAnswer): Outcome => ({
  moves: [...before.moves, ...moves].slice(0, toldAtMost),
  questions: [...before.questions, ...questions].slice(0, toldAtMost),
  moved: before.moved + moves.length,
  asked: before.asked + questions.length,
})

/** Bookings that follow each other are carried out together; their order is kept, since a return may come after one. */
async function carryOut(office: Office, moves: readonly MovedPayment[], by: Actor): Promise<void> {
  let booked: MovedPayment[] = []
  const settleBooked = async (): Promise<void> => {
    const payments = booked.map((one) => ({ ...one, paidOn: Temporal.PlainDate.from(one.on ?? '') }))
    booked = []
    await settlePayments(office, payments, by)
  }
  for (const payment of moves) {
    if (payment.move === 'book') booked.push(payment)
    // B2: a promise of the bank pays nobody.
    if (payment.move === 'reject' || payment.move === 'return') {
      await settleBooked()
      await bouncePayment(office, payment, by)
    }
  }
  await settleBooked()
}
