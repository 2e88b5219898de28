import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openSite, samples, type Site } from '../../scripts/samples/site.ts'
import { axeScripts, bringAxe, findings } from './axe.ts'
import { openBrowser } from './browser.ts'
import { type Look, looks, type Shown, shown } from './looks.ts'
import { walkByTab } from './walk.ts'

let browser: Browser
let site: Site
beforeAll(async () => {
  browser = await openBrowser()
  site = await openSite(axeScripts)
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

async function open(
  settings: Parameters<Browser['newContext']>[0],
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext(settings)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  return { context, page, complaints }
}

describe('axe finds nothing, nothing is cut off, no policy is broken', () => {
  let opened: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    // Colours that are on their way from light to dark are neither.
    opened = await open({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  })
  afterAll(() => opened.context.close())

  test.each(shown())(
    '$name, $state, in $locale',
    async (one) => {
      const { page, complaints } = opened
      complaints.length = 0
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(site.addressOf(one.sample, one.locale, one.state))
      await bringAxe(page)
      // The mail's frame is a page of its own, whose links are reached in between.
      const isWalked = one.isThorough && (await page.locator('main iframe').count()) === 0
      expect(isWalked ? await walkByTab(page) : []).toEqual([])
      const found: Record<string, unknown> = {}
      for (const look of looks) found[look.look] = await seen(page, look, one)
      expect(found).toEqual(Object.fromEntries(looks.map(({ look }) => [look, nothing])))
      expect(complaints).toEqual([])
    },
    60_000,
  )
})

type Found = { readonly cutOff: number; readonly findings: readonly unknown[] }

const nothing: Found = { cutOff: 0, findings: [] }

/** As a person sets it in the browser, so that the widths at which a page changes its form follow. */
async function setText(page: Page, times: number): Promise<void> {
  const settings = await page.context().newCDPSession(page)
  await settings.send('Page.setFontSizes', { fontSizes: { standard: 16 * times, fixed: 13 * times } })
  await settings.detach()
}

/** What is wrong with the page that is open, seen one way. */
async function seen(page: Page, { width, colorScheme, large, asks }: Look, one: Shown): Promise<Found> {
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme })
  await setText(page, large ? 2 : 1)
  const over = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
  const asked = asks(one)
  return { cutOff: Math.max(0, over), findings: asked ? await findings(page, asked) : [] }
}

const sampleOf = (name: string) => {
  const found = samples.find((sample) => sample.name === name)
  if (!found) throw new Error(`no sample ${name}`)
  return found
}

test('without a script Enter in a field sends the application and does not add a pair', async () => {
  const { context, page } = await open({ javaScriptEnabled: false })
  await page.goto(site.addressOf(sampleOf('apply'), 'en'))
  const sent = page.waitForRequest((request) => request.method() === 'POST')
  await page.locator('[name="participant.company"]').fill('Søn')
  await page.keyboard.press('Enter')
  expect((await sent).postData()).toMatch(/name="_intent"\r\n\r\nsubmit\r\n/)
  await context.close()
})

test('at the scanning desk the field is ready before anybody touches anything', async () => {
  const { context, page } = await open({ javaScriptEnabled: false })
  await page.goto(site.addressOf(sampleOf('receive-good'), 'en'))
  expect(await page.locator(':focus').getAttribute('name')).toBe('scanned')
  await context.close()
})

const lists = [
  'review-queue',
  'dispatch',
  'carriers-busy',
  'labels',
  'rewards',
  'unidentified',
  'proposals',
  'invoices',
  'payment-runs',
  'outlook',
  'bank-answers',
  'holds',
  'jobs',
  'accounts',
  'webhooks',
  'programmes',
  'desk',
]

test('by keyboard: on every list ? tells the keys, Escape closes them, j and k go from row to row', async () => {
  const { context, page } = await open({ viewport: { width: 1280, height: 900 } })
  const lost: string[] = []
  for (const name of lists) {
    await page.goto(site.addressOf(sampleOf(name), 'en'))
    const told: unknown[] = []
    const look = async (what: string) => told.push(await page.evaluate(what))
    await page.keyboard.press('?')
    await look("document.querySelector('#shortcuts').open")
    await page.keyboard.press('Escape')
    await look("document.querySelector('#shortcuts').open")
    await page.keyboard.press('j')
    await look("document.activeElement.closest('main') !== null && document.activeElement.id !== 'main'")
    const first = await page.evaluate(
      '(window.first = document.activeElement, first.textContent.trim().slice(0, 60))',
    )
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await look('document.activeElement === first')
    if (told.join() !== 'true,false,true,true') lost.push(`${name}: ${told.join()} at ${String(first)}`)
  }
  expect(lost).toEqual([])
  await context.close()
})

test('by keyboard: / looks for something, and typing is typing', async () => {
  const { context, page } = await open({ viewport: { width: 1280, height: 900 } })
  await page.goto(site.addressOf(sampleOf('review-queue'), 'en'))
  await page.keyboard.press('/')
  await page.keyboard.type('?gr')
  expect(await page.locator(':focus').inputValue()).toBe('?gr')
  expect(await page.evaluate("document.querySelector('#shortcuts').open")).toBe(false)
  await context.close()
})
