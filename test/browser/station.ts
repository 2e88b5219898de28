/** A station in a real browser, at a house with claims that wait for their parcels. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expected } from '../../scripts/walk/caller.ts'
import { openHouse, type House } from '../../scripts/walk/house.ts'
import { meetPeople, type People } from '../../scripts/walk/people.ts'
import { shipmentsOf } from '../../server/shipping/store.ts'

export type StationHouse = House & { readonly people: People }

/** A house on a database of its own, and its people. */
export async function openStationHouse(): Promise<StationHouse> {
  const house = await openHouse({ today: '2026-03-02', stand: { readEvidence: async () => undefined } })
  return { ...house, people: await meetPeople(house, 'dk-workstation-trade-in-open') }
}

/** Applies and approves; gives the reference and the numbers of the parcels that are now awaited. */
export async function awaited(
  { people, context }: StationHouse,
  invoiceNumber: string,
): Promise<{ reference: string; numbers: readonly string[] }> {
  const { reference } = await people.appliesWell({ boughtOn: '2026-02-10', invoiceNumber })
  expected(await people.desk.post(`/claims/${reference}/approval`, {}), 201)
  const shipments = await shipmentsOf(context.db, reference)
  return { reference, numbers: shipments.flatMap(({ parcels }) => parcels.map(({ sscc }) => sscc)) }
}

/** A browser of its own in which the desk's person is signed in, at the receiving station. */
export async function openStation(
  browser: Browser,
  house: StationHouse,
  settings: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'en-GB', ...settings })
  const page = await context.newPage()
  await page.goto(`${house.url}/sign-in`)
  await page.fill('[name="email"]', 'desk@backhaul.example')
  await page.fill('[name="password"]', house.password)
  await page.click('main button[type="submit"]')
  await page.waitForURL(/\/desk/)
  await page.goto(`${house.url}/desk/receive`)
  await page.waitForSelector('[data-station][data-ready]')
  return { context, page }
}

/** Types like a wedge scanner: so many characters a second, then its suffix. */
export async function wedge(
  page: Page,
  code: string,
  { perSecond = 200, suffix = 'Enter' }: { perSecond?: number; suffix?: 'Enter' | 'Tab' } = {},
): Promise<void> {
  await page.keyboard.type(code, { delay: 1000 / perSecond })
  await page.keyboard.press(suffix)
}
