/** The receiving station in a real browser: a scanner that types, a network that goes and comes back, a camera. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { expected } from '../../scripts/walk/caller.ts'
import type { DocumentView } from '../../scripts/walk/people.ts'
import { photographed } from '../../scripts/walk/photos.ts'
import { printed } from '../shipping/paper.ts'
import { findingsOffline } from './axe.ts'
import { openBrowser } from './browser.ts'
import { awaited, openStation, openStationHouse, wedge, type StationHouse } from './station.ts'

/** WEDGE=1000 types as many as issue 6 asks for. */
const codes = Number(process.env['WEDGE'] ?? 20)

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

const scanned = (): Promise<string[]> => house.context.db('scans').orderBy('id').pluck<string[]>('scanned')
const verdict = (code: string): Promise<unknown> =>
  page.waitForSelector(`[data-verdict] [data-code="${code}"]`)

const twoWait = (): Promise<unknown> => page.waitForSelector('[data-waiting] [data-count]:text-is("2")')

/** What the station still has to send. */
const emptyQueue = (): Promise<unknown> =>
  page.waitForSelector('[data-waiting][hidden]', { state: 'attached' })

test(
  'every code that a wedge types is read right, at any speed and wherever the focus is',
  async () => {
    const places = ['h1', '#condition-damaged', '[data-sound]', 'body', '#scanned']
    const speeds = [200, 100, 60]
    const typed = Array.from(
      { length: codes },
      (_, nth) => `W${String(nth).padStart(4, '0')}-Kq7/${nth % 97}`,
    )
    for (const [nth, code] of typed.entries()) {
      await page
        .locator(places[nth % places.length] ?? 'body')
        .first()
        .focus()
      await wedge(page, code, {
        perSecond: nth === 0 ? 5 : (speeds[nth % speeds.length] ?? 200),
        suffix: nth % 2 === 0 ? 'Enter' : 'Tab',
      })
    }
    await page.waitForSelector(`[data-recent] tr:first-child >> text=${typed.at(-1)}`)
    await emptyQueue()
    expect(await scanned()).toEqual(typed)
  },
  120_000 + codes * 1000,
)

test('what is scanned without a network survives a reload, is sent once, and conflicts say who was first', async () => {
  const [mine, taken] = [await awaited(house, 'ST-1'), await awaited(house, 'ST-2')]
  const [first = '', second = ''] = [...mine.numbers, ...taken.numbers]
  // The worker has its shelf stocked before it takes the page over.
  await page.evaluate('navigator.serviceWorker.ready')
  const before = (await scanned()).length
  await context.setOffline(true)
  await wedge(page, first)
  await verdict('kept')
  await wedge(page, second)
  await twoWait()
  await page.reload()
  await page.waitForSelector('[data-station][data-ready]')
  expect(await page.textContent('h1')).toBe('Receive without a connection')
  expect(await findingsOffline(page)).toEqual([])
  await twoWait()
  // Somebody else receives one of them meanwhile.
  expected(await house.people.desk.post('/scans', { scanned: second }), 201)

  await context.setOffline(false)
  await page.goto(`${house.url}/desk/receive`)
  await emptyQueue()
  const conflict = await page.textContent('[data-late] [data-code="already-received"]')
  expect(conflict).toMatch(/Received on 2 March 2026 at 10:00 by .+\. Nothing was changed\./)
  expect((await scanned()).slice(before)).toEqual([second, first, second])
})

test('a box that nobody can tell is put on the bench without a network, once; a desk that cannot says so', async () => {
  const benchOf = (): Promise<{ serial: string; shelf: string }[]> =>
    house.context.db('unidentified').select('serial', 'shelf')
  const photo = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#777' } })
    .jpeg()
    .toBuffer()
  await page.evaluate('navigator.serviceWorker.ready')
  await context.setOffline(true)
  await page.goto(`${house.url}/desk/floor`)
  expect(await page.textContent('h1')).toBe('This desk needs the connection')
  expect(await findingsOffline(page)).toEqual([])
  await context.setOffline(false)
  await page.goto(`${house.url}/desk/unidentified`)
  await page.waitForSelector('[data-found][data-ready]')
  await context.setOffline(true)
  await page.check('[name="kind"][value="no-label"]')
  await page.fill('[name="shelf"]', 'B-4')
  await page.fill('[name="serial"]', '7XK2J01')
  await page.click('[data-found] [type="submit"]')
  await page.waitForSelector('[data-told] [data-code="incomplete"]')
  await page.setInputFiles('[name="photos"]', { name: 'box.jpg', mimeType: 'image/jpeg', buffer: photo })
  await page.click('[data-found] [type="submit"]')
  await page.waitForSelector('[data-told] [data-code="kept"]')
  expect(await page.inputValue('[name="shelf"]')).toBe('')
  expect(await benchOf()).toEqual([])
  await page.reload()
  await page.waitForSelector('[data-waiting] [data-count]:text-is("1")')
  expect(await page.textContent('h1')).toBe('Unidentified goods without a connection')
  expect(await findingsOffline(page)).toEqual([])

  await context.setOffline(false)
  // A page that is left at once sends later, and once all the same; here the page waits for it.
  const sent = page.waitForResponse((answer) => answer.url().endsWith('/api/unidentified'))
  await page.goto(`${house.url}/desk/unidentified`)
  expect((await sent).status()).toBe(201)
  await emptyQueue()
  await page.reload()
  await page.waitForSelector('.bench-photos img')
  expect(await benchOf()).toEqual([{ serial: '7XK2J01', shelf: 'B-4' }])
  await page.goto(`${house.url}/desk/receive`)
})

test('a whole queue sent twice is done once', async () => {
  const { numbers } = await awaited(house, 'ST-3')
  const queue = [...numbers, 'UNKNOWN-1'].map((code, nth) => ({ code, key: `replay-${nth}` }))
  const before = (await scanned()).length
  for (const _ of [1, 2])
    for (const { code, key } of queue) {
      const answer = await page.request.post(`${house.url}/desk/receive/scans`, {
        data: { scanned: code },
        headers: { 'Idempotency-Key': key },
      })
      expect(answer.status()).toBe(201)
    }
  expect((await scanned()).slice(before)).toEqual(queue.map(({ code }) => code))
})

test('the browser keeps no page that was made for a person', async () => {
  const kept = await page.evaluate<[string, string][]>(`(async () => {
    const shelf = await caches.open('backhaul-station')
    return Promise.all((await shelf.keys()).map(async ({ url }) => [new URL(url).pathname, await (await shelf.match(url)).text()]))
  })()`)
  const pages = kept.map(([path]) => path).filter((path) => !path.startsWith('/assets/'))
  expect(pages.toSorted()).toEqual([
    '/.well-known/backhaul-keys.json',
    '/desk/audit/offline',
    '/desk/offline',
    '/desk/receive/offline',
    '/desk/unidentified/offline',
  ])
  expect(kept.filter(([, text]) => /backhaul\.example|sign-out/.test(text))).toEqual([])
})

const dpi = 203.2
const dotsPerMm = 8

test('the camera reads a label that lies askew, and receives it once while it is in the picture', async () => {
  const { reference, numbers } = await awaited(house, 'ST-4')
  const label = await house.people.desk.get(`/claims/${reference}/documents`)
  const { id } = expected<DocumentView[]>(label, 200).find(({ kind }) => kind === 'return-label') ?? { id: 0 }
  const { bytes } = await house.people.desk.get(`/claims/${reference}/documents/${id}`)
  const spoiled = { angle: 12, blur: 0.8, glare: { x: 0.3, y: 0.4, strength: 0.5 }, size: 0.95 }
  const feed = join(mkdtempSync(join(tmpdir(), 'station-')), 'feed.mjpeg')
  // Chromium plays the pictures of a file as if a camera had taken them, again and again.
  const cutOut = (await printed(bytes, dpi)).extract({
    left: 0,
    top: 0,
    width: 111 * dotsPerMm,
    height: 160 * dotsPerMm,
  })
  writeFileSync(
    feed,
    Buffer.concat(Array<Buffer>(4).fill(await photographed(sharp(await cutOut.png().toBuffer()), spoiled))),
  )
  const withCamera = await openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${feed}`,
  ])
  try {
    const station = await openStation(withCamera, house, { permissions: ['camera'] })
    await station.page.click('[data-camera]')
    await station.page.waitForSelector('[data-verdict] [data-code="received"]')
    await station.page.waitForTimeout(1000)
    const mine = await house.context.db('scans').where({ sscc: numbers[0] }).pluck<string[]>('verdict')
    expect(mine).toEqual(['received'])
  } finally {
    await withCamera.close()
  }
})
