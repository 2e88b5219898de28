/** `/dev/mail`: what a demonstration's participants would find in their inbox. Not served in production. */
import { Router } from 'express'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { fileOf } from '../documents/store.ts'
import { findMail, latestMails, type Mail } from '../mail/store.ts'
import type { Frame } from '../web/frame.ts'
import { mailPolicy } from './mail-policy.ts'

const timeZone = 'Europe/Copenhagen'

/** The list, one mail as it was read, its HTML by itself and its attachments. */
export function mailPages(context: Context, frame: Frame): Router {
  const { db } = context
  const router = Router()
  router.get('/dev/mail', async (_request, response) => {
    const mails = (await latestMails(db, 100)).map(entryOf)
    await frame.show(response, 'mails', { mails, timeZone })
  })
  router.get('/dev/mail/:id', async (request, response) => {
    const mail = await mailAt(request.params.id)
    const attachments = mail.attachments.map(({ name }, place) => ({
      name,
      href: `/dev/mail/${mail.id}/attachments/${place}`,
    }))
    const { rendered, messageId } = mail
    await frame.show(response, 'mail', {
      mail: {
        ...entryOf(mail),
        messageId,
        text: rendered?.text ?? '',
        htmlHref: `/dev/mail/${mail.id}/html`,
        attachments,
      },
      timeZone,
    })
  })
  router.get('/dev/mail/:id/html', async (request, response) => {
    const { rendered } = await mailAt(request.params.id)
    response.removeHeader('X-Frame-Options')
    response
      .set('Content-Security-Policy', mailPolicy)
      .type('html')
      .send(rendered?.html ?? '')
  })
  router.get('/dev/mail/:id/attachments/:place', async (request, response) => {
    const { attachments } = await mailAt(request.params.id)
    const attachment = attachments[Number(request.params.place)]
    if (!attachment) throw refuse('not-found', 'not-found')
    const { document, bytes } = await fileOf(context, attachment.document)
    response.attachment(attachment.name).type(document.mediaType).send(bytes)
  })
  return router

  async function mailAt(id: string): Promise<Mail> {
    const mail = /^\d{1,9}$/.test(id) ? await findMail(db, Number(id)) : undefined
    if (!mail) throw refuse('not-found', 'not-found')
    return mail
  }
}

const entryOf = ({ id, rendered, to, letterhead, createdAt, attachments, state, name }: Mail) => ({
  href: `/dev/mail/${id}`,
  subject: rendered?.subject ?? name,
  from: letterhead.sender,
  to: `${to.name} <${to.address}>`,
  at: createdAt,
  attachments: attachments.length,
  state,
})
