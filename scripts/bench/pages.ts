/**
 * What a participant waits for and how much is asked of one: an application answered in a real browser, and the status page
 * after it, loaded into an empty cache on a processor four times slower.
 */
import type { Browser, Page } from 'playwright-core'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { openBrowser } from '../../test/browser/browser.ts'
import { answerAll, type Effort } from '../walk/applying.ts'
import { openHouse, type House } from '../walk/house.ts'
import { meetPeople } from '../walk/people.ts'
import { median, type Figure } from './figure.ts'

const programme = 'dk-workstation-trade-in-open'
const slowness = 4
const loads = 5

type Load = { readonly kilobytes: number; readonly largestPaintMs: number; readonly strangers: number }

export const measure = async (): Promise<Figure[]> => {
  const house = await openHouse({ today: '2026-03-02' })
  const browser = await openBrowser()
  try {
    const applied = await apply(browser, house)
    const seen: Load[] = []
    for (let count = 0; count < loads; count += 1) seen.push(await load(browser, applied.statusPage))
    return [
      { name: 'pages of an application with one pair', value: applied.pages + 3, unit: 'pages', atMost: 12 },
      { name: 'fields typed in it', value: applied.typed, unit: 'fields', atMost: 25 },
      { name: 'application by script', value: applied.seconds, unit: 's', atMost: 90 },
      { name: 'fields to type again after an error', value: applied.retyped, unit: 'fields', atMost: 0 },
      {
        name: 'status page with all it loads',
        value: Math.max(...seen.map(({ kilobytes }) => kilobytes)),
        unit: 'KB',
        atMost: 60,
      },
      {
        name: `largest paint, processor ${slowness} times slower`,
        value: median(seen.map(({ largestPaintMs }) => largestPaintMs)),
        unit: 'ms',
        atMost: 1000,
      },
      {
        name: 'requests to other hosts',
        value: seen.reduce((sum, { strangers }) => sum + strangers, 0),
        unit: 'requests',
        atMost: 0,
      },
    ]
  } finally {
    await browser.close()
    await house.close()
  }
}

type Applied = Effort & { readonly seconds: number; readonly retyped: number; readonly statusPage: string }

async function apply(browser: Browser, house: House): Promise<Applied> {
  const { programme: rules } = await meetPeople(house, programme)
  const page = await browser.newPage({ locale: 'en-GB' })
  const begun = performance.now()
  await page.goto(`${house.url}/apply/${programme}`)
  await page.click('form[method="post"] button')
  const retyped = await retypedAfterError(page)
  const sample = sampleApplication(rules, { boughtOn: '2026-02-10', invoiceNumber: 'PG-1', evidence: [] })
  const effort = await answerAll(page, sample)
  await page.check('[name="_terms"]')
  await page.click('form[action$="/check"] button')
  await page.waitForURL(/\/done$/)
  const seconds = (performance.now() - begun) / 1000
  const statusPage = page.url().replace(/\/done$/, '')
  await page.close()
  return { ...effort, seconds, retyped, statusPage }
}

/** Sends the first page with one field wrong; gives how many of the others were lost. */
async function retypedAfterError(page: Page): Promise<number> {
  const typed = {
    company: 'Søllerød Værft ApS',
    contactName: 'Åse Ørum',
    phone: '+45 12 34 56 78',
    email: 'nobody',
  }
  for (const [name, value] of Object.entries(typed)) await page.fill(`[name="participant.${name}"]`, value)
  await page.click('button[value="next"]:not([tabindex])')
  const kept = await Promise.all(
    Object.entries(typed).map(
      async ([name, value]) => (await page.inputValue(`[name="participant.${name}"]`)) === value,
    ),
  )
  return kept.filter((isKept) => !isKept).length
}

/** One visit with nothing in the cache. */
async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const tools = await context.newCDPSession(page)
  await tools.send('Network.enable')
  await tools.send('Emulation.setCPUThrottlingRate', { rate: slowness })
  let bytes = 0
  let strangers = 0
  tools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) strangers += 1
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const largestPaintMs = Number(
    await page.evaluate(`new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
      .observe({ type: 'largest-contentful-paint', buffered: true }))`),
  )
  await context.close()
  return { kilobytes: bytes / 1000, largestPaintMs, strangers }
}
