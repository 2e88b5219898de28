/**
 * Every mail with sample data, in every language, as HTML and as text: what a participant of a programme will be told.
 * Nothing is sent, and nothing here is anybody's; of what was sent last, only how large it was.
 */
import { Router, type Request } from 'express'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import type { MailName } from '../mail/mails.ts'
import { mailNames, sampleLetter } from '../mail/samples.ts'
import { lastAttached } from '../mail/store.ts'
import { locales, type Locale } from '../texts/texts.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { inDark } from './mail-dark.ts'
import { mailPolicy } from './mail-policy.ts'

type Asked = { readonly name: MailName; readonly locale: Locale }

/** `/desk/mails`, one mail in one language, and its HTML by itself. */
export function mailPreviewPages(
  { db, vault, templates }: Pick<Context, 'db' | 'vault' | 'templates'>,
  frame: Frame,
): Router {
  const router = Router()
  const may = frame.may('see-mail-samples')
  const rendered = ({ name, locale }: Asked) => templates.render(sampleLetter(name, locale))

  const attachedTo = (files: readonly Attached[] = []) =>
    Promise.all(files.map((file) => sizeOf(vault, file)))

  router.get('/desk/mails', may, async (request, response) => {
    const locale = localeOf(request)
    const last = await lastAttached(db)
    const mails = await Promise.all(
      mailNames.map(async (name) => {
        const { subject, html } = await rendered({ name, locale })
        const attached = await attachedTo(last.get(name))
        return {
          name,
          href: `/desk/mails/${locale}/${name}`,
          subject,
          kilobytes: kilobytes(html),
          attached: attached.flatMap((file) => file ?? []),
        }
      }),
    )
    await frame.show(response, 'desk/mail-preview', { desk: 'mails', mails })
  })

  router.get('/desk/mails/:locale/:name', may, async (request, response) => {
    const asked = askedIn(request)
    const { subject, text, html } = await rendered(asked)
    const attached = await attachedTo((await lastAttached(db)).get(asked.name))
    const hrefIn = (locale: Locale): string => `/desk/mails/${locale}/${asked.name}`
    await frame.show(response, 'desk/mail-shown', {
      desk: 'mails',
      mail: {
        ...asked,
        subject,
        text,
        htmlHref: `${hrefIn(asked.locale)}/html`,
        darkHref: `${hrefIn(asked.locale)}/html?scheme=dark`,
        kilobytes: { html: kilobytes(html), text: kilobytes(text) },
        attached: attached.flatMap((file) => file ?? []),
      },
      spoken: locales.map((locale) => ({ locale, href: hrefIn(locale) })),
    })
  })

  router.get('/desk/mails/:locale/:name/html', may, async (request, response) => {
    const { html } = await rendered(askedIn(request))
    response.removeHeader('X-Frame-Options')
    response.set('Content-Security-Policy', mailPolicy).type('html')
    response.send(request.query['scheme'] === 'dark' ? inDark(html) : html)
  })
  return router
}

type Attached = { readonly name: string; readonly sha256: string }

/** In thousands of bytes, as files are counted; at least one. */
const kilobytes = (file: string | Buffer): number => Math.max(1, Math.round(Buffer.byteLength(file) / 1000))

/** What kind of file it is and how large; undefined when the vault let it go. */
async function sizeOf(
  vault: Context['vault'],
  { name, sha256 }: Attached,
): Promise<{ type: string; kilobytes: number } | undefined> {
  const bytes = await vault.get(sha256).catch(() => undefined)
  return bytes && { type: (name.split('.').at(-1) ?? '').toUpperCase(), kilobytes: kilobytes(bytes) }
}

/** @throws Refusal `not-found` for a mail or a language that there is not. */
function askedIn({ params }: Request): Asked {
  const name = mailNames.find((one) => one === params['name'])
  const locale = locales.find((one) => one === params['locale'])
  if (!name || !locale) throw refuse('not-found', 'not-found')
  return { name, locale }
}
