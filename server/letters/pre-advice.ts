/**
 * The mail that brings a day's list to the carrier of our own contract, CSV and PDF attached. It is about no claim, so it
 * is kept with the list and not among the mails of claims; who receives it twice knows it by its number and Message-ID.
 */
import { Temporal } from 'temporal-polyfill'
import { dateIn } from '../base/calendar.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Recipient } from '../mail/mails.ts'
import type { MailTemplates } from '../mail/render.ts'
import type { AdviceMail } from '../shipping/carriers/outbox.ts'
import type { Locale, Texts } from '../texts/texts.ts'

export type AdvicePost = {
  readonly mailer: Pick<Mailer, 'send'>
  readonly templates: MailTemplates
  readonly texts: (locale: Locale) => Texts
  /** Who writes, and where the carrier answers. */
  readonly from: Recipient
  /** Address of this server, as the world knows it. */
  readonly publicUrl: string
  readonly centreTimeZone: string
}

/** The language of carriers' papers. */
const locale = 'en'

/** Mails lists to `address`. @throws Error like the mailer's, and the job tries again. */
export const adviceMailTo =
  ({ mailer, templates, texts, from, publicUrl, centreTimeZone }: AdvicePost, address: string): AdviceMail =>
  async ({ number, closedAt, lines, csv, pdf }) => {
    const to = { name: texts(locale).text('mail.pre-advice.to'), address }
    const letterhead = {
      programme: from.name,
      sender: from.name,
      contact: { email: from.address },
      claimUrl: publicUrl,
    }
    const on = dateIn(Temporal.Instant.from(closedAt), centreTimeZone).toString()
    const facts = { lines, on }
    const words = await templates.render({
      name: 'pre-advice',
      reference: number,
      to,
      locale,
      letterhead,
      facts,
    })
    const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
    const thread = `<${number}.pre-advice@${domain}>`
    await mailer.send({
      messageId: thread,
      thread,
      date: new Date(closedAt),
      to,
      replyTo: from,
      locale,
      subject: words.subject,
      text: words.text,
      html: words.html,
      attachments: [
        { name: `${number}.csv`, mediaType: 'text/csv', bytes: csv },
        { name: `${number}.pdf`, mediaType: 'application/pdf', bytes: pdf },
      ],
    })
  }
