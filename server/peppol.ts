/**
 * Carries issued documents to the Peppol access point: a row and a job with the document, an envelope when the job is
 * done. A crash repeats the sending under the same name, by which whoever receives it knows it again.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Clock } from './base/calendar.ts'
import type { AccessPoint } from './billing/access-point.ts'
import { documentsOfInvoice, invoiceOf } from './billing/invoice-store.ts'
import { messageById, noteMessageSent, queueMessage } from './billing/peppol-store.ts'
import { sidesOf } from './billing/e-invoice.ts'
import { envelopeOf } from './billing/sbdh.ts'
import type { Happened } from './claims/advance.ts'
import type { Transaction } from './database.ts'
import { travelsByPeppol } from './documents/e-invoice.ts'
import { fileOf, type Press } from './documents/store.ts'
import type { Handler } from './jobs/queue.ts'

export type PeppolDesk = {
  readonly clock: Clock
  readonly enqueue: (
    trx: Transaction,
    job: {
      kind: string
      key: string
      payload: { message: number }
      dueAt: Temporal.Instant
      lane: 'registers'
    },
  ) => Promise<void>
}

/** Queues the document of that number, where its programme wants it and both sides have an electronic address. */
export async function sendByPeppol(
  { clock, enqueue }: PeppolDesk,
  { trx, programme }: Pick<Happened, 'trx' | 'programme'>,
  number: string,
): Promise<void> {
  if (programme.selfBilling?.peppol !== 'outbox') return
  const invoice = await invoiceOf(trx, number)
  if (!travelsByPeppol(sidesOf(invoice.content))) return
  const message = await queueMessage(trx, invoice.id, clock.now())
  if (message === undefined) return
  const dueAt = clock.now()
  await enqueue(trx, {
    kind: 'send-peppol',
    key: String(message),
    payload: { message },
    dueAt,
    lane: 'registers',
  })
}

/** Does a job `send-peppol`: what was sent is not sent again. */
export const peppolJob =
  (office: Press & { readonly accessPoint: AccessPoint }): Handler =>
  async ({ message: id }) => {
    const { db, clock, accessPoint } = office
    const message = await messageById(db, Number(id))
    if (message.state === 'sent') return
    const { id: invoiceId, claimReference: _, ...invoice } = await invoiceOf(db, message.number)
    const documents = await documentsOfInvoice(db, invoiceId)
    const ubl = documents[invoice.type === '261' ? 'credit-note-ubl' : 'invoice-ubl']
    if (ubl === undefined) throw new Error('the document has no UBL')
    const { bytes } = await fileOf(office, ubl)
    const named = { instanceId: message.instanceId, at: message.createdAt }
    const envelope = Buffer.from(envelopeOf(invoice, bytes.toString('utf8'), named), 'utf8')
    await accessPoint.send({ instanceId: message.instanceId, bytes: envelope })
    return (trx) => noteMessageSent(trx, message.id, clock.now())
  }
