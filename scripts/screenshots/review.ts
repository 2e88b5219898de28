/**
 * The reviewer's page of a claim as a real house shows it: with an invoice that was drawn, sent in as a PDF, read by the
 * worker's program and drawn again as pages.
 */
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { readEvidence } from '../../server/evidence/reading/read.ts'
import { claimOf } from '../../server/claims/store.ts'
import { openHouse } from '../walk/house.ts'
import { meetPeople } from '../walk/people.ts'
import { programmeId } from '../walk/applicant.ts'

/** Name of the pictures, before the width. */
export const reviewName = 'desk-review-real'

/** A tower whose make is doubtful, so that the page has something to say. Both widths, in English. */
export async function shootReview(browser: Browser, out: string): Promise<void> {
  const house = await openHouse({ today: '2026-03-02' })
  const context = await browser.newContext({ locale: 'en' })
  try {
    const { appliesWell } = await meetPeople(house, programmeId)
    const { reference } = await appliesWell({
      boughtOn: '2026-02-10',
      invoiceNumber: 'V-2026-117',
      devices: [{}, { make: 'Medion', model: 'Akoya Tower' }],
    })
    const { application } = await claimOf(house.context.db, reference)
    for (const { file } of application.evidence) await readEvidence(house.context, file, 'dan')
    const page = await context.newPage()
    await page.goto(`${house.url}/sign-in?lang=en`)
    await page.fill('input[name=email]', 'desk@backhaul.example')
    await page.fill('input[name=password]', house.password)
    await page.click('main button[type=submit], main button')
    await page.waitForURL(/\/desk/)
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(`${house.url}/desk/review/${reference}?lang=en`, { waitUntil: 'networkidle' })
      await page.screenshot({ path: join(out, `${reviewName}-${width}.png`), fullPage: true })
    }
  } finally {
    await context.close()
    await house.close()
  }
}
