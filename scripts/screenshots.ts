/**
 * Every page with its sample data as pictures: `npm run screenshots -- --out DIR [--only NAME]`.
 * English and Danish at 320 and 1280 px, dark at 1280 px; the stations of the centre on a tablet as well; what people print
 * as it stands on paper; and the reviewer's page of a house that runs.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../test/browser/browser.ts'
import type { Locale } from '../server/texts/texts.ts'
import { openSite, samples } from './samples/site.ts'
import { reviewName, shootReview } from './screenshots/review.ts'

type Look = {
  readonly name: string
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
  readonly locale: Locale
  /** On paper, not on a screen. */
  readonly media?: 'print'
  /** Pages that are seen this way; all unless told. */
  readonly of?: RegExp
}

const looks: readonly Look[] = [
  { name: 'wide', width: 1280, colorScheme: 'light', locale: 'en' },
  { name: 'narrow', width: 320, colorScheme: 'light', locale: 'da' },
  { name: 'dark', width: 1280, colorScheme: 'dark', locale: 'da' },
  {
    name: 'tablet',
    width: 820,
    colorScheme: 'light',
    locale: 'en',
    of: /^(receive|audit|unidentified|floor)/,
  },
  {
    name: 'print',
    // What an upright A4 sheet leaves between margins of 1 cm.
    width: 718,
    colorScheme: 'light',
    locale: 'en',
    media: 'print',
    of: /^(status|review|invoice|payment-run|outlook|dispatch|floor|figures|steps|label)/,
  },
]

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'data/screenshots' }, only: { type: 'string', default: '' } },
})
mkdirSync(values.out, { recursive: true })
const browser = await openBrowser()
const site = await openSite()
try {
  for (const look of looks) await shoot(browser, look)
  if (reviewName.startsWith(values.only)) await shootReview(browser, values.out)
} finally {
  await Promise.all([browser.close(), site.close()])
}

async function shoot(from: Browser, look: Look): Promise<void> {
  const context = await from.newContext({
    viewport: { width: look.width, height: 800 },
    colorScheme: look.colorScheme,
  })
  const page = await context.newPage()
  await page.emulateMedia({ media: look.media ?? 'screen' })
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
  const shown = samples.filter(({ name }) => name.startsWith(values.only) && (look.of?.test(name) ?? true))
  for (const sample of shown) {
    await page.goto(site.addressOf(sample, look.locale))
    await page.evaluate('document.fonts.ready')
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    if (Number(overflow) > 0) console.error(`${sample.name} ${look.name}: ${String(overflow)} px too wide`)
    await page.screenshot({ path: join(values.out, `${sample.name}-${look.name}.png`), fullPage: true })
  }
  await context.close()
}
