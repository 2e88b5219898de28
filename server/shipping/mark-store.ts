/**
 * Rows of marks: everything by which a scan finds a parcel, so that each scan is one look into one index. Knows spellings
 * and rows; what a mark found is for others to judge.
 */
import type { Database, Transaction } from '../database.ts'

export type MarkKind = 'sscc' | 'reference' | 'serial'

export type Mark = { readonly kind: MarkKind; readonly value: string }

/** A parcel that a number means, by its SSCC. */
export type Marked = { readonly sscc: string; readonly reference: string; readonly kind: MarkKind }

type MarkRow = { parcel_id: number; kind: MarkKind; value: string; tail: string }

/** A tail that many parcels share tells nothing: five digits leave ten of a million. */
export const tailLength = 5
const foundAtMost = 50

/** The one spelling of a number: capitals, letters and digits alone, so that dashes and spaces never matter. */
export const spellMark = (text: string): string =>
  text
    .normalize('NFKC')
    .toLocaleUpperCase('en')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Gives a parcel these marks; a mark that it has already stays. Empty values are no marks. */
export async function markParcel(trx: Transaction, parcelId: number, marks: readonly Mark[]): Promise<void> {
  const rows = marks
    .map(({ kind, value }) => ({ parcel_id: parcelId, kind, ...spelled(value) }))
    .filter(({ value }) => value !== '')
  if (rows.length > 0)
    await trx<MarkRow>('parcel_marks').insert(rows).onConflict(['parcel_id', 'kind', 'value']).ignore()
}

/** Takes a parcel's marks of one kind away: those of serial numbers, when the participant corrected them. */
export const unmarkParcel = async (trx: Transaction, parcelId: number, kind: MarkKind): Promise<void> => {
  await trx<MarkRow>('parcel_marks').where({ parcel_id: parcelId, kind }).delete()
}

/** Parcels with a mark of exactly this value, replaced labels left out, oldest first. */
export async function parcelsWith(db: Database, value: string): Promise<Marked[]> {
  const whole = spellMark(value)
  return whole === '' ? [] : marked(db).where('parcel_marks.value', whole)
}

/** Parcels with a mark that ends like this; none for fewer than five characters. */
export async function parcelsEndingWith(db: Database, ending: string): Promise<Marked[]> {
  const { value, tail } = spelled(ending)
  if (value.length < tailLength) return []
  return marked(db).where('parcel_marks.tail', tail).whereLike('parcel_marks.value', `%${value}`)
}

const marked = (db: Database) =>
  db('parcel_marks')
    .join('parcels', 'parcels.id', 'parcel_marks.parcel_id')
    .join('shipments', 'shipments.id', 'parcels.shipment_id')
    .whereNot('parcels.state', 'void')
    .orderBy('parcels.id')
    .limit(foundAtMost)
    .select<Marked[]>('parcels.sscc', 'shipments.claim_reference as reference', 'parcel_marks.kind')

const spelled = (text: string): { value: string; tail: string } => {
  const value = spellMark(text)
  return { value, tail: value.slice(-tailLength) }
}
