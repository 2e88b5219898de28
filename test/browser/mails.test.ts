/** Every mail on a narrow telephone, in the languages with the longest words: nothing runs out of the page. */
import type { Browser, Page } from 'playwright-core'
import { openMailTemplates } from '../../server/mail/render.ts'
import { mailNames, sampleLetter } from '../../server/mail/samples.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { openBrowser } from './browser.ts'

const templates = openMailTemplates({ directory: 'templates', texts: openTexts('templates/locales') })

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  page = await (await browser.newContext({ viewport: { width: 320, height: 640 } })).newPage()
})

afterAll(() => browser.close())

test.each(['de', 'fi'] as const)('every mail fits 320 px in %s', async (locale) => {
  const wide: string[] = []
  for (const name of mailNames) {
    const { html } = await templates.render(sampleLetter(name, locale))
    await page.setContent(html)
    const over = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
    if (over > 0) wide.push(`${name}: ${over} px`)
  }
  expect(wide).toEqual([])
})
