/** Rows of offers: what was ever offered for a unit. Only ever added; what can move is the day to answer one (R23, R97). */
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'
import type { Offer } from './claim.ts'

export type OfferRow = {
  unit_id: number
  no: number
  amount_minor: number
  category: string
  condition: string
  value_row: string
  rule: string
  reasons: string
  answer_by: string | null
  made_at: string
}

/** Every offer ever made for a unit, oldest first (R97). */
export async function offersOf(db: Database, unitId: number): Promise<Offer[]> {
  const rows = await db<OfferRow>('offers').where({ unit_id: unitId }).orderBy('no')
  return rows.map(offerFromRow)
}

/** When the latest offers of these units were made: the earliest of them, undefined where there is none. */
export async function offeredAt(
  db: Database,
  unitIds: readonly number[],
): Promise<Temporal.Instant | undefined> {
  const rows = await db<OfferRow>('offers')
    .whereIn('unit_id', [...unitIds])
    .orderBy('no')
  const latest = new Map(rows.map((row) => [row.unit_id, row.made_at]))
  const [first] = [...latest.values()].toSorted()
  return first === undefined ? undefined : Temporal.Instant.from(first)
}

/** R23: the last day to answer moves with its clock. Nothing happens for another offer, or the same day. */
export async function moveAnswerDay(
  trx: Transaction,
  unitId: number,
  was: Offer | undefined,
  is: Offer | undefined,
): Promise<void> {
  if (!is?.answerBy || is.no !== was?.no || was.answerBy?.equals(is.answerBy)) return
  await trx<OfferRow>('offers')
    .where({ unit_id: unitId, no: is.no })
    .update({ answer_by: is.answerBy.toString() })
}

/** The offer of a row. */
export const offerFromRow = (row: OfferRow): Offer => ({
  no: row.no,
  amountMinor: row.amount_minor,
  category: row.category,
  condition: row.condition,
  row: row.value_row,
  rule: row.rule,
  reasons: JSON.parse(row.reasons) as string[],
  ...(row.answer_by && { answerBy: Temporal.PlainDate.from(row.answer_by) }),
})

/** The row of a new offer. */
export const offerRow = (unitId: number, offer: Offer, now: Temporal.Instant): OfferRow => ({
  unit_id: unitId,
  no: offer.no,
  amount_minor: offer.amountMinor,
  category: offer.category,
  condition: offer.condition,
  value_row: offer.row,
  rule: offer.rule,
  reasons: JSON.stringify(offer.reasons),
  answer_by: offer.answerBy?.toString() ?? null,
  made_at: instantText(now),
})
