/**
 * The rows of mails (R95). Writing one is part of the transaction of its cause; what was rendered is stored once and
 * never changes. Knows no template and no network.
 */
import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { instantText, type Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import type { Locale } from '../texts/texts.ts'
import {
  isSecret,
  type AttachmentRef,
  type Letter,
  type Letterhead,
  type MailName,
  type Recipient,
} from './mails.ts'

/** `sending` is written before the network is asked: a mail in it may already be out (decision 0003). */
export type MailState = 'queued' | 'sending' | 'sent' | 'failed'

/** What the participant reads, word for word. */
export type Rendered = {
  readonly templateVersion: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** A stored mail. */
export type Mail = {
  readonly id: number
  readonly name: MailName
  readonly reference: string
  readonly resendOf?: number
  readonly to: Recipient
  readonly locale: Locale
  readonly letterhead: Letterhead
  readonly facts: Letter['facts']
  readonly attachments: readonly AttachmentRef[]
  /** With angle brackets, as in the header; made once, the same at every attempt. */
  readonly messageId: string
  readonly state: MailState
  /** Why it failed: `smtp-550`, `given-up`. */
  readonly failure?: string
  readonly rendered?: Rendered
  /** SHA-256 of each attachment in their order, known once rendered. */
  readonly attachmentHashes: readonly string[]
  readonly createdAt: string
  readonly sentAt?: string
}

type MailRow = {
  id: number
  name: MailName
  claim_reference: string
  resend_of: number | null
  recipient_name: string
  recipient_address: string
  locale: Locale
  letterhead: string
  facts: string
  attachments: string
  message_id: string
  state: MailState
  failure: string | null
  template_version: string | null
  subject: string | null
  text: string | null
  html: string | null
  attachment_hashes: string | null
  created_at: string
  sent_at: string | null
}

/** What writing a mail needs: `enqueue` of the job queue, and the time. */
export type PostOffice = {
  readonly clock: Clock
  readonly enqueue: (
    trx: Transaction,
    job: { kind: string; key: string; payload: { mail: number }; dueAt: Temporal.Instant },
  ) => Promise<void>
}

/** Writes a mail and the job `send-mail` that sends it. Rows only: nothing is rendered here. Gives the mail's id. */
export const postMail = (trx: Transaction, office: PostOffice, letter: Letter): Promise<number> =>
  insertMail(trx, office, {
    name: letter.name,
    claim_reference: letter.reference,
    recipient_name: letter.to.name,
    recipient_address: letter.to.address,
    locale: letter.locale,
    letterhead: JSON.stringify(letter.letterhead),
    facts: JSON.stringify(letter.facts),
    attachments: JSON.stringify(letter.attachments ?? []),
    message_id: messageIdFor(letter.reference, letter.letterhead),
  })

/**
 * Sends a mail again as a new mail that names the old one, word for word the same, if wished to another address.
 * @throws Error when there is no such mail; Refusal `mail-is-secret` for one that is for the recipient's eyes.
 */
export async function resendMail(
  trx: Transaction,
  office: PostOffice,
  id: number,
  to?: Recipient,
): Promise<number> {
  const old = await trx<MailRow>('mails').where({ id }).first()
  if (!old) throw new Error(`no mail ${id}`)
  if (isSecret(old.name)) throw refuse('conflict', 'mail-is-secret')
  const { id: _, sent_at: __, ...kept } = old
  return insertMail(trx, office, {
    ...kept,
    ...(to && { recipient_name: to.name, recipient_address: to.address }),
    resend_of: id,
    failure: null,
    message_id: messageIdFor(old.claim_reference, JSON.parse(old.letterhead) as Letterhead),
  })
}

/**
 * Sends a mail that did not arrive again.
 * @throws Refusal `conflict` / `mail-not-undelivered` for one that arrived or was sent again since.
 */
export async function resendUndelivered(trx: Transaction, office: PostOffice, id: number): Promise<number> {
  const waits = await undelivered(trx).where({ id }).first()
  if (!waits) throw refuse('conflict', 'mail-not-undelivered')
  return resendMail(trx, office, id)
}

/** Mails that were refused or given up, and not sent again since: the copy tells how it went on. */
export const undelivered = (db: Database) =>
  db<MailRow>('mails')
    .where({ state: 'failed' })
    .whereNotExists(db('mails as copy').whereRaw('copy.resend_of = mails.id'))

type NewRow = Omit<Partial<MailRow>, 'id' | 'state' | 'created_at'>

async function insertMail(trx: Transaction, { clock, enqueue }: PostOffice, row: NewRow): Promise<number> {
  const now = clock.now()
  const [inserted] = await trx<MailRow>('mails')
    .insert({ ...row, state: 'queued', created_at: instantText(now) })
    .returning('id')
  if (!inserted) throw new Error('the mail was not written')
  await enqueue(trx, {
    kind: 'send-mail',
    key: String(inserted.id),
    payload: { mail: inserted.id },
    dueAt: now,
  })
  return inserted.id
}

/** RFC 5322 3.6.4: unique for ever; the right side is a domain of ours, that of the contact address. */
const messageIdFor = (reference: string, { contact }: Letterhead): string =>
  `<${reference}.${randomUUID()}@${contact.email.slice(contact.email.lastIndexOf('@') + 1)}>`

/**
 * Stores what will be read, and that it is now going out. Gives what is stored: of a mail that was rendered before, the old
 * words. @throws Error when attachments changed since then.
 */
export async function noteSending(
  db: Database,
  id: number,
  rendered: Rendered,
  attachmentHashes: readonly string[],
): Promise<Rendered> {
  await db<MailRow>('mails')
    .where({ id })
    .whereNull('text')
    .update({
      template_version: rendered.templateVersion,
      subject: rendered.subject,
      text: rendered.text,
      html: rendered.html,
      attachment_hashes: JSON.stringify(attachmentHashes),
    })
  await db<MailRow>('mails').where({ id }).whereIn('state', ['queued', 'failed']).update({ state: 'sending' })
  const stored = await mailById(db, id)
  if (stored.attachmentHashes.join() !== attachmentHashes.join())
    throw new Error(`an attachment of mail ${id} is not the one that was stored`)
  return stored.rendered ?? rendered
}

/** The server took it, or its file is whole in the folder. `forgotten`: what it said is not kept. */
export const noteSent = async (
  db: Database,
  clock: Clock,
  id: number,
  { forgotten = false } = {},
): Promise<void> => {
  const nothing = { facts: '{}', text: '', html: '' }
  await db<MailRow>('mails')
    .where({ id })
    .update({
      state: 'sent',
      failure: null,
      sent_at: instantText(clock.now()),
      ...(forgotten && nothing),
    })
}

/** `failure` is a code, never a server's message: those quote addresses. */
export const noteFailed = async (db: Database, id: number, failure: string): Promise<void> => {
  await db<MailRow>('mails').where({ id }).whereNot({ state: 'sent' }).update({ state: 'failed', failure })
}

/** @throws Error when there is no such mail. */
export async function mailById(db: Database, id: number): Promise<Mail> {
  const row = await db<MailRow>('mails').where({ id }).first()
  if (!row) throw new Error(`no mail ${id}`)
  return mailFromRow(row)
}

/** One mail, or undefined for an id that nobody has. */
export async function findMail(db: Database, id: number): Promise<Mail | undefined> {
  const row = await db<MailRow>('mails').where({ id }).first()
  return row && mailFromRow(row)
}

/** All mails about a claim, in the order in which they were written. */
export const mailsAbout = async (db: Database, reference: string): Promise<Mail[]> =>
  (await db<MailRow>('mails').where({ claim_reference: reference }).orderBy('id')).map(mailFromRow)

/** The latest mails, newest first. */
export const latestMails = async (db: Database, limit: number): Promise<Mail[]> =>
  (await db<MailRow>('mails').orderBy('id', 'desc').limit(limit)).map(mailFromRow)

/** How many mails could not be sent. */
export async function failedMails(db: Database): Promise<number> {
  const [row] = await db('mails').where({ state: 'failed' }).count({ mails: '*' })
  return Number(row?.['mails'] ?? 0)
}

/** The same as mails, newest first. */
export const undeliveredMails = async (db: Database, limit: number): Promise<Mail[]> =>
  (await undelivered(db).orderBy('id', 'desc').limit(limit)).map(mailFromRow)

/** How many of the newest mails are looked through for examples: bounded, however many were sent. */
const recentAtMost = 10_000

/** What was attached to the last mail of each kind that was rendered lately: names of files and their SHA-256. */
export async function lastAttached(
  db: Database,
): Promise<ReadonlyMap<MailName, readonly { readonly name: string; readonly sha256: string }[]>> {
  const newest = await db<MailRow>('mails').max({ id: 'id' }).first()
  const latest = db<MailRow>('mails')
    .where('id', '>', (newest?.id ?? 0) - recentAtMost)
    .whereNot({ attachments: '[]' })
    .whereNotNull('attachment_hashes')
    .groupBy('name')
    .max('id')
  const mails = (await db<MailRow>('mails').whereIn('id', latest)).map(mailFromRow)
  return new Map(
    mails.map(({ name, attachments, attachmentHashes }) => [
      name,
      attachments.map((file, nth) => ({ name: file.name, sha256: attachmentHashes[nth] ?? '' })),
    ]),
  )
}

const mailFromRow = (row: MailRow): Mail => ({
  id: row.id,
  name: row.name,
  reference: row.claim_reference,
  ...(row.resend_of !== null && { resendOf: row.resend_of }),
  to: { name: row.recipient_name, address: row.recipient_address },
  locale: row.locale,
  letterhead: JSON.parse(row.letterhead) as Letterhead,
  facts: JSON.parse(row.facts) as Mail['facts'],
  attachments: JSON.parse(row.attachments) as AttachmentRef[],
  messageId: row.message_id,
  state: row.state,
  ...(row.failure !== null && { failure: row.failure }),
  ...renderedFromRow(row),
  attachmentHashes: JSON.parse(row.attachment_hashes ?? '[]') as string[],
  createdAt: row.created_at,
  ...(row.sent_at !== null && { sentAt: row.sent_at }),
})

const renderedFromRow = ({ template_version, subject, text, html }: MailRow): Pick<Mail, 'rendered'> =>
  template_version === null || subject === null || text === null || html === null
    ? {}
    : { rendered: { templateVersion: template_version, subject, text, html } }
