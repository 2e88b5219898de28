/** The books as tables for other programs: postings, documents and their VAT (docs/ledger.md). Reads, a batch at a time. */
import { stringify } from 'csv-stringify/sync'
import { decimal, type Currency } from '../base/money.ts'
import { invoicesAfter, type KeptInvoice } from '../billing/invoice-store.ts'
import type { Database } from '../database.ts'
import { percentOf } from '../documents/e-invoice.ts'
import { postingsAfter } from '../payments/posting-store.ts'

/** Names of the tables, as files are called without `.csv`. */
export const bookNames = ['ledger', 'documents', 'vat'] as const
export type BookName = (typeof bookNames)[number]

type Row = readonly (string | number)[]

const batch = 2000

const heads: Readonly<Record<BookName, Row>> = {
  ledger: ['no', 'posted_at', 'cause', 'claim', 'debit', 'credit', 'amount', 'currency'],
  documents: [
    'number',
    'type',
    'issued_on',
    'claim',
    'corrects',
    'currency',
    'net',
    'vat',
    'rounding',
    'payable',
  ],
  vat: ['number', 'category', 'rate', 'base', 'vat', 'currency', 'treatment'],
}

const rows: Readonly<Record<BookName, (db: Database) => AsyncGenerator<Row>>> = {
  ledger: ledgerRows,
  documents: (db) => documentRows(db, (invoice) => [documentRow(invoice)]),
  vat: (db) => documentRows(db, vatRows),
}

/** One table as CSV (RFC 4180, UTF-8), its head first, in pieces. */
export async function* bookLines(db: Database, name: BookName): AsyncGenerator<string> {
  yield stringify([heads[name]])
  for await (const row of rows[name](db)) yield stringify([row])
}

async function* ledgerRows(db: Database): AsyncGenerator<Row> {
  for (let after = 0; ;) {
    const postings = await postingsAfter(db, after, batch)
    for (const { no, postedAt, cause, reference, debit, credit, amountMinor, currency } of postings)
      yield [no, postedAt, cause, reference, debit, credit, decimal({ amountMinor, currency }), currency]
    if (postings.length < batch) return
    after = postings.at(-1)?.no ?? after
  }
}

async function* documentRows(
  db: Database,
  rowsOf: (invoice: KeptInvoice) => readonly Row[],
): AsyncGenerator<Row> {
  for (let after = 0; ;) {
    const invoices = await invoicesAfter(db, after, batch)
    for (const invoice of invoices) yield* rowsOf(invoice)
    if (invoices.length < batch) return
    after = invoices.at(-1)?.id ?? after
  }
}

const amountsIn =
  (currency: Currency) =>
  (amountMinor: number): string =>
    decimal({ amountMinor, currency })

function documentRow({ number, type, issuedOn, claimReference, corrects, content }: KeptInvoice): Row {
  const { totals, currency } = content
  const { netMinor, vatMinor, roundingMinor, payableMinor } = totals
  const amounts = [netMinor, vatMinor, roundingMinor, payableMinor].map(amountsIn(currency))
  return [number, type, issuedOn, claimReference, corrects?.number ?? '', currency, ...amounts]
}

const vatRows = ({ number, content: { vat, currency } }: KeptInvoice): Row[] =>
  vat.map(({ category, rateBasisPoints, baseMinor, vatMinor, treatment }) => [
    number,
    category,
    percentOf(rateBasisPoints) ?? '',
    amountsIn(currency)(baseMinor),
    amountsIn(currency)(vatMinor),
    currency,
    treatment,
  ])
