/**
 * Every mail with sample data, in every language, as HTML and as text: what a participant of a programme will be told.
 * Nothing is sent, and nothing here is anybody's.
 */
import { Router, type Request } from 'express'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import type { MailName } from '../mail/mails.ts'
import { mailNames, sampleLetter } from '../mail/samples.ts'
import { locales, type Locale } from '../texts/texts.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { mailPolicy } from './mail-policy.ts'

type Asked = { readonly name: MailName; readonly locale: Locale }

/** `/desk/mails`, one mail in one language, and its HTML by itself. */
export function mailPreviewPages({ templates }: Pick<Context, 'templates'>, frame: Frame): Router {
  const router = Router()
  const may = frame.may('see-mail-samples')
  const rendered = ({ name, locale }: Asked) => templates.render(sampleLetter(name, locale))

  router.get('/desk/mails', may, async (request, response) => {
    const locale = localeOf(request)
    const mails = await Promise.all(
      mailNames.map(async (name) => ({
        name,
        href: `/desk/mails/${locale}/${name}`,
        subject: (await rendered({ name, locale })).subject,
      })),
    )
    await frame.show(response, 'desk/mail-preview', { desk: 'mails', mails })
  })

  router.get('/desk/mails/:locale/:name', may, async (request, response) => {
    const asked = askedIn(request)
    const { subject, text } = await rendered(asked)
    const hrefIn = (locale: Locale): string => `/desk/mails/${locale}/${asked.name}`
    await frame.show(response, 'desk/mail-shown', {
      desk: 'mails',
      mail: { ...asked, subject, text, htmlHref: `${hrefIn(asked.locale)}/html` },
      spoken: locales.map((locale) => ({ locale, href: hrefIn(locale) })),
    })
  })

  router.get('/desk/mails/:locale/:name/html', may, async (request, response) => {
    const { html } = await rendered(askedIn(request))
    response.removeHeader('X-Frame-Options')
    response.set('Content-Security-Policy', mailPolicy).type('html').send(html)
  })
  return router
}

/** @throws Refusal `not-found` for a mail or a language that there is not. */
function askedIn({ params }: Request): Asked {
  const name = mailNames.find((one) => one === params['name'])
  const locale = locales.find((one) => one === params['locale'])
  if (!name || !locale) throw refuse('not-found', 'not-found')
  return { name, locale }
}
