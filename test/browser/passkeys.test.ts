/**
 * A passkey in a real browser with an authenticator made of software: made on the page of the account, used to sign in, sent
 * twice, copied, ended.
 */
import type { Browser, Page } from 'playwright-core'
import { openHouse, type House } from '../../scripts/walk/house.ts'
import { openBrowser } from './browser.ts'

// Browsers make passkeys over https, and on this host.
let site = 'http://localhost'
const email = 'desk@backhaul.example'
let house: House
let browser: Browser
let page: Page

beforeAll(async () => {
  house = await openHouse({ today: '2026-03-02', environment: { PUBLIC_URL: site } })
  browser = await openBrowser([`--host-resolver-rules=MAP localhost ${new URL(house.url).host}`])
  page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2' as const,
    transport: 'internal' as const,
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  }
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options })
})

afterAll(async () => {
  await browser.close()
  await house.close()
})

const signOut = () => page.click('.who form button')

async function usePasskey(): Promise<void> {
  await page.goto(`${site}/sign-in`)
  await page.click('[data-passkey="use"] button')
}

const send = async (body: string): Promise<number> => {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  return (await fetch(`${house.url}/sign-in/passkey`, { method: 'POST', headers, body, redirect: 'manual' }))
    .status
}

test('a passkey is made on the page of the account, and recovery codes with the first one', async () => {
  await page.goto(`${site}/sign-in`)
  await page.fill('[name="email"]', email)
  await page.fill('[name="password"]', house.password)
  await page.click('form[action="/sign-in"] button')
  await page.goto(`${site}/account`)
  await page.click('a[href="/account/passkeys/new"]')
  await page.fill('[name="name"]', 'Work laptop')
  await page.click('[data-passkey="register"] button')
  await page.waitForSelector('h1:has-text("Your recovery codes")')
  await page.goto(`${site}/account`)
  expect(await page.textContent('table tbody')).toMatch(/Work laptop/)
  await signOut()
})

/** What a passkey's form would send, kept from being sent. */
async function answerKept(): Promise<string> {
  await page.goto(`${site}/sign-in`)
  // A promise, since the policy of the page lets nothing be evaluated again and again.
  await page.evaluate(
    'void (globalThis.kept = new Promise((keep) => { HTMLFormElement.prototype.submit = function () { keep(this.elements.credential.value) } }))',
  )
  await page.click('[data-passkey="use"] button')
  return `credential=${encodeURIComponent(String(await page.evaluate('globalThis.kept')))}`
}

test('it opens a session whole, without a password', async () => {
  await usePasskey()
  await page.waitForURL(`${site}/desk`)
  expect(await page.textContent('.who a')).toBe('Dana Desk')
})

test('an answer counts once, and none after five minutes', async () => {
  const answer = await answerKept()
  expect([await send(answer), await send(answer)]).toEqual([303, 401])
  const late = await answerKept()
  house.setClock('2026-03-02T09:06:00Z')
  expect(await send(late)).toBe(401)
})

test('an answer to a page of another origin counts for nothing', async () => {
  expect(await send(await answerKept())).toBe(303)
  site = 'http://localhost:8080'
  const elsewhere = await answerKept()
  site = 'http://localhost'
  expect(await send(elsewhere)).toBe(401)
})

test('a counter that did not grow is a copy’s, and refused', async () => {
  await house.context.db('staff_passkeys').update({ counter: 4_000_000_000 })
  await usePasskey()
  await page.waitForSelector('.govuk-error-summary')
  expect(await page.textContent('.govuk-error-summary')).toMatch(/This passkey was not taken/)
  await house.context.db('staff_passkeys').update({ counter: 0 })
})

test('it takes the second step after a password, and counts no more once its owner let it go', async () => {
  await page.goto(`${site}/sign-in`)
  await page.fill('[name="email"]', email)
  await page.fill('[name="password"]', house.password)
  await page.click('form[action="/sign-in"] button')
  await page.waitForURL(`${site}/prove`)
  await page.click('[data-passkey="use"] button')
  await page.waitForURL(`${site}/desk`)
  const kept = await answerKept()
  await page.goto(`${site}/account`)
  await page.click('form[action$="/end"] button')
  await page.waitForURL(`${site}/account`)
  expect(await page.locator('form[action$="/end"]').count()).toBe(0)
  expect(await send(kept)).toBe(401)
})
