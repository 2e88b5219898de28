/**
 * A participant in a real browser, with JavaScript switched off: applies, prints the label, answers, accepts. Staff do
 * their part over the API.
 */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { expected } from '../../scripts/walk/caller.ts'
import { openHouse, type House } from '../../scripts/walk/house.ts'
import { foundAs, meetPeople, paysEverything, type People } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { drawProof } from '../../server/demonstration/proof.ts'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { openBrowser } from './browser.ts'

// Chromium and the first mail's templates both start cold.
jest.setTimeout(120_000)

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

/** Types what the sample application says into the form, field by field. */
async function fillIn(page: Page): Promise<void> {
  const sample = sampleApplication(people.programme, {
    boughtOn: '2026-02-10',
    invoiceNumber: 'BR-1',
    evidence: [],
  })
  const { participant, bankAccount, purchase, units } = sample
  const [unit] = units
  if (!unit?.device) throw new Error('the sample has no device')
  const fields: Record<string, string> = {
    'participant.company': participant.company,
    'participant.contactName': participant.contactName,
    'participant.email': participant.email,
    'participant.address.street': participant.address.street,
    'participant.address.postcode': participant.address.postcode,
    'participant.address.city': participant.address.city,
    'participant.vatId': participant.vatId ?? '',
    'purchase.boughtOn': purchase.boughtOn,
    'purchase.invoiceNumber': purchase.invoiceNumber,
    'purchase.sellerName': purchase.sellerName,
    'units.0.product.model': unit.product.model,
    'units.0.product.serial': unit.product.serial,
    'units.0.device.make': unit.device.make,
    'units.0.device.model': unit.device.model,
    'units.0.device.serial': unit.device.serial,
    'units.0.device.weightGrams': '12,0',
    'bankAccount.holder': bankAccount?.holder ?? '',
    'bankAccount.iban': 'DK50 0040 0440 1162 43',
    'selfBilling.signedBy': participant.contactName,
  }
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value)
  await page.selectOption('[name="participant.address.country"]', 'DK')
  await page.selectOption('[name="units.0.device.category"]', unit.device.category)
  await page.selectOption('[name="units.0.device.condition"]', unit.device.condition)
  await page.check(`[name="participant.vatStatus"][value="${participant.vatStatus}"]`)
  for (const id of sample.declarations) await page.check(`[name="declarations"][value="${id}"]`)
  await page.check('[name="_terms"]')
  const proof = join(tmpdir(), 'faktura-BR-1.pdf')
  writeFileSync(proof, await drawProof(sample))
  await page.setInputFiles('input[type="file"]', proof)
}

test('a participant applies, prints the label and accepts, without JavaScript (R24-R48)', async () => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })).newPage()
  await page.goto(`${house.url}/`)
  await page.click('a[href="/apply/dk-workstation-trade-in-open"]')

  // Sent empty, the form names what is missing and keeps what was typed.
  await page.fill('[name="participant.company"]', 'Jørgensen & Søn A/S')
  await page.click('button[type="submit"][value="submit"]:not([tabindex])')
  expect(await page.locator('.govuk-error-summary li').count()).toBeGreaterThan(5)
  expect(await page.inputValue('[name="participant.company"]')).toBe('Jørgensen & Søn A/S')

  await fillIn(page)
  await page.click('button[type="submit"][value="submit"]:not([tabindex])')
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
