/** Rows of objections to issued documents (A5). They stay beside the document, which is never edited. */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'

export type Objection = {
  /** Number of the document, and of its lines. */
  readonly number: string
  readonly reference: string
  readonly lines: readonly number[]
  readonly reason: string
  readonly at: Temporal.Instant
}

/** Keeps an objection to the document with that row id. */
export async function keepObjection(
  trx: Transaction,
  invoiceId: number,
  { lines, reason, by, from, at }: Pick<Objection, 'lines' | 'reason' | 'at'> & { by: Actor; from: string },
): Promise<void> {
  await trx('invoice_objections').insert({
    invoice_id: invoiceId,
    lines: JSON.stringify(lines),
    reason,
    objected_by: actorText(by),
    objected_from: from,
    objected_at: instantText(at),
  })
}

/** Objections to a document or, without a number, the newest of all. Newest first. */
export async function objectionsTo(
  db: Database,
  { number, limit = 200 }: { readonly number?: string; readonly limit?: number } = {},
): Promise<Objection[]> {
  const query = db('invoice_objections')
    .join('invoices', 'invoices.id', 'invoice_objections.invoice_id')
    .orderBy('invoice_objections.id', 'desc')
    .limit(limit)
    .select('invoice_objections.*', 'invoices.number', 'invoices.claim_reference')
  if (number !== undefined) void query.where('invoices.number', number)
  const rows: ObjectionRow[] = await query
  return rows.map((row) => ({
    number: row.number,
    reference: row.claim_reference,
    lines: JSON.parse(row.lines) as number[],
    reason: row.reason,
    at: Temporal.Instant.from(row.objected_at),
  }))
}

type ObjectionRow = {
  number: string
  claim_reference: string
  lines: string
  reason: string
  objected_at: string
}
