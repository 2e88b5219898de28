/**
 * Hands a finished mail to an SMTP server or, when none is set, lays it as an `.eml` file into a folder. Both write the
 * same RFC 5322 text from the same fields. Knows no claim and no database; decides nothing about retries.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { writeWhole } from '../base/whole-file.ts'
import type { Recipient } from './mails.ts'
import { contentTypeOf, emlName } from './message.ts'

export type Attachment = { readonly name: string; readonly mediaType: string; readonly bytes: Buffer }

/** A mail with everything that its headers and parts say. The same message gives the same bytes. */
export type Message = {
  readonly messageId: string
  /** Groups all mails about one claim in the reader's inbox. */
  readonly thread: string
  readonly date: Date
  readonly to: Recipient
  readonly replyTo: Recipient
  readonly locale: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly Attachment[]
}

export type Mailer = {
  /** @throws Error with nodemailer's `code` and, from a server, its `responseCode`. */
  readonly send: (message: Message) => Promise<void>
  /** Takes a mail out of the outbox folder again, where there is one. What was sent into the world stays there. */
  readonly forget: (messageId: string) => Promise<void>
  readonly close: () => void
}

export type MailerSettings = {
  /** `smtps://user:password@host:465`; without it mails are files. */
  readonly smtpUrl?: string | undefined
  /** Where `.eml` files go; made when it is missing. */
  readonly folder: string
  readonly from: Recipient
}

// Together far below the lease of a job, so that a hanging server never makes two workers send one mail.
const limits = {
  connectionTimeout: 20_000,
  greetingTimeout: 20_000,
  socketTimeout: 60_000,
  dnsTimeout: 10_000,
}
const closed = { disableFileAccess: true, disableUrlAccess: true }

/** Opens no connection yet: the first mail does. */
export const openMailer = ({ smtpUrl, folder, from }: MailerSettings): Mailer =>
  smtpUrl ? smtpMailer(smtpUrl, from) : folderMailer(folder, from)

function smtpMailer(url: string, from: Recipient): Mailer {
  const transport = nodemailer.createTransport({ url, requireTLS: !isHere(url), ...limits, ...closed })
  return {
    send: async (message) => void (await transport.sendMail(fieldsOf(message, from))),
    forget: async () => undefined,
    close: () => transport.close(),
  }
}

/** Mails carry names and codes: a relay on this machine alone may take them unencrypted. */
const isHere = (url: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

function folderMailer(folder: string, from: Recipient): Mailer {
  const transport = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    ...closed,
  })
  return {
    send: async (message) => {
      const { message: bytes } = await transport.sendMail(fieldsOf(message, from))
      if (!Buffer.isBuffer(bytes)) throw new Error('the mail was not built in memory')
      await writeWhole(folder, emlName(message.messageId), bytes)
    },
    forget: (messageId) => rm(join(folder, emlName(messageId)), { force: true }),
    close: () => transport.close(),
  }
}

/** Addresses are objects and never spelled together, so that no name can add a header or a recipient. */
const fieldsOf = (message: Message, from: Recipient): SendMailOptions => ({
  from,
  to: message.to,
  replyTo: message.replyTo,
  subject: message.subject,
  text: message.text,
  html: message.html,
  date: message.date,
  messageId: message.messageId,
  references: message.thread,
  // RFC 3834: nobody's absence note answers it.
  headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.locale },
  // A boundary of its own making would change the file at every attempt.
  baseBoundary: emlName(message.messageId).replace(/\W/g, '').slice(-40),
  attachments: message.attachments.map(({ name, mediaType, bytes }) => ({
    filename: name,
    content: bytes,
    contentType: contentTypeOf(mediaType, bytes),
  })),
})
