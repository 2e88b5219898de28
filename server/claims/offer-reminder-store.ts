/** Offers that wait for their participant's answer, and who was reminded of them (R43). */
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'

/** A changed offer without an answer. */
export type OpenOffer = {
  readonly reference: string
  readonly unitId: number
  readonly no: number
  /** The last day to answer. */
  readonly answerBy: Temporal.PlainDate
}

/** Unanswered offers that can be answered on `today` or later, the nearest end first. */
export async function openOffers(
  db: Database,
  today: Temporal.PlainDate,
  limit: number,
): Promise<OpenOffer[]> {
  const rows = await db('offers')
    .join('units', 'units.id', 'offers.unit_id')
    .join('claims', 'claims.id', 'units.claim_id')
    .where({ 'units.offer': 'proposed', 'claims.state': 'approved' })
    .whereNot({ 'units.audit': 'pending' })
    .where('offers.answer_by', '>=', today.toString())
    .orderBy(['offers.answer_by', 'offers.unit_id'])
    .limit(limit)
    .select<{ reference: string; unit_id: number; no: number; answer_by: string }[]>(
      'claims.reference',
      'offers.unit_id',
      'offers.no',
      'offers.answer_by',
    )
  return rows.map(({ reference, unit_id: unitId, no, answer_by: last }) => ({
    reference,
    unitId,
    no,
    answerBy: Temporal.PlainDate.from(last),
  }))
}

/** Notes that the owner of an offer was reminded so many days before its end. False when that was noted before. */
export async function noteOfferReminder(
  trx: Transaction,
  { unitId, no }: Pick<OpenOffer, 'unitId' | 'no'>,
  days: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const noted = await trx('offer_reminders')
    .insert({ unit_id: unitId, offer_no: no, days, reminded_at: instantText(now) })
    .onConflict(['unit_id', 'offer_no', 'days'])
    .ignore()
    .returning<{ days: number }[]>('days')
  return noted.length > 0
}
