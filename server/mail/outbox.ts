/**
 * Sends stored mails: renders once, stores what was rendered, then sends. Repeating it is safe at every point
 * (docs/decisions/0003-mail-exactly-once.md). Knows neither the queue nor who asked for the mail.
 */
import { sha256 } from '../base/canonical.ts'
import type { Clock } from '../base/calendar.ts'
import type { Database } from '../database.ts'
import type { Attachment, Mailer, Message } from './mailer.ts'
import { isSecret } from './mails.ts'
import { permanentFailure } from './message.ts'
import type { MailTemplates } from './render.ts'
import { mailById, noteFailed, noteSending, noteSent, type Mail, type Rendered } from './store.ts'

/** What sending needs. */
export type Outbox = {
  readonly db: Database
  readonly clock: Clock
  readonly mailer: Pick<Mailer, 'send'>
  readonly templates: MailTemplates
  /** True in a demonstration, whose only mailbox is a page of ours. */
  readonly keepsCodes: boolean
  /** A document's bytes by its id; they never change. May throw while the document is not drawn yet. */
  readonly attachmentOf: (document: number) => Promise<Omit<Attachment, 'name'>>
}

/**
 * Does the job `send-mail`. A mail that a server refuses for good is noted as failed and that is the end of it.
 * @throws Error when another attempt may help; `last` says that there will be none, and the mail is noted as given up.
 */
export async function sendMail(outbox: Outbox, id: number, { last = false } = {}): Promise<void> {
  const { db, clock, mailer } = outbox
  const mail = await mailById(db, id)
  // An erased mail has nobody to go to.
  if (mail.state === 'sent' || mail.to.address === '') return
  try {
    await mailer.send(await prepare(outbox, mail))
    await noteSent(db, clock, id, { forgotten: isSecret(mail.name) && !outbox.keepsCodes })
  } catch (error) {
    const refused = permanentFailure(error)
    if (refused ?? last) await noteFailed(db, id, refused ?? 'given-up')
    if (!refused) throw error
  }
}

/** Writes down what goes out before it goes out. */
async function prepare({ db, templates, attachmentOf }: Outbox, mail: Mail): Promise<Message> {
  const attachments = await Promise.all(
    mail.attachments.map(async ({ document, name }) => ({ name, ...(await attachmentOf(document)) })),
  )
  const hashes = attachments.map(({ bytes }) => sha256(bytes))
  const rendered = await noteSending(db, mail.id, mail.rendered ?? (await templates.render(mail)), hashes)
  return messageOf(mail, rendered, attachments)
}

function messageOf(mail: Mail, rendered: Rendered, attachments: readonly Attachment[]): Message {
  const { programme, contact } = mail.letterhead
  const domain = contact.email.slice(contact.email.lastIndexOf('@') + 1)
  return {
    messageId: mail.messageId,
    thread: `<${mail.reference}@${domain}>`,
    date: new Date(mail.createdAt),
    to: mail.to,
    replyTo: { name: programme, address: contact.email },
    locale: mail.locale,
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    attachments,
  }
}
