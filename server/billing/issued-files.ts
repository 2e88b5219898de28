/** Which files an issued document has: a PDF with its CII inside, and Peppol UBL. Ordered in its transaction, drawn later. */
import { Temporal } from 'temporal-polyfill'
import { dateIn, type Clock } from '../base/calendar.ts'
import { entriesOf } from '../claims/journal-store.ts'
import type { Transaction } from '../database.ts'
import { orderDocument } from '../documents/store.ts'
import type { Invoice, InvoiceType } from './content.ts'
import { nameDocument, type KeptInvoice } from './invoice-store.ts'
import { transportOf } from './transport-statement.ts'

const files = {
  '389': { pdf: 'invoice', xml: 'invoice-ubl' },
  '261': { pdf: 'credit-note', xml: 'credit-note-ubl' },
} as const satisfies Record<InvoiceType, object>

const mediaTypes = { pdf: 'application/pdf', xml: 'application/xml' } as const

/** Kind of the file that a person reads, and that a mail carries. */
export const paperOf = ({ type }: Pick<Invoice, 'type'>): string => files[type].pdf

/** Orders both files of a document that was just issued; the same facts give the same bytes whenever they are drawn. */
export async function orderFiles(trx: Transaction, clock: Clock, issued: KeptInvoice): Promise<void> {
  const { id, claimReference, ...invoice } = issued
  for (const extension of ['pdf', 'xml'] as const) {
    const kind = files[invoice.type][extension]
    const document = await orderDocument(trx, clock, {
      kind,
      claimReference,
      locale: invoice.content.locale,
      name: `${invoice.number}.${extension}`,
      mediaType: mediaTypes[extension],
      facts: invoice satisfies Invoice,
    })
    await nameDocument(trx, id, kind, document)
  }
}

/** Category K asks the buyer to state that the goods arrived; nothing where nothing was sold under it. */
export async function orderTransportStatement(
  trx: Transaction,
  clock: Clock,
  issued: KeptInvoice,
  timeZone: string,
): Promise<void> {
  const { id, claimReference, content } = issued
  const received = (await entriesOf(trx, claimReference)).findLast(({ kind }) => kind === 'received')
  const facts = received && transportOf(issued, dateIn(Temporal.Instant.from(received.at), timeZone))
  if (!facts) return
  const document = await orderDocument(trx, clock, {
    kind: 'transport-statement',
    claimReference,
    locale: content.locale,
    name: `transport-${issued.number}.pdf`,
    mediaType: 'application/pdf',
    facts,
  })
  await nameDocument(trx, id, 'transport-statement', document)
}
