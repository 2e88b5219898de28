/** The audit bench in a real browser: led by a scanner and the keyboard alone, and safe without a network. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { applicationOf } from '../../scripts/walk/applicant.ts'
import { foundAs } from '../../scripts/walk/people.ts'
import { expected } from '../../scripts/walk/caller.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { submit } from '../../server/claims/submission.ts'
import { shipmentsOf } from '../../server/shipping/store.ts'
import { findingsOffline } from './axe.ts'
import { openBrowser } from './browser.ts'
import { awaited, openStation, openStationHouse, wedge, type StationHouse } from './station.ts'

/** IN_A_ROW=60 receives and inspects as many as issue 6 asks for. */
const inARow = Number(process.env['IN_A_ROW'] ?? 2)

let browser: Browser
let house: StationHouse
let context: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  house = await openStationHouse()
  const station = await openStation(browser, house)
  context = station.context
  page = station.page
})

afterAll(async () => {
  await browser.close()
  await house.close()
})

const claimOf = async (reference: string): Promise<ClaimView> =>
  expected<ClaimView>(await house.people.desk.get(`/claims/${reference}`), 200)

const audits = (): Promise<{ unit_id: number; verdict: string }[]> =>
  house.context.db('audits').orderBy('id').select('unit_id', 'verdict')

/** Name and value of what has the focus. */
const focused = (): Promise<[string, string]> =>
  page.evaluate<[string, string]>('[document.activeElement.name ?? "", document.activeElement.value ?? ""]')

/** Goes on by Tab until the field has the focus: what a person at a keyboard does. */
async function tabTo(name: string, value?: string): Promise<void> {
  for (let presses = 0; presses < 90; presses += 1) {
    const [at, with_] = await focused()
    if (at === name && (value === undefined || with_ === value)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no key leads to ${name}`)
}

/** Chooses among radio buttons by the arrow keys. */
async function choose(name: string, value: string): Promise<void> {
  await tabTo(name)
  await page.keyboard.press('Space')
  for (let presses = 0; (await focused())[1] !== value && presses < 9; presses += 1)
    await page.keyboard.press('ArrowDown')
}

/** Answers the whole bench as declared, from the scan of the serial number to the Enter that records it. */
async function inspectsByKeyboard(reference: string): Promise<void> {
  const device = (await claimOf(reference)).units[0]?.device
  if (!device) throw new Error('no device')
  const { serial, category, grade, checks, residualData, accessories } = foundAs(
    device,
    house.people.programme,
  )
  await wedge(page, serial)
  await page.waitForSelector('.serial-same')
  await choose('category', category)
  for (const [check, answer] of Object.entries(checks)) await choose(`checks.${check}`, answer)
  await choose('grade', grade)
  await choose('residualData', residualData)
  for (const accessory of accessories) {
    await tabTo('accessories', accessory)
    await page.keyboard.press('Space')
  }
  await choose('signature', 'signed')
  await page.keyboard.press('Enter')
}

const opened = (reference: string): Promise<unknown> => page.waitForURL(`**/desk/audit/${reference}/1`)

test(
  `${inARow} devices in a row are received and inspected without the mouse`,
  async () => {
    const parcels: { reference: string; number: string }[] = []
    for (let nth = 1; nth <= inARow; nth += 1) {
      // Each of a company of its own: nobody may send in more than five (R15).
      const application = await applicationOf(house.context)
      const { reference } = await submit(house.context, application, { kind: 'visitor' })
      expected(await house.people.desk.post(`/claims/${reference}/approval`, {}), 201)
      const [shipment] = await shipmentsOf(house.context.db, reference)
      parcels.push({ reference, number: shipment?.parcels[0]?.sscc ?? '' })
    }
    for (const { number, reference } of parcels) {
      await wedge(page, number)
      await page.waitForSelector(`[data-verdict] [data-code="received"] >> text=${reference}`)
    }
    await page.goto(`${house.url}/desk/audit`)
    for (const { number, reference } of parcels) {
      await page.waitForSelector('[data-audit][data-ready]')
      // The next label is scanned wherever the last keys have left the focus.
      await wedge(page, `00${number}`, { suffix: 'Tab' })
      await opened(reference)
      await page.waitForSelector('[data-audit][data-ready]')
      await inspectsByKeyboard(reference)
      await page.waitForURL('**/desk/audit?done=concluded')
    }
    expect(await audits()).toEqual(parcels.map(() => expect.objectContaining({ verdict: 'match' })))
  },
  120_000 + inARow * 20_000,
)

test('what is inspected without a network survives a reload and is sent once; who was faster is named', async () => {
  const [mine, taken] = [await awaited(house, 'OFF-1'), await awaited(house, 'OFF-2')]
  for (const { reference } of [mine, taken])
    expected(await house.people.desk.post('/scans', { scanned: reference }), 201)
  const before = (await audits()).length
  await page.goto(`${house.url}/desk/audit`)
  await page.waitForSelector('[data-audit][data-ready]')
  await page.evaluate(`navigator.serviceWorker.ready.then(() => fetch('/desk/audit/taken'))`)
  await wedge(page, mine.numbers[0] ?? '')
  await opened(mine.reference)
  await page.waitForSelector('[data-audit][data-ready]')
  await context.setOffline(true)
  await inspectsByKeyboard(mine.reference)
  // Another page, without a network: the queue has survived it.
  await page.waitForSelector('h1:text-is("Inspect without a connection")')
  expect(await findingsOffline(page)).toEqual([])
  await page.waitForSelector('[data-audit][data-ready]')
  await wedge(page, `00${taken.numbers[0]}`)
  await opened(taken.reference)
  await inspectsByKeyboard(taken.reference)
  await page.waitForSelector('[data-waiting] [data-count]:text-is("2")')

  // A colleague inspects one of them meanwhile.
  const device = (await claimOf(taken.reference)).units[0]?.device
  if (!device) throw new Error('no device')
  const finding = foundAs(device, house.people.programme)
  expected(await house.people.second.post(`/claims/${taken.reference}/units/1/audits`, { finding }), 201)

  await context.setOffline(false)
  await page.goto(`${house.url}/desk/audit`)
  await page.waitForSelector('[data-late] [data-refused="409"]')
  await page.waitForSelector('[data-waiting][hidden]', { state: 'attached' })
  const [line = ''] = await page.locator('[data-late] li').allTextContents()
  expect(line).toContain(taken.reference)
  expect(line).toMatch(/inspected .* 2026-03-02 10:00/)
  expect((await audits()).length).toBe(before + 2)
  expect((await claimOf(mine.reference)).units[0]?.audit).toBe('match')
  await page.locator('[data-late] button').focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-late][hidden]', { state: 'attached' })
})

test('a queue of a scan and its inspection, sent twice as a whole, is done once', async () => {
  const { reference, numbers } = await awaited(house, 'TWICE-1')
  const device = (await claimOf(reference)).units[0]?.device
  if (!device) throw new Error('no device')
  const { checks, accessories, ...rest } = foundAs(device, house.people.programme)
  const { serial, category, grade, residualData } = rest
  const answers = Object.entries(checks).map(([check, answer]) => [`checks.${check}`, answer])
  const typed = { serial, category, grade, residualData, accessories, ...Object.fromEntries(answers) }
  const queue = [
    { address: '/desk/receive/scans', data: { scanned: numbers[0] }, key: 'twice-scan' },
    { address: `/desk/audit/${reference}/1/records`, data: { typed, photos: [] }, key: 'twice-audit' },
  ]
  const before = (await audits()).length
  const told: string[] = []
  for (const _ of [1, 2])
    for (const { address, data, key } of queue) {
      const headers = { 'Idempotency-Key': key }
      const answer = await page.request.post(`${house.url}${address}`, { data, headers })
      expect(answer.status()).toBe(201)
      told.push(await answer.text())
    }
  expect(told.slice(2)).toEqual(told.slice(0, 2))
  expect((await audits()).length).toBe(before + 1)
})
