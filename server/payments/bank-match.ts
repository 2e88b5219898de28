/**
 * What a bank's answer means for our payments. Pure: the answer and the payments come in, moves and open questions go
 * out. Never guesses: another amount or currency, or a reference that is not ours, waits for a person (B4, B5).
 */
import { moved } from '../base/machine.ts'
import type { Currency } from '../base/money.ts'
import type { Booking } from './bank-statement.ts'
import type { BankVerdict, StatusReport } from './bank-status.ts'
import { paymentMachine, type PaymentState } from './machines.ts'

/** A payment of ours that was sent. `batch` is the PmtInfId of its run. */
export type SentPayment = {
  readonly endToEndId: string
  readonly run: string
  readonly batch: string
  readonly amountMinor: number
  readonly currency: Currency
  readonly state: PaymentState
}

export type PaymentMove = {
  readonly endToEndId: string
  readonly move: 'accept' | 'reject' | 'book' | 'return'
  readonly reason?: string
  /** ISO date of a booking. */
  readonly on?: string
}

/** Why a person must look at it. */
export type Question =
  'unknown-run' | 'unknown-reference' | 'no-reference' | 'other-amount' | 'other-currency' | 'contradicts'

export type Match = {
  readonly moves: readonly PaymentMove[]
  readonly questions: readonly {
    readonly question: Question
    readonly reference: string
    readonly booking?: Booking
  }[]
}

const nothing: Match = { moves: [], questions: [] }

/** Applies a status report to the payments of its run; told twice it changes nothing more. */
export function matchStatus(report: StatusReport, payments: readonly SentPayment[]): Match {
  const ours = payments.filter(({ run }) => run === report.run)
  if (ours.length === 0) return { moves: [], questions: [{ question: 'unknown-run', reference: report.run }] }
  const known = new Set(ours.map(({ endToEndId }) => endToEndId))
  const saidOf = new Map(report.listed.toReversed().map((status) => [status.endToEndId, status]))
  const strangers = report.listed.filter(({ endToEndId }) => !known.has(endToEndId))
  const outcomes = ours.map((payment) => {
    const { verdict, reason } = saidOf.get(payment.endToEndId) ?? {
      verdict: report.onAll,
      reason: report.reason,
    }
    return told(payment, verdict, reason)
  })
  const unknown = strangers.map(({ endToEndId }) => asked('unknown-reference', endToEndId))
  return together([...outcomes, ...unknown])
}

function told(payment: SentPayment, verdict: BankVerdict, reason: string | undefined): Match {
  if (verdict === 'open') return nothing
  const move = verdict === 'accepted' ? 'accept' : 'reject'
  // A late "accepted" tells nothing new of a payment that is booked, returned or rejected already.
  const settled = move === 'accept' ? ['executed', 'returned', 'rejected'] : ['rejected']
  if (settled.includes(payment.state)) return nothing
  return moveOf(payment, { endToEndId: payment.endToEndId, move, ...(reason && { reason }) })
}

/** Applies one booked movement. `payments` are all that were ever sent and may be told of. */
export function matchBooking(booking: Booking, payments: readonly SentPayment[]): Match {
  const { endToEndId, batch } = booking
  if (endToEndId === undefined)
    return batch === undefined ? asked('no-reference', '', booking) : matchBatch(booking, payments)
  const payment = payments.find((one) => one.endToEndId === endToEndId)
  if (!payment) return asked('unknown-reference', endToEndId, booking)
  if (payment.currency !== booking.currency) return asked('other-currency', endToEndId, booking)
  if (payment.amountMinor !== Math.abs(booking.amountMinor)) return asked('other-amount', endToEndId, booking)
  return booking.amountMinor < 0 ? wentOut(payment, booking) : cameBack(payment, booking)
}

/** A batch that was booked as one debit pays all that is in it, if the amount is theirs to the unit. */
function matchBatch(booking: Booking, payments: readonly SentPayment[]): Match {
  const { batch = '' } = booking
  const ours = payments.filter((one) => one.batch === batch)
  if (ours.length === 0) return asked('unknown-reference', batch, booking)
  const total = ours
    .filter(({ state }) => state !== 'rejected')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  if (ours.some(({ currency }) => currency !== booking.currency))
    return asked('other-currency', batch, booking)
  if (total !== -booking.amountMinor) return asked('other-amount', batch, booking)
  return together(
    ours.filter(({ state }) => state !== 'rejected').map((payment) => wentOut(payment, booking)),
  )
}

function wentOut(payment: SentPayment, booking: Booking): Match {
  // A return that was told first has taken this booking back already.
  if (payment.state === 'executed' || payment.state === 'returned') return nothing
  return moveOf(payment, { endToEndId: payment.endToEndId, move: 'book', on: booking.bookedOn }, booking)
}

function cameBack(payment: SentPayment, booking: Booking): Match {
  if (payment.state === 'returned') return nothing
  const reason = booking.returned ?? ''
  const move = {
    endToEndId: payment.endToEndId,
    move: 'return',
    on: booking.bookedOn,
    ...(reason && { reason }),
  } as const
  return moveOf(payment, move, booking)
}

const moveOf = (payment: SentPayment, move: PaymentMove, booking?: Booking): Match =>
  moved(paymentMachine, payment.state, move.move) === undefined
    ? asked('contradicts', payment.endToEndId, booking)
    : { moves: [move], questions: [] }

const asked = (question: Question, reference: string, booking?: Booking): Match => ({
  moves: [],
  questions: [{ question, reference, ...(booking && { booking }) }],
})

const together = (matches: readonly Match[]): Match => ({
  moves: matches.flatMap(({ moves }) => moves),
  questions: matches.flatMap(({ questions }) => questions),
})
