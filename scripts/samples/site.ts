/**
 * The sample pages and their assets as a site of their own, under the strict policy of the real one and without its
 * database. For screenshots and for the accessibility test.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { createServer, type ServerResponse } from 'node:http'
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
import { guides, helpSamples } from './help.ts'
import { labelSamples } from './label.ts'
import { listHeads } from './lists.ts'
import { outlookSample } from './outlook.ts'
import { privacySamples } from './privacy.ts'
import { programmeSamples } from './programmes.ts'
import { questionSamples } from './questions.ts'
import { reviewSamples } from './review.ts'
import { receivingSamples } from './receiving.ts'
import type { Sample } from './sample.ts'
import { webhookSamples } from './webhooks.ts'
import { pickupSamples } from './pickups.ts'
import { empty, hasForm, long, refused, type State, states } from './states.ts'
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
  outlookSample,
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

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; connect-src 'self'"

const texts = openTexts('templates/locales')
const assets = openAssets('templates/assets')
const pages = openPages({ texts, directory: 'templates/pages', asset: assets.path })

/** HTML of a sample in one language, in one of its states. */
export async function rendered(sample: Sample, locale: Locale, state: State = 'full'): Promise<string> {
  const spoken = texts(locale)
  const values = {
    ...listHeads(sample.template, spoken),
    ...sample.values(spoken),
    ...(await sample.drawn?.(spoken)),
  }
  const drawn = (changed: Readonly<Record<string, unknown>>) => pages.render(locale, sample.template, changed)
  if (state === 'long') return drawn(long(values) as typeof values)
  if (state === 'empty') return drawn(empty(values))
  if (state === 'error' && hasForm(values)) return drawn(refused(values, drawn(values), spoken))
  return drawn(values)
}

const sources = new Map<string, string>()

/** What a template is written as. */
const sourceOf = (template: string): string => {
  const source = sources.get(template) ?? readFileSync(`templates/pages/${template}.njk`, 'utf8')
  sources.set(template, source)
  return source
}

/**
 * The states that a sample can be seen in: emptied where its page says something when there is nothing, refused where it
 * has a form. The first sample of a template stands for the others, which are states of their own.
 */
export function statesOf(sample: Sample): readonly State[] {
  const isFirst = samples.find(({ template }) => template === sample.template) === sample
  const source = sourceOf(sample.template)
  return states.filter(
    (state) =>
      state === 'full' ||
      // What is opened from a folder has the reader's own style, and breaks words as that does.
      (state === 'long' && source.includes('layouts/base.njk')) ||
      (isFirst &&
        (state === 'empty'
          ? / empty\(/.test(source)
          : /\bfaults\(/.test(source) && hasForm(sample.values(texts('en'))))),
  )
}

export type Site = {
  readonly addressOf: (sample: Sample, locale: Locale, state?: State) => string
  readonly close: () => Promise<void>
}

/**
 * Serves the sample pages on a free port of this machine: a browser keeps assets and what it compiled from one page to the
 * next, as it does with the real house. `scripts` are served beside them, by their path.
 */
export async function openSite(scripts: ReadonlyMap<string, string> = new Map()): Promise<Site> {
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://samples.test'), response, scripts).catch((error: Error) =>
      response.writeHead(500, { 'Content-Type': 'text/plain' }).end(error.stack),
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    addressOf: (sample, locale, state = 'full') =>
      `http://127.0.0.1:${String(port)}/${sample.name}?lang=${locale}&state=${state}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/** One request; what is not ours is not found, and the policy lets a page ask nobody else. */
async function answer(
  { pathname, searchParams }: URL,
  response: ServerResponse,
  scripts: ReadonlyMap<string, string>,
): Promise<void> {
  const say = (contentType: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
    response.writeHead(200, { 'Content-Type': contentType, ...headers }).end(body)
  const asset = await answerAsset(assets, pathname)
  if (asset) return void say('', asset.body, asset.headers)
  const script = scripts.get(pathname)
  if (script) return void say('text/javascript', script, { 'Cache-Control': 'max-age=3600' })
  const ofGuide = guides.picture(basename(pathname))
  if (ofGuide) return void say('image/webp', ofGuide)
  if (/\.svg$|\/preview$/.test(pathname)) return void say('image/svg+xml', picture(pathname))
  if (pathname === '/events') return void say('text/event-stream', ': nothing new\n\n')
  if (pathname === '/desk/audit/taken') return void say('application/json', JSON.stringify(takenSample))
  const sample = samples.find(({ name }) => `/${name}` === pathname)
  if (!sample) return void response.writeHead(404).end()
  const state = states.find((one) => one === searchParams.get('state'))
  const html = await rendered(sample, chooseLocale({ lang: searchParams.get('lang') }), state)
  say('text/html; charset=utf-8', html, { 'Content-Security-Policy': policy })
}

/** English and one more, which goes round all others, page by page. */
export const someLocales = (sample: Sample): readonly [Locale, Locale] => {
  const others = locales.slice(1)
  return ['en', others[samples.indexOf(sample) % others.length] ?? 'da']
}

/** Stands for a photo: the file's name on grey. */
const picture = (path: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path fill="#8a9599" d="M0 0h400v300H0z"/><text x="200" y="155" font-size="28" text-anchor="middle" fill="#111">${path.split('/').at(-1)?.replace('.svg', '')}</text></svg>`
