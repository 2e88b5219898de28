/**
 * Rows of movements on our account, each once by its facts, in whatever file it is told (B1). Moves our payments; what
 * does not match to the unit lies in suspense until a person decides (B4, B5).
 */
import type { Temporal } from 'temporal-polyfill'
import { stretchesOf } from '../base/stretches.ts'
import { sha256 } from '../base/canonical.ts'
import type { Transaction } from '../database.ts'
import { matchBooking, type Question } from './bank-match.ts'
import type { Booking } from './bank-statement.ts'
import { postAll, type Posting } from './posting-store.ts'
import { recoveriesNamed } from './recovery-store.ts'
import { leftOf, numbersIn } from './recovery.ts'
import { sentPayments, type Held, type MovedPayment } from './sent-store.ts'

/** What became of an answer, or of a stretch of it. */
export type TakenAnswer = {
  readonly moves: readonly MovedPayment[]
  readonly questions: readonly { readonly question: Question; readonly reference: string }[]
  /** Money for cases that a payer named; a movement that moves nothing else. */
  readonly repayments?: readonly {
    readonly number: string
    readonly source: string
    readonly amountMinor: number
  }[]
}

// As many as fit one statement.
const rowsAtOnce = 400

/**
 * Takes in the movements that no file told of before. Their rows are written first: of two files at once one waits for
 * the other.
 */
export async function takeBookings(
  trx: Transaction,
  bookings: readonly Booking[],
  { bankFile, at }: { readonly bankFile: string; readonly at: Temporal.Instant },
): Promise<TakenAnswer> {
  const fresh = await writeFresh(trx, bookings, bankFile)
  const ids = fresh.flatMap(({ booking: { endToEndId } }) => endToEndId ?? [])
  const runs = fresh.flatMap(({ booking: { endToEndId, batch } }) =>
    endToEndId === undefined && batch !== undefined ? [batch.replace(/-[A-Z]{3}$/, '')] : [],
  )
  const held = await sentPayments(trx, { ids, runs: [...new Set(runs)] })
  const moves: MovedPayment[] = []
  const asked: (Fresh & { readonly question: Question })[] = []
  for (const one of fresh) {
    const match = matchBooking(one.booking, toldOf(one.booking, held))
    moves.push(...held.move(match.moves))
    const [first] = match.questions
    if (first) asked.push({ ...one, question: first.question })
  }
  await held.save()
  const repayments = await repaymentsAmong(trx, asked)
  const named = new Set(repayments.map(({ source }) => source))
  const open = asked.filter(({ key }) => !named.has(sourceOf(key)))
  await suspend(trx, open, at)
  const questions = open.map(({ question, booking: { endToEndId, batch = '' } }) => ({
    question,
    reference: endToEndId ?? batch,
  }))
  return { moves, questions, repayments }
}

const sourceOf = (key: string): string => `booking:${key}`

/**
 * O2: money that came in and names a case, in the case's currency and no more than is left of it. What is more than
 * that, or names none, waits for a person (B5).
 */
async function repaymentsAmong(
  trx: Transaction,
  asked: readonly (Fresh & { readonly question: Question })[],
): Promise<{ number: string; source: string; amountMinor: number }[]> {
  const credits = asked.filter(
    ({ booking, question }) =>
      booking.amountMinor > 0 && (question === 'no-reference' || question === 'unknown-reference'),
  )
  const wordsOf = ({ booking }: Fresh): string => `${booking.endToEndId ?? ''} ${booking.remittance}`
  const cases = await recoveriesNamed(
    trx,
    credits.flatMap((one) => numbersIn(wordsOf(one))),
  )
  const left = new Map(cases.map((one) => [one.number, { one, minor: leftOf(one) }]))
  return credits.flatMap((credit) => {
    const [number = '', ...others] = numbersIn(wordsOf(credit)).filter((name) => left.has(name))
    const found = left.get(number)
    const { amountMinor, currency } = credit.booking
    if (!found || others.length > 0 || found.one.currency !== currency || found.minor < amountMinor) return []
    found.minor -= amountMinor
    return [{ number, source: sourceOf(credit.key), amountMinor }]
  })
}

type Fresh = { readonly key: string; readonly booking: Booking }

async function writeFresh(
  trx: Transaction,
  bookings: readonly Booking[],
  bankFile: string,
): Promise<Fresh[]> {
  const keyed = bookings.map((booking) => ({ key: sha256(booking.key), booking }))
  const written = new Set<string>()
  for (const stretch of stretchesOf(keyed, rowsAtOnce)) {
    const rows = stretch.map(({ key, booking }) => ({
      key,
      bank_file: bankFile,
      amount_minor: booking.amountMinor,
      currency: booking.currency,
      booked_on: booking.bookedOn,
      reference: booking.endToEndId ?? booking.batch ?? '',
      remittance: booking.remittance,
    }))
    const keys: { key: string }[] = await trx('bank_bookings')
      .insert(rows)
      .onConflict('key')
      .ignore()
      .returning('key')
    for (const { key } of keys) written.add(key)
  }
  return keyed.filter(({ key }) => written.has(key))
}

function toldOf({ endToEndId, batch }: Booking, held: Held) {
  if (endToEndId === undefined) return batch === undefined ? [] : held.inBatch(batch)
  const payment = held.withId(endToEndId)
  return payment ? [payment] : []
}

/** B4: the bank has moved the money, so the books have it too, in suspense until somebody knows what it was. */
async function suspend(
  trx: Transaction,
  asked: readonly (Fresh & { readonly question: Question })[],
  at: Temporal.Instant,
): Promise<void> {
  for (const question of new Set(asked.map((one) => one.question)))
    await trx('bank_bookings')
      .whereIn(
        'key',
        asked.filter((one) => one.question === question).map(({ key }) => key),
      )
      .update({ question })
  const postings = asked
    .filter(({ booking }) => booking.amountMinor !== 0)
    .map(({ key, booking: { amountMinor, currency } }): Posting => {
      const sides =
        amountMinor > 0
          ? ({ debit: 'bank', credit: 'suspense' } as const)
          : ({ debit: 'suspense', credit: 'bank' } as const)
      const cause = `suspended:${key}`
      return { cause, ...sides, amountMinor: Math.abs(amountMinor), currency, reference: '' }
    })
  await postAll(trx, postings, at)
}
