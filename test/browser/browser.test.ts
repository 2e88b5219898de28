import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('the browser from npm shows a page', async () => {
  const page = await browser.newPage()
  await page.setContent('<title>Backhaul</title><h1>Send it home</h1>')
  expect(await page.title()).toBe('Backhaul')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Send it home')
})
