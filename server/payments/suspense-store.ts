/** Rows of explanations: what a movement in suspense was, by one person's word and another's confirmation (B4). */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import type { Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import { isSqlite, type Database, type Transaction } from '../database.ts'
import type { Question } from './bank-match.ts'
import { tellOfMoney } from './telling-store.ts'

/**
 * `charges`: the bank's own, or none of ours. `returned-payment`: money of ours that came back, whole or less a fee.
 * `repayment`: money for a case of ours, or what of it was too much going back. `overpaid-payment`: the bank paid out
 * more than it was told.
 */
export const matchTargets = ['charges', 'returned-payment', 'repayment', 'overpaid-payment'] as const
export type MatchTarget = (typeof matchTargets)[number]

export type SuspenseMatch = {
  readonly key: string
  readonly target: MatchTarget
  /** EndToEndId of a payment, or the number of a case. */
  readonly payment?: string
  readonly reason: string
  readonly proposedBy: string
}

/** A movement that is still in suspense. Minor units; money that came in is positive. */
export type OpenMovement = {
  readonly key: string
  readonly amountMinor: number
  readonly currency: Currency
  /** ISO date. */
  readonly bookedOn: string
}

type MatchRow = {
  booking_key: string
  target: MatchTarget
  payment: string | null
  reason: string
  proposed_by: string
  proposed_at: string
  confirmed_by: string | null
}

/** Holds the movement until the transaction ends. @throws Refusal `conflict` / `not-in-suspense`. */
export async function lockMovement(trx: Transaction, key: string): Promise<OpenMovement> {
  const query = trx('bank_bookings')
    .where({ key })
    .whereNotNull('question')
    .first('amount_minor', 'currency', 'booked_on')
  const row: { amount_minor: number; currency: Currency; booked_on: string } | undefined = await (isSqlite(
    trx,
  )
    ? query
    : query.forUpdate())
  if (!row) throw refuse('conflict', 'not-in-suspense')
  return { key, amountMinor: row.amount_minor, currency: row.currency, bookedOn: row.booked_on }
}

/** Says what a movement was. Until it is confirmed a newer word takes the place of the older. */
export async function proposeMatch(
  trx: Transaction,
  match: Omit<SuspenseMatch, 'proposedBy'>,
  { by, at }: { readonly by: Actor; readonly at: Temporal.Instant },
): Promise<void> {
  await lockMovement(trx, match.key)
  const row = {
    booking_key: match.key,
    target: match.target,
    payment: match.payment ?? null,
    reason: match.reason,
    proposed_by: actorText(by),
    proposed_at: instantText(at),
  }
  await trx<MatchRow>('suspense_matches').insert(row).onConflict('booking_key').merge()
  const { key, target, payment = null } = match
  await tellOfMoney(trx, { kind: 'match-proposed', facts: { key, target, payment } }, { by, at })
}

/** Explanations that wait for a second person, by the key of their movement. */
export async function openMatches(db: Database): Promise<ReadonlyMap<string, SuspenseMatch>> {
  const rows = await db<MatchRow>('suspense_matches').whereNull('confirmed_by')
  return new Map(rows.map((row) => [row.booking_key, matchFromRow(row)]))
}

/**
 * Takes the movement out of suspense on the word of a second person.
 * @throws Refusal `not-found` / `match-unknown`, `forbidden` / `matcher-proposed-it`.
 */
export async function closeMatch(
  trx: Transaction,
  key: string,
  { by, at }: { readonly by: Actor; readonly at: Temporal.Instant },
): Promise<SuspenseMatch> {
  const row = await trx<MatchRow>('suspense_matches')
    .where({ booking_key: key })
    .whereNull('confirmed_by')
    .first()
  if (!row) throw refuse('not-found', 'match-unknown')
  if (row.proposed_by === actorText(by)) throw refuse('forbidden', 'matcher-proposed-it')
  await trx('suspense_matches')
    .where({ booking_key: key })
    .update({ confirmed_by: actorText(by), confirmed_at: instantText(at) })
  await trx('bank_bookings').where({ key }).update({ question: null })
  const { target, payment, proposed_by: proposedBy } = row
  await tellOfMoney(trx, { kind: 'match-confirmed', facts: { key, target, payment, proposedBy } }, { by, at })
  return matchFromRow(row)
}

const matchFromRow = (row: MatchRow): SuspenseMatch => ({
  key: row.booking_key,
  target: row.target,
  ...(row.payment !== null && { payment: row.payment }),
  reason: row.reason,
  proposedBy: row.proposed_by,
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
