/** Rows of what is sent over Peppol: one for each issued document, with the name of its sending for ever. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'

export type PeppolMessage = {
  readonly id: number
  /** Number of the document. */
  readonly number: string
  readonly instanceId: string
  readonly state: 'queued' | 'sent'
  readonly createdAt: Temporal.Instant
  readonly sentAt?: Temporal.Instant
}

/** Writes one message down for an issued document. Gives its id; undefined when there is one already. */
export async function queueMessage(
  trx: Transaction,
  invoiceId: number,
  at: Temporal.Instant,
): Promise<number | undefined> {
  const row = {
    invoice_id: invoiceId,
    instance_id: randomUUID(),
    state: 'queued',
    created_at: instantText(at),
  }
  const [kept]: { id: number }[] = await trx('peppol_messages')
    .insert(row)
    .onConflict('invoice_id')
    .ignore()
    .returning('id')
  return kept?.id
}

/** @throws Error when there is none: ids come from our own rows. */
export async function messageById(db: Database, id: number): Promise<PeppolMessage> {
  const [message] = await messagesWhere(db, { 'peppol_messages.id': id })
  if (!message) throw new Error(`no Peppol message ${id}`)
  return message
}

/** The message that carries a document; undefined where none does. */
export async function messageOf(db: Database, number: string): Promise<PeppolMessage | undefined> {
  return (await messagesWhere(db, { 'invoices.number': number }))[0]
}

/** The access point has it. Noted again changes nothing. */
export const noteMessageSent = async (trx: Transaction, id: number, at: Temporal.Instant): Promise<void> => {
  await trx('peppol_messages')
    .where({ id, state: 'queued' })
    .update({ state: 'sent', sent_at: instantText(at) })
}

async function messagesWhere(
  db: Database,
  where: Readonly<Record<string, string | number>>,
): Promise<PeppolMessage[]> {
  const rows: MessageRow[] = await db('peppol_messages')
    .join('invoices', 'invoices.id', 'peppol_messages.invoice_id')
    .where(where)
    .select('peppol_messages.*', 'invoices.number')
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    instanceId: row.instance_id,
    state: row.state,
    createdAt: Temporal.Instant.from(row.created_at),
    ...(row.sent_at !== null && { sentAt: Temporal.Instant.from(row.sent_at) }),
  }))
}

type MessageRow = {
  id: number
  number: string
  instance_id: string
  state: PeppolMessage['state']
  created_at: string
  sent_at: string | null
}
