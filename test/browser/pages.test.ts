import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Sample } from '../../scripts/samples/sample.ts'
import { addressOf, openSite, samples, someLocales } from '../../scripts/samples/site.ts'
import { type Locale, locales } from '../../server/texts/texts.ts'
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

/** What takes axe longest and is a template's and not a state's: each template is asked once, by LOOKS=every each state. */
const rulesOfTemplates = ['color-contrast', 'target-size']
const isQuick = process.env['LOOKS'] !== 'every'

type Look = {
  readonly look: string
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
  /** In which languages a page is looked at. */
  readonly spoken: (sample: Sample) => readonly Locale[]
  readonly rules?: readonly string[]
  /** Axe looks at one state of each template; every state is looked at for what is cut off. */
  readonly oncePerTemplate?: true
  /** Text twice as large, as a browser's setting makes it (WCAG 1.4.4). */
  readonly large?: true
}

const looks: readonly Look[] = [
  { look: 'wide and light', width: 1280, colorScheme: 'light', spoken: () => ['en'] },
  {
    look: 'narrow and dark, in another language on each page',
    width: 320,
    colorScheme: 'dark',
    spoken: (sample) => someLocales(sample).slice(2),
    rules: rulesOfLooks,
    oncePerTemplate: true,
  },
]

/** Every page in every language at every width: an hour, so it is asked for by LOOKS=every. */
const everyLook: readonly Look[] = [320, 768, 1280].flatMap((width) =>
  [false, true].map((isLarge) => ({
    look: `${width} px${isLarge ? ', text twice as large' : ''}`,
    width,
    colorScheme: 'light' as const,
    spoken: () => locales,
    ...(width === 1280 && !isLarge ? {} : { rules: rulesOfLooks }),
    ...(isLarge && { large: true as const }),
  })),
)

describe.each(isQuick ? looks : everyLook)('$look', (look) => {
  const { width, colorScheme, spoken, rules, large, oncePerTemplate } = look
  const shown = samples.flatMap((sample) =>
    spoken(sample).map((locale) => ({ name: sample.name, sample, locale })),
  )
  let opened: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    opened = await open({ viewport: { width, height: 900 }, colorScheme })
  })
  afterAll(() => opened.context.close())

  test.each(shown)(
    '$name in $locale: axe finds nothing, nothing is cut off, no policy is broken',
    async ({ sample, locale }) => {
      const { page, complaints } = opened
      complaints.length = 0
      await page.goto(addressOf(sample, locale))
      if (large) await page.evaluate("document.documentElement.style.fontSize = '200%'")
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
      expect(complaints).toEqual([])
      const isFirst = samples.find(({ template }) => template === sample.template) === sample
      if (oncePerTemplate && !isFirst) return
      // Legacy mode: the mail's frame is sandboxed and answers no script.
      const axe = new AxeBuilder({ page })
        .setLegacyMode()
        .exclude('iframe')
        .options({ resultTypes: ['violations'] })
      const asked = rules ? axe.withRules([...rules]) : axe.withTags(allRules)
      if (isQuick && !isFirst) axe.disableRules(rulesOfTemplates)
      const { violations } = await asked.analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
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

test('by keyboard: ? tells the keys of the desks, Escape closes the help, and typing is typing', async () => {
  const { context, page } = await open({ viewport: { width: 1280, height: 900 } })
  await page.goto(addressOf(sampleOf('review-queue'), 'en'))
  const isOpen = (): Promise<boolean> => page.evaluate("document.querySelector('#shortcuts').open")
  await page.keyboard.press('?')
  expect(await isOpen()).toBe(true)
  await page.keyboard.press('Escape')
  expect(await isOpen()).toBe(false)
  await page.keyboard.press('j')
  expect(await page.locator(':focus').textContent()).toBe('TI-0K3M-92Q0')
  await page.keyboard.press('/')
  await page.keyboard.type('?gr')
  expect(await page.locator(':focus').inputValue()).toBe('?gr')
  expect(await isOpen()).toBe(false)
  await context.close()
})
