/**
 * A site without a server: answers a browser's requests with the sample pages and their assets, under the strict
 * policy of the real one. For screenshots and for the accessibility test.
 */
import type { Page } from 'playwright-core'
import { type Locale, locales, openTexts } from '../../server/texts/texts.ts'
import { answerAsset, openAssets } from '../../server/web/assets.ts'
import { chooseLocale } from '../../server/web/language.ts'
import { openPages } from '../../server/web/page.ts'
import { accountSamples } from './account.ts'
import { accountsSamples } from './accounts.ts'
import { applySamples } from './apply.ts'
import { auditSamples, takenSample } from './audit.ts'
import { bankSamples } from './bank.ts'
import { rewardSamples } from './rewards.ts'
import { carrierSamples } from './carriers.ts'
import { claimSamples } from './claim.ts'
import { deskSamples } from './desk.ts'
import { financeSamples } from './finance.ts'
import { helpSamples } from './help.ts'
import { labelSamples } from './label.ts'
import { privacySamples } from './privacy.ts'
import { programmeSamples } from './programmes.ts'
import { questionSamples } from './questions.ts'
import { reviewSamples } from './review.ts'
import { receivingSamples } from './receiving.ts'
import type { Sample } from './sample.ts'
import { webhookSamples } from './webhooks.ts'
import { pickupSamples } from './pickups.ts'
import { statusSamples } from './status.ts'

export const samples: readonly Sample[] = [
  ...questionSamples,
  ...applySamples,
  ...statusSamples,
  ...pickupSamples,
  ...carrierSamples,
  ...deskSamples,
  ...reviewSamples,
  ...claimSamples,
  ...auditSamples,
  ...receivingSamples,
  ...financeSamples,
  ...bankSamples,
  ...rewardSamples,
  ...privacySamples,
  ...accountsSamples,
  ...webhookSamples,
  ...programmeSamples,
  ...labelSamples,
  ...accountSamples,
  ...helpSamples,
]

const origin = 'http://samples.test'

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; connect-src 'self'"

const texts = openTexts('templates/locales')
const assets = openAssets('templates/assets')
const pages = openPages({ texts, directory: 'templates/pages', asset: assets.path })

/** HTML of a sample in one language. */
export const rendered = (sample: Sample, locale: Locale): string =>
  pages.render(locale, sample.template, sample.values(texts(locale)))

/** Answers every request of this browser page; anything that is not ours fails. */
export async function openSite(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const { pathname, searchParams } = new URL(route.request().url())
    const asset = await answerAsset(assets, pathname)
    if (asset) return route.fulfill({ status: 200, headers: { ...asset.headers }, body: asset.body })
    if (/\.svg$|\/preview$/.test(pathname))
      return route.fulfill({ status: 200, contentType: 'image/svg+xml', body: picture(pathname) })
    if (pathname === '/events')
      return route.fulfill({ status: 200, contentType: 'text/event-stream', body: ': nothing new\n\n' })
    if (pathname === '/desk/audit/taken') return route.fulfill({ status: 200, json: takenSample })
    const sample = samples.find(({ name }) => `/${name}` === pathname)
    if (!sample) return route.abort()
    return route.fulfill({
      status: 200,
      contentType: 'text/html; charset=utf-8',
      headers: { 'Content-Security-Policy': policy },
      body: rendered(sample, chooseLocale({ lang: searchParams.get('lang') })),
    })
  })
}

/** English, Danish and one more; the third goes round all others, page by page. */
export const someLocales = (sample: Sample): readonly Locale[] => {
  const others = locales.slice(2)
  return ['en', 'da', others[samples.indexOf(sample) % others.length] ?? 'en']
}

export const addressOf = (sample: Sample, locale: Locale): string => `${origin}/${sample.name}?lang=${locale}`

/** Stands for a photo: the file's name on grey. */
const picture = (path: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path fill="#8a9599" d="M0 0h400v300H0z"/><text x="200" y="155" font-size="28" text-anchor="middle" fill="#111">${path.split('/').at(-1)?.replace('.svg', '')}</text></svg>`
