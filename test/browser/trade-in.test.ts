/**
 * A participant in a real browser, with JavaScript switched off: applies, prints the label, answers, accepts. Staff do
 * their part over the API.
 */
import type { Browser, Page } from 'playwright-core'
import { answerAll } from '../../scripts/walk/applying.ts'
import { expected } from '../../scripts/walk/caller.ts'
import { openHouse, type House } from '../../scripts/walk/house.ts'
import { foundAs, meetPeople, paysEverything, type People } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { labelsOf, signatureOf } from '../../server/shipping/label-store.ts'
import { openBrowser } from './browser.ts'

let browser: Browser
let house: House
let people: People

beforeAll(async () => {
  browser = await openBrowser()
  house = await openHouse({ today: '2026-03-02' })
  people = await meetPeople(house, 'dk-workstation-trade-in-open')
})

afterAll(async () => {
  await browser.close()
  await house.close()
})

/** R33: with JavaScript the label is signed by hand, with a finger or, as here, the mouse; in a browser beside the first. */
async function signsOnGlass(page: Page, address: string, reference: string): Promise<void> {
  const storageState = await page.context().storageState()
  const signing = await (await browser.newContext({ storageState, locale: 'en-GB' })).newPage()
  await signing.goto(address)
  const glass = signing.locator('[data-glass] canvas')
  await glass.scrollIntoViewIfNeeded()
  const box = await glass.boundingBox()
  if (!box) throw new Error('there is no glass to sign on')
  const { x, y, width, height } = box
  for (const [from, to] of [
    [0.1, 0.4],
    [0.5, 0.8],
  ] as const) {
    await signing.mouse.move(x + from * width, y + 0.2 * height)
    await signing.mouse.down()
    await signing.mouse.move(x + to * width, y + 0.8 * height, { steps: 4 })
    await signing.mouse.up()
  }
  await signing.fill('form.signing [name="name"]', 'Åse Jørgensen')
  await signing.click('form.signing button[type="submit"], form.signing button:not([type="button"])')
  await signing.waitForSelector('text=Signed by Åse Jørgensen')
  const [label] = await labelsOf(house.context.db, reference)
  const signature = await signatureOf(house.context.db, label?.id ?? 0)
  expect(signature?.strokes).toHaveLength(2)
  // Thousandths of the field, wherever on the screen it stood.
  expect(signature?.strokes[0]?.[0]).toEqual([100, 200].map((at) => expect.closeTo(at, -1) as number))
  await signing.context().close()
}

test('a participant applies, prints the label and accepts, without JavaScript (R24-R48)', async () => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })).newPage()
  await page.goto(`${house.url}/`)
  await page.click('a[href="/apply/dk-workstation-trade-in-open"]')

  await page.click('form[method="post"] button')

  // Sent empty, the page names what is missing and keeps what was typed.
  await page.fill('[name="participant.company"]', 'Jørgensen & Søn A/S')
  await page.click('button[value="next"]:not([tabindex])')
  expect(await page.locator('.govuk-error-summary li').count()).toBe(2)
  expect(await page.inputValue('[name="participant.company"]')).toBe('Jørgensen & Søn A/S')

  // With the first page, the answers and the last word: one pair in at most twelve pages.
  const sample = sampleApplication(people.programme, {
    boughtOn: '2026-02-10',
    invoiceNumber: 'BR-1',
    evidence: [],
  })
  const effort = await answerAll(page, sample)
  expect(effort.pages + 3).toBeLessThanOrEqual(12)
  expect(effort.typed).toBeLessThanOrEqual(25)
  await page.check('[name="_terms"]')
  await page.click('form[action$="/check"] button')
  await page.waitForURL(/\/c\/TI-[^/]+\/[^/]+\/done$/)
  const reference = /\/c\/(TI-[^/]+)\//.exec(page.url())?.[1] ?? ''
  const statusPage = page.url().replace(/\/done$/, '')

  const { desk, programme } = people
  const approved = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  await page.goto(statusPage)
  await page.click('a[href$="/label"].govuk-button')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click('form[action$="/prints"] button'),
  ])
  expect(download.suggestedFilename()).toBe(`label-${reference}.pdf`)

  await signsOnGlass(page, `${statusPage}/label`, reference)

  expected(await desk.post('/scans', { scanned: reference }), 201)
  const { device } = approved.units[0] ?? {}
  if (!device) throw new Error('no device')
  expected(
    await desk.post(`/claims/${reference}/units/1/audits`, { finding: foundAs(device, programme) }),
    201,
  )
  await page.goto(statusPage)
  await page.click('form[action$="/acceptance"] button')
  await page.waitForURL(statusPage)
  expect(await page.locator('form[action$="/acceptance"]').count()).toBe(0)
  await paysEverything(people, '2026-03-03')
  expect(expected<ClaimView>(await desk.get(`/claims/${reference}`), 200).state).toBe('closed')
})

test('the page of the API tries an operation, under its own strict policy', async () => {
  const page = await (await browser.newContext()).newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(`${house.url}/help/api`)
  await page.click('[data-try-out] button')
  await page.click('#operations-tag-programmes')
  const operation = page.locator('#operations-programmes-getProgrammes')
  await operation.locator('.opblock-summary-control').click()
  await operation.locator('.try-out__btn').click()
  await operation.locator('.execute').click()
  expect(await operation.locator('.live-responses-table .response-col_status').last().textContent()).toMatch(
    /^200/,
  )
  expect(complaints).toEqual([])
})
