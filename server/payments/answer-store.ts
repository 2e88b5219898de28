/**
 * Takes in what a bank answers: each file once by its hash, each movement once by its facts, in any order (B1). Moves
 * our payments; what does not match to the unit lies in suspense until a person decides (B4, B5).
 */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import { sha256 } from '../base/canonical.ts'
import { moved } from '../base/machine.ts'
import type { Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import { isSqlite, type Database, type Transaction } from '../database.ts'
import {
  matchBooking,
  matchStatus,
  type Match,
  type PaymentMove,
  type Question,
  type SentPayment,
} from './bank-match.ts'
import { statementIn, type Booking } from './bank-statement.ts'
import { statusReport } from './bank-status.ts'
import { readBankXml } from './bank-xml.ts'
import { paymentMachine, type PaymentState } from './machines.ts'
import { post } from './posting-store.ts'
import type { PaymentRow } from './store.ts'

/** A payment that an answer moved, as it was before, with what it is for. Minor units. */
export type MovedPayment = PaymentMove & {
  readonly id: number
  readonly run: number
  readonly was: PaymentState
  readonly accountId: number
  readonly amountMinor: number
  readonly currency: Currency
  readonly reference: string
  readonly payable: string
}

/** What became of an answer. A file that was taken before moves and asks nothing. */
export type TakenAnswer = {
  readonly moves: readonly MovedPayment[]
  readonly questions: readonly { readonly question: Question; readonly reference: string }[]
}

/**
 * @throws Refusal `malformed` / `bank-file-unreadable`, `unsupported` / `bank-message-unknown`, `too-large`, and
 * `invalid` / `statement-does-not-add-up`. Then nothing is taken.
 */
export async function takeBankAnswer(
  trx: Transaction,
  { bytes, by, at }: { readonly bytes: Buffer; readonly by: Actor; readonly at: Temporal.Instant },
): Promise<TakenAnswer> {
  const { message, document } = readBankXml(bytes)
  const hash = sha256(bytes)
  const isStatus = message.startsWith('pain.002.')
  if (!isStatus && !/^camt\.05[34]\./.test(message))
    throw refuse('unsupported', 'bank-message-unknown', { message })
  const answer = isStatus ? statusReport(document) : statementIn(document)
  const file = {
    sha256: hash,
    message,
    message_id: answer.id,
    taken_by: actorText(by),
    taken_at: instantText(at),
  }
  const fresh = await trx('bank_files').insert(file).onConflict('sha256').ignore().returning('sha256')
  if (fresh.length === 0) return { moves: [], questions: [] }
  if (answer.kind === 'status')
    return apply(trx, matchStatus(answer, await sentIn(trx, { 'payment_runs.name': answer.run })))
  const taken: TakenAnswer[] = []
  for (const booking of answer.bookings) taken.push(await takeBooking(trx, booking, hash, at))
  return {
    moves: taken.flatMap(({ moves }) => moves),
    questions: taken.flatMap(({ questions }) => questions),
  }
}

/** A movement that no file told of before. Its row is written first: of two files at once one waits for the other. */
async function takeBooking(
  trx: Transaction,
  booking: Booking,
  bankFile: string,
  at: Temporal.Instant,
): Promise<TakenAnswer> {
  const row = {
    key: sha256(booking.key),
    bank_file: bankFile,
    amount_minor: booking.amountMinor,
    currency: booking.currency,
    booked_on: booking.bookedOn,
    reference: booking.endToEndId ?? booking.batch ?? '',
    remittance: booking.remittance,
  }
  const fresh = await trx('bank_bookings').insert(row).onConflict('key').ignore().returning('key')
  if (fresh.length === 0) return { moves: [], questions: [] }
  const match = matchBooking(booking, await toldOf(trx, booking))
  const [first] = match.questions
  if (first) {
    await trx('bank_bookings').where({ key: row.key }).update({ question: first.question })
    await suspend(trx, row.key, booking, at)
  }
  return apply(trx, match)
}

/** B4: the bank has moved the money, so the books have it too, in suspense until somebody knows what it was. */
async function suspend(
  trx: Transaction,
  key: string,
  { amountMinor, currency }: Booking,
  at: Temporal.Instant,
): Promise<void> {
  if (amountMinor === 0) return
  const sides = amountMinor > 0 ? (['bank', 'suspense'] as const) : (['suspense', 'bank'] as const)
  const [debit, credit] = sides
  const amount = { amountMinor: Math.abs(amountMinor), currency }
  await post(trx, { cause: `suspended:${key}`, debit, credit, ...amount, reference: '' }, at)
}

const toldOf = async (trx: Transaction, { endToEndId, batch }: Booking): Promise<SentPayment[]> => {
  if (endToEndId !== undefined) return sentIn(trx, { end_to_end_id: endToEndId })
  // PmtInfId is the run's name and currency, see the file that we sent.
  return batch === undefined ? [] : sentIn(trx, { 'payment_runs.name': batch.replace(/-[A-Z]{3}$/, '') })
}

type SentRow = Pick<PaymentRow, 'end_to_end_id' | 'amount_minor' | 'currency' | 'state'> & { name: string }

/** Payments that were ever sent, held until the transaction ends. */
async function sentIn(trx: Transaction, where: Readonly<Record<string, string>>): Promise<SentPayment[]> {
  const query = trx('payments')
    .join('payment_runs', 'payment_runs.id', 'payments.run_id')
    .where(where)
    .whereNotIn('payments.state', ['planned', 'removed'])
    .orderBy('payments.id')
    .select('end_to_end_id', 'amount_minor', 'payments.currency', 'payments.state', 'name')
  const rows: SentRow[] = await (isSqlite(trx) ? query : query.forUpdate('payments'))
  return rows.map((row) => ({
    endToEndId: row.end_to_end_id,
    run: row.name,
    batch: `${row.name}-${row.currency}`,
    amountMinor: row.amount_minor,
    currency: row.currency,
    state: row.state,
  }))
}

async function apply(trx: Transaction, { moves, questions }: Match): Promise<TakenAnswer> {
  const done: MovedPayment[] = []
  for (const move of moves) {
    const row = await trx<PaymentRow>('payments').where({ end_to_end_id: move.endToEndId }).first()
    const state = row && moved(paymentMachine, row.state, move.move)
    if (!row || state === undefined) throw new Error(`payment ${move.endToEndId} cannot ${move.move}`)
    const change = {
      state,
      ...(move.reason && { reason: move.reason }),
      ...(move.on && { booked_on: move.on }),
    }
    await trx<PaymentRow>('payments').where({ id: row.id }).update(change)
    if (state !== row.state) done.push({ ...move, ...movedFrom(row) })
  }
  return { moves: done, questions: questions.map(({ question, reference }) => ({ question, reference })) }
}

/** A booked payment that came back by a movement that did not fit it; undefined when there is none. */
export async function returnByHand(trx: Transaction, endToEndId: string): Promise<MovedPayment | undefined> {
  const row = await trx<PaymentRow>('payments')
    .where({ end_to_end_id: endToEndId, state: 'executed' })
    .first()
  if (!row) return undefined
  await trx<PaymentRow>('payments').where({ id: row.id }).update({ state: 'returned' })
  return { endToEndId, move: 'return', ...movedFrom(row) }
}

const movedFrom = (row: PaymentRow): Omit<MovedPayment, keyof PaymentMove> => ({
  id: row.id,
  run: row.run_id,
  was: row.state,
  accountId: row.account_id,
  amountMinor: row.amount_minor,
  currency: row.currency,
  reference: row.claim_reference,
  payable: row.payable,
})

/** A movement that waits for a person. Amounts are minor units; money that came in is positive. */
export type Suspended = {
  readonly key: string
  readonly question: Question
  readonly amountMinor: number
  readonly currency: Currency
  readonly bookedOn: string
  readonly reference: string
  readonly remittance: string
}

/** The suspense queue, oldest first (B4). */
export async function suspended(db: Database, limit: number): Promise<Suspended[]> {
  const rows: BookingRow[] = await db('bank_bookings')
    .whereNotNull('question')
    .orderBy(['booked_on', 'key'])
    .limit(limit)
  return rows.map((row) => ({
    key: row.key,
    question: row.question,
    amountMinor: row.amount_minor,
    currency: row.currency,
    bookedOn: row.booked_on,
    reference: row.reference,
    remittance: row.remittance,
  }))
}

type BookingRow = {
  key: string
  question: Question
  amount_minor: number
  currency: Currency
  booked_on: string
  reference: string
  remittance: string
}
