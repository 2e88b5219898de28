/**
 * The receiving station at full size: from the key that ends a code to the verdict on the page, in a real browser, while 19
 * more stations scan every five seconds and 200 applications a minute come in, with many devices in the database. The
 * server is a process of its own, with its worker. Its yardstick is the same answer when nothing else happens. DEVICES=1000000
 * (100,000 unless told), SECONDS=60. On SQLite. The house is kept beside the temporary files for the next time.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { openHouse } from '../walk/house.ts'
import type { Application } from '../../server/programmes/application.ts'
import { openBrowser } from '../../test/browser/browser.ts'
import { applicationOf } from '../walk/applicant.ts'
import { callerAt, expected } from '../walk/caller.ts'
import { day, largeHouse, startHouse, type LargeHouse } from '../walk/large-house.ts'
import type { Figure } from './figure.ts'

const devices = Number(process.env['DEVICES'] ?? 100_000)
const seconds = Number(process.env['SECONDS'] ?? 60)
const stations = 20
const everySeconds = 5
const submissionsPerMinute = 200
const quietScans = 20
/** The first ones meet cold templates, a cold browser and cold pages of the database. */
const warmingScans = 20

type Opened = LargeHouse & { readonly url: string }

export const measure = async (): Promise<Figure[]> => {
  const rounds = Math.ceil(seconds / everySeconds)
  const large = await largeHouse(devices, warmingScans + quietScans + stations * rounds)
  const applications = await applicationsFor(large)
  const server = await startHouse(large.folder)
  const browser = await openBrowser()
  try {
    const house = { ...large, url: server.url }
    const page = await signedIn(await browser.newPage(), house)
    const first: number[] = []
    const [early, later] = [
      large.numbers.slice(0, warmingScans + quietScans),
      large.numbers.slice(warmingScans + quietScans),
    ]
    for (const number of early) first.push(await scanned(page, number))
    const quiet = first.slice(warmingScans)
    const busy = await rush(house, page, applications, later, rounds)
    const at = `with ${devices} devices, ${stations} stations, ${submissionsPerMinute} submissions a minute`
    return [
      {
        name: `key-down to verdict, 95th of a hundred, ${at}`,
        value: percentile(busy, 0.95),
        baseline: percentile(quiet, 0.95),
        unit: 'ms',
        atMost: 150,
      },
      { name: 'key-down to verdict, median', value: percentile(busy, 0.5), unit: 'ms' },
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0

/** What is sent in while scanning goes on; their files are taken in before. */
async function applicationsFor({ folder }: LargeHouse): Promise<Application[]> {
  const house = await openHouse({ today: day, kept: folder })
  const applications: Application[] = []
  const applied = Math.round((submissionsPerMinute * seconds) / 60)
  while (applications.length < applied) applications.push(await applicationOf(house.context))
  await house.close()
  return applications
}

async function signedIn(page: Page, { url, password }: Opened): Promise<Page> {
  await page.goto(`${url}/sign-in`)
  await page.fill('[name="email"]', 'desk@backhaul.example')
  await page.fill('[name="password"]', password)
  await page.click('main button[type="submit"]')
  await page.waitForURL(/\/desk/)
  await page.goto(`${url}/desk/receive`)
  await page.waitForSelector('[data-station][data-ready]')
  return page
}

/** Types a code as a wedge does and waits for its verdict; the page itself takes the time, in milliseconds. */
async function scanned(page: Page, number: string): Promise<number> {
  const verdict = page.evaluate<number>(`new Promise((resolve) => {
    let start
    addEventListener('keydown', ({ key }) => { if (key === 'Enter') start = performance.now() }, { capture: true })
    new MutationObserver((_, observer) => { observer.disconnect(); resolve(performance.now() - start) })
      .observe(document.querySelector('[data-verdict]'), { childList: true })
  })`)
  await page.keyboard.type(number)
  await page.keyboard.press('Enter')
  return verdict
}

/** Everybody at once: the browser's station, the others over HTTP, and participants who apply. */
async function rush(
  house: Opened,
  page: Page,
  applications: readonly Application[],
  numbers: readonly string[],
  rounds: number,
): Promise<number[]> {
  const visitor = callerAt(house.url)
  const applying = paced(60 / submissionsPerMinute, applications.length, 0, async (nth) => {
    expected(await visitor.post('/claims', applications[nth]), 201)
  })
  const send = await otherStation(house)
  const others = Array.from({ length: stations - 1 }, (_, station) =>
    paced(everySeconds, rounds, (everySeconds * (station + 1)) / stations, (round) =>
      send(numbers[(station + 1) * rounds + round] ?? ''),
    ),
  )
  const spent: number[] = []
  const own = paced(everySeconds, rounds, 0, async (round) => {
    spent.push(await scanned(page, numbers[round] ?? ''))
  })
  await Promise.all([applying, ...others, own])
  return spent
}

/** Does the work so many times, so far apart, whether or not the one before has ended. */
async function paced(
  apart: number,
  times: number,
  after: number,
  work: (nth: number) => Promise<void>,
): Promise<void> {
  await pause(after * 1000)
  const under: Promise<void>[] = []
  for (let nth = 0; nth < times; nth += 1) {
    under.push(work(nth))
    await pause(apart * 1000)
  }
  await Promise.all(under)
}

/** A station without a screen: sends what the page's script would. */
async function otherStation({ url, password }: Opened): Promise<(scanned: string) => Promise<void>> {
  const session = await callerAt(url).post('/sessions', { email: 'desk@backhaul.example', password })
  const { token } = expected<{ token: string }>(session, 201)
  return async (code) => {
    const response = await fetch(`${url}/desk/receive/scans`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
      },
      body: JSON.stringify({ scanned: code }),
    })
    if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`)
    await response.arrayBuffer()
  }
}
