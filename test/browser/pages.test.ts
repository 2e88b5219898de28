import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { addressOf, openSite, samples } from '../../scripts/samples/site.ts'
import { openBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function open(
  settings: Parameters<Browser['newContext']>[0],
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext(settings)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await openSite(page)
  return { context, page, complaints }
}

const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What may differ between two looks of one page; the rest is the same HTML. */
const rulesOfLooks = [
  'color-contrast',
  'target-size',
  'scrollable-region-focusable',
  'empty-heading',
  'link-name',
]

const looks = [
  { look: 'wide and light', width: 1280, colorScheme: 'light', locale: 'en', rules: undefined },
  { look: 'narrow and dark', width: 320, colorScheme: 'dark', locale: 'da', rules: rulesOfLooks },
] as const

describe.each(looks)('$look', ({ width, colorScheme, locale, rules }) => {
  let opened: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    opened = await open({ viewport: { width, height: 900 }, colorScheme })
  })
  afterAll(() => opened.context.close())

  test.each(samples)(
    '$name: axe finds nothing, nothing is cut off, no policy is broken',
    async (sample) => {
      const { page, complaints } = opened
      complaints.length = 0
      await page.goto(addressOf(sample, locale))
      // Legacy mode: the mail's frame is sandboxed and answers no script.
      const axe = new AxeBuilder({ page })
        .setLegacyMode()
        .exclude('iframe')
        .options({ resultTypes: ['violations'] })
      const { violations } = await (rules ? axe.withRules([...rules]) : axe.withTags(allRules)).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
      expect(complaints).toEqual([])
    },
    60_000,
  )
})

const sampleOf = (name: string) => {
  const found = samples.find((sample) => sample.name === name)
  if (!found) throw new Error(`no sample ${name}`)
  return found
}

test('by keyboard: the skip link is first, and a line of the summary leads to its field', async () => {
  const { context, page } = await open({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false })
  await page.goto(addressOf(sampleOf('apply-faults'), 'en'))
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toBe('Skip to the content')
  await page.locator('.govuk-error-summary a').first().focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  expect(await page.locator(':focus').getAttribute('name')).toBe('participant.email')
  await context.close()
})

test('without a script Enter in a field sends the application and does not add a pair', async () => {
  const { context, page } = await open({ javaScriptEnabled: false })
  await page.goto(addressOf(sampleOf('apply'), 'en'))
  const sent = page.waitForRequest((request) => request.method() === 'POST')
  await page.locator('[name="participant.company"]').fill('Søn')
  await page.keyboard.press('Enter')
  expect((await sent).postData()).toMatch(/name="_intent"\r\n\r\nsubmit\r\n/)
  await context.close()
})

test('at the scanning desk the field is ready before anybody touches anything', async () => {
  const { context, page } = await open({ javaScriptEnabled: false })
  await page.goto(addressOf(sampleOf('receive-good'), 'en'))
  expect(await page.locator(':focus').getAttribute('name')).toBe('scanned')
  await context.close()
})
