/**
 * Rows of issued documents. The number is drawn in the transaction that issues (N3), so that a series has no gap; the
 * rows are final, which the database enforces. Files are drawn later, from the content kept here.
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { canonicalJson } from '../base/canonical.ts'
import type { Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import { nextNumber, type Database, type Transaction } from '../database.ts'
import type { Invoice, InvoiceType, ProposalContent } from './content.ts'
import { creditedSoFar, refuseExcess } from './correction.ts'
import { counterOf, numberOf, seriesOf, type Series } from './numbers.ts'
import { lockProposal, type Proposal } from './proposal-store.ts'

export type KeptInvoice = Invoice & { readonly id: number; readonly claimReference: string }

/**
 * Issues the accepted proposal as it stands, under the next number of its series. Called twice it is issued once.
 * @throws Refusal `conflict` / `proposal-not-accepted`: silence is not acceptance.
 */
export async function issueInvoice(
  trx: Transaction,
  order: {
    readonly proposal: Proposal
    readonly series: Series
    readonly on: Temporal.PlainDate
    readonly at: Temporal.Instant
  },
): Promise<KeptInvoice> {
  const { reference, version } = order.proposal.content
  const { state, content } = await lockProposal(trx, reference, version)
  const issued = await trx<InvoiceRow>('invoices')
    .where({ claim_reference: reference, proposal_version: version, type: '389' })
    .first()
  if (issued) return invoiceOf(trx, issued.number)
  if (state !== 'accepted') throw refuse('conflict', 'proposal-not-accepted', { reference, version })
  return insertInvoice(trx, { ...order, type: '389', content })
}

/**
 * Issues a credit note (261) for lines of an invoice, or parts of them, in a series of its own.
 * @throws Refusal `conflict` / `credit-exceeds-line` when more than the line would be credited in all.
 */
export async function issueCreditNote(
  trx: Transaction,
  order: {
    readonly original: KeptInvoice
    readonly content: ProposalContent
    readonly reason: string
    readonly series: Series
    readonly on: Temporal.PlainDate
    readonly at: Temporal.Instant
  },
): Promise<KeptInvoice> {
  // Drawing the number locks the series, so that two credit notes cannot both see the line uncredited.
  return insertInvoice(trx, { ...order, type: '261' }, async () => {
    const credits = await creditNotesOf(trx, order.original.id)
    refuseExcess(order.original.content, creditedSoFar(credits), order.content)
  })
}

async function insertInvoice(
  trx: Transaction,
  order: {
    readonly type: InvoiceType
    readonly content: ProposalContent
    readonly series: Series
    readonly on: Temporal.PlainDate
    readonly at: Temporal.Instant
    readonly original?: KeptInvoice
    readonly reason?: string
  },
  check: () => Promise<void> = async () => {},
): Promise<KeptInvoice> {
  const series = seriesOf(order.series, order.on)
  const ordinal = await nextNumber(trx, counterOf(order.series, series))
  await check()
  const number = numberOf(series, ordinal)
  await trx<InvoiceRow>('invoices').insert({
    issuer: order.series.issuer,
    series,
    ordinal,
    number,
    type: order.type,
    claim_reference: order.content.reference,
    proposal_version: order.content.version,
    issued_on: order.on.toString(),
    issued_at: instantText(order.at),
    currency: order.content.currency,
    payable_minor: order.content.totals.payableMinor,
    content: canonicalJson(order.content),
    corrects_id: order.original?.id ?? null,
    reason: order.reason ?? null,
  })
  return invoiceOf(trx, number)
}

/** @throws Refusal `not-found` / `invoice-unknown`. */
export async function invoiceOf(db: Database, number: string): Promise<KeptInvoice> {
  const [invoice] = await invoicesFrom(db, (rows) => rows.where('invoices.number', number))
  if (!invoice) throw refuse('not-found', 'invoice-unknown', { number })
  return invoice
}

/** Invoices and credit notes of a claim, in the order of their issue. */
export const invoicesOfClaim = (db: Database, reference: string): Promise<KeptInvoice[]> =>
  invoicesFrom(db, (rows) => rows.where('invoices.claim_reference', reference))

/** Credit notes of one invoice, in the order of their issue. */
export const creditNotesOf = (db: Database, invoiceId: number): Promise<KeptInvoice[]> =>
  invoicesFrom(db, (rows) => rows.where('invoices.corrects_id', invoiceId))

/** The newest documents first, of one type or of all; `before` is the row of the last one that was seen. */
export const latestInvoices = (
  db: Database,
  limit: number,
  { before, type }: { readonly before?: number | undefined; readonly type?: InvoiceType | undefined } = {},
): Promise<KeptInvoice[]> =>
  invoicesFrom(db, (rows) => {
    if (before !== undefined) void rows.where('invoices.id', '<', before)
    if (type) void rows.where('invoices.type', type)
    return rows.clearOrder().orderBy('invoices.id', 'desc').limit(limit)
  })

/** A stretch of all documents for an export, `limit` of them after row `after`, in the order of their issue. */
export const invoicesAfter = (db: Database, after: number, limit: number): Promise<KeptInvoice[]> =>
  invoicesFrom(db, (rows) => rows.where('invoices.id', '>', after).limit(limit))

/** Ties an issued document to the row of a file that shows it, such as `pdf` or `ubl`. */
export async function nameDocument(
  trx: Transaction,
  invoiceId: number,
  kind: string,
  documentId: number,
): Promise<void> {
  await trx('invoice_documents').insert({ invoice_id: invoiceId, kind, document_id: documentId })
}

/** Ids of the files of an issued document, by kind. */
export async function documentsOfInvoice(db: Database, invoiceId: number): Promise<Record<string, number>> {
  const rows = await db<{ invoice_id: number; kind: string; document_id: number }>('invoice_documents').where(
    {
      invoice_id: invoiceId,
    },
  )
  return Object.fromEntries(rows.map(({ kind, document_id }) => [kind, document_id]))
}

/** N6: for each series its first and last ordinal and how many lie between; without a gap `last` equals `count`. */
export async function continuity(db: Database): Promise<Continuity[]> {
  const figures = ['MIN(ordinal) AS first', 'MAX(ordinal) AS last', 'COUNT(*) AS count']
  const rows: Record<keyof Continuity, string | number>[] = await db('invoices')
    .select('issuer', 'series', ...figures.map((figure) => db.raw(figure)))
    .groupBy('issuer', 'series')
    .orderBy(['issuer', 'series'])
  return rows.map(({ issuer, series, first, last, count }) => ({
    issuer: String(issuer),
    series: String(series),
    first: Number(first),
    last: Number(last),
    count: Number(count),
  }))
}

/** How many ordinals a series lacks, from 1 to its last; 0 for one without a gap. */
export const gapsIn = ({ last, count }: Pick<Continuity, 'last' | 'count'>): number => last - count

export type Continuity = {
  readonly issuer: string
  readonly series: string
  readonly first: number
  readonly last: number
  readonly count: number
}

type InvoiceRow = {
  id: number
  issuer: string
  series: string
  ordinal: number
  number: string
  type: InvoiceType
  claim_reference: string
  proposal_version: number
  issued_on: string
  issued_at: string
  currency: Currency
  payable_minor: number
  content: string
  corrects_id: number | null
  reason: string | null
}

type JoinedRow = InvoiceRow & { corrects_number: string | null; corrects_issued_on: string | null }

type InvoiceQuery = ReturnType<Database['queryBuilder']>

/** Reads invoices in the order of issue, each credit note with the invoice that it corrects (BG-3). */
async function invoicesFrom(
  db: Database,
  narrow: (rows: InvoiceQuery) => InvoiceQuery,
): Promise<KeptInvoice[]> {
  const all = db('invoices')
    .leftJoin('invoices as corrected', 'corrected.id', 'invoices.corrects_id')
    .select('invoices.*', 'corrected.number as corrects_number', 'corrected.issued_on as corrects_issued_on')
    .orderBy('invoices.id')
  const rows: JoinedRow[] = await narrow(all)
  return rows.map(invoiceFromRow)
}

const invoiceFromRow = (row: JoinedRow): KeptInvoice => ({
  id: row.id,
  claimReference: row.claim_reference,
  number: row.number,
  type: row.type,
  issuedOn: row.issued_on,
  content: JSON.parse(row.content) as ProposalContent,
  ...(row.corrects_number !== null && {
    corrects: {
      number: row.corrects_number,
      issuedOn: row.corrects_issued_on ?? '',
      reason: row.reason ?? '',
    },
  }),
})
