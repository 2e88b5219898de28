/**
 * A trade-in in real browsers by keyboard alone: the participant, with JavaScript switched off, applies, prints the label,
 * answers, accepts; reviewer, station, auditor and finance do their part, and a manager edits a programme. In English, which
 * `LOOKS=every` makes all languages, one after the other.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { answerAll, type Hands } from '../../scripts/walk/applying.ts'
import { expected } from '../../scripts/walk/caller.ts'
import { openHouse, type House } from '../../scripts/walk/house.ts'
import { foundAs, meetPeople, type People, photoOf } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { labelsOf, signatureOf } from '../../server/shipping/label-store.ts'
import { type Locale, locales, openTexts } from '../../server/texts/texts.ts'
import { openBrowser } from './browser.ts'
import { keysOf, reach } from './keys.ts'

let browser: Browser
let house: House
let people: People

const languages: readonly Locale[] = process.env['LOOKS'] === 'every' ? locales : ['en']
const texts = openTexts('templates/locales')

async function open(): Promise<void> {
  house = await openHouse({ today: '2026-03-02' })
  people = await meetPeople(house, 'dk-workstation-trade-in-open')
}

beforeAll(async () => {
  browser = await openBrowser()
  await open()
})

afterAll(async () => {
  await browser.close()
  await house.close()
})

/** R33: with JavaScript the label is signed by hand, with a finger or, as here, the mouse; in a browser beside the first. */
async function signsOnGlass(page: Page, address: string, reference: string, locale: Locale): Promise<void> {
  const storageState = await page.context().storageState()
  const signing = await (await browser.newContext({ storageState, locale })).newPage()
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
  await signing.waitForSelector(
    `text=${texts(locale).text('label-print.sign.done', { name: 'Åse Jørgensen' })}`,
  )
  const [label] = await labelsOf(house.context.db, reference)
  const signature = await signatureOf(house.context.db, label?.id ?? 0)
  expect(signature?.strokes).toHaveLength(2)
  // Thousandths of the field, wherever on the screen it stood.
  expect(signature?.strokes[0]?.[0]).toEqual([100, 200].map((at) => expect.closeTo(at, -1) as number))
  await signing.context().close()
}

/** Somebody of the house in a browser of their own, signed in by keyboard. */
async function atDesk(
  email: string,
  locale: Locale = 'en',
): Promise<{ page: Page; keys: Hands; go: (path: string) => Promise<void> }> {
  const page = await (await browser.newContext({ locale })).newPage()
  const keys = keysOf(page)
  const go = async (path: string) => void (await page.goto(`${house.url}${path}`))
  await go('/sign-in')
  await keys.write(page.locator('[name="email"]'), email)
  await keys.write(page.locator('[name="password"]'), house.password)
  await keys.press(page.locator('form[action="/sign-in"] button'))
  return { page, keys, go }
}

type AtDesk = Awaited<ReturnType<typeof atDesk>>

/** R43: scanned at the door, and found to be another category than declared. */
async function receivesAndInspects({ page, keys, go }: AtDesk, reference: string): Promise<void> {
  await go('/desk/receive')
  await page.waitForSelector('[data-station][data-ready]')
  // The box has the focus before anybody touches anything.
  await page.keyboard.type(reference)
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-verdict] [data-code="received"]')
  await go(`/desk/audit/${reference}/1`)
  const form = page.locator('form.bench')
  const { device } = sampleApplication(people.programme, boughtFor([])).units[0] ?? {}
  if (!device) throw new Error('no device')
  const found = foundAs(device, people.programme, { category: 'mobile' })
  await keys.write(form.locator('[name="serial"]'), device.serial)
  await keys.tick(form.locator('[name="category"][value="mobile"]'), true)
  for (const check of Object.keys(found.checks))
    await keys.tick(form.locator(`[name="checks.${check}"][value="yes"]`), true)
  await keys.tick(form.locator(`[name="grade"][value="${found.grade}"]`), true)
  await keys.tick(form.locator('[name="residualData"][value="none"]'), true)
  for (const one of found.accessories)
    await keys.tick(form.locator(`[name="accessories"][value="${one}"]`), true)
  const photos = await Promise.all([1, 2].map((seed) => photoOf(seed)))
  const folder = mkdtempSync(join(tmpdir(), 'photos-'))
  const files = photos.map((bytes, nth) => {
    const file = join(folder, `${nth}.jpg`)
    writeFileSync(file, bytes)
    return file
  })
  await keys.bring(form.locator('[name="photos.audit-overview"]'), files)
  await keys.press(form.locator('.actions button').first())
}

const boughtFor = (evidence: string[]) => ({ boughtOn: '2026-02-10', invoiceNumber: 'BR-1', evidence })

/** R24, R25: sent empty, the page says first what is missing, and a line of that leads to its field. */
async function applies(page: Page, keys: Hands): Promise<{ reference: string; statusPage: string }> {
  await page.goto(`${house.url}/`)
  await keys.press(page.locator('a.govuk-button[href="/apply/dk-workstation-trade-in-open"]'))
  await keys.press(page.locator('main form[method="post"] button'))
  const company = page.locator('[name="participant.company"]')
  await keys.write(company, 'Jørgensen & Søn A/S')
  await keys.press(page.locator('button[value="next"]:not([tabindex])'))
  const summary = page.locator('.govuk-error-summary:focus')
  await summary.waitFor()
  expect(await summary.locator('li').count()).toBe(2)
  expect(await company.inputValue()).toBe('Jørgensen & Søn A/S')
  const fault = summary.locator('a').first()
  const meant = (await fault.getAttribute('href')) ?? ''
  await reach(page, fault)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('typed where the summary led')
  expect(await page.inputValue(`[id="${meant.slice(1)}"]`)).toBe('typed where the summary led')

  // With the first page, the answers and the last word: one pair in at most twelve pages.
  const effort = await answerAll(page, sampleApplication(people.programme, boughtFor([])), keys)
  expect(effort.pages + 3).toBeLessThanOrEqual(12)
  expect(effort.typed).toBeLessThanOrEqual(25)
  await keys.tick(page.locator('[name="_terms"]'), true)
  await keys.press(page.locator('form[action$="/check"] button'))
  const reference = /\/c\/(TI-[^/]+)\/[^/]+\/done$/.exec(page.url())?.[1] ?? ''
  return { reference, statusPage: page.url().replace(/\/done$/, '') }
}

test.each(languages)(
  'a trade-in in %s by keyboard alone, its participant without JavaScript (R24-R48)',
  async (locale) => {
    // The same device is not taken in twice.
    if (locale !== languages[0]) await house.close().then(open)
    const page = await (await browser.newContext({ javaScriptEnabled: false, locale })).newPage()
    const keys = keysOf(page)
    const { reference, statusPage } = await applies(page, keys)
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)

    const desk = await atDesk('desk@backhaul.example', locale)
    await desk.go(`/desk/review/${reference}`)
    await desk.keys.press(desk.page.locator(`form[action$="/${reference}/approval"] button`).last())
    await page.goto(statusPage)
    await keys.press(page.locator('a[href$="/label"].govuk-button'))
    await reach(page, page.locator('form[action$="/prints"] button'))
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(download.suggestedFilename()).toBe(`label-${reference}.pdf`)
    await signsOnGlass(page, `${statusPage}/label`, reference, locale)

    await receivesAndInspects(desk, reference)
    await page.goto(statusPage)
    await keys.press(page.locator('button[name="answer"][value="accept"]'))
    await keys.press(page.locator('form[action$="/acceptance"] button'))
    expect(await page.locator('form[action$="/acceptance"]').count()).toBe(0)

    await desk.go('/desk/payments')
    await desk.keys.press(desk.page.locator('form[action="/desk/payments"] button'))
    const run = new URL(desk.page.url()).pathname
    const approver = await atDesk('approver@backhaul.example', locale)
    await approver.go(run)
    await approver.keys.press(approver.page.locator('form[action$="/approval"] button'))
    await desk.go(run)
    await desk.keys.press(desk.page.locator('form[action$="/exports"] button'))
    const id = run.split('/').at(-1)
    expected(await people.desk.post(`/payment-runs/${id}/bookings`, { paidOn: '2026-03-03' }), 201)
    expect(expected<ClaimView>(await people.desk.get(`/claims/${reference}`), 200).state).toBe('closed')
  },
  120_000,
)

test('a programme is edited by keyboard: its field lets Tab go on', async () => {
  const { page, keys, go } = await atDesk('admin@backhaul.example')
  await go('/desk/programmes')
  await keys.press(page.locator('main a[href^="/desk/programmes/versions/"]').first())
  await keys.press(page.locator('form[action$="/drafts"] button'))
  const source = page.locator('[name="source"]')
  await reach(page, source)
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('\n# Written without a mouse.\n')
  await keys.press(page.locator('button[name="_do"][value="save"]'))
  expect(await source.inputValue()).toMatch(/# Written without a mouse\.\s*$/)
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
