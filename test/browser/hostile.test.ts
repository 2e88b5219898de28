/**
 * Texts that want to be more than text, through every field of an application into everything that comes out of it: pages
 * in a browser, papers, mails, JSON, journal and log. `HOSTILE=200` takes each of the two hundred through each field.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { expected } from '../../scripts/walk/caller.ts'
import { openHouse, type House } from '../../scripts/walk/house.ts'
import { cookieOf, meetPeople, participantAt, type People } from '../../scripts/walk/people.ts'
import type { Application } from '../../server/programmes/application.ts'
import { openLog } from '../../server/web/log.ts'
import { seenIn } from '../billing/visible-text.ts'
import { hostileStrings } from '../hostile-strings.ts'
import { openBrowser } from './browser.ts'

/** Chromium and the first mail's templates start cold; every walk takes seconds. Milliseconds. */
const patience = 1_800_000

const walks = Number(process.env['HOSTILE'] ?? 1)

let browser: Browser
let house: House
let people: People
const logged: string[] = []

beforeAll(async () => {
  browser = await openBrowser()
  const log = openLog('debug', { write: (line: string) => void logged.push(line) })
  house = await openHouse({ today: '2026-03-02', stand: { log, readEvidence: async () => undefined } })
  people = await meetPeople(house, 'dk-workstation-trade-in-open')
}, patience)
afterAll(async () => {
  await browser.close()
  await house.close()
})

/** Fields that a participant types freely, by their place in an application. */
const fields = [
  'participant/company',
  'participant/contactName',
  'participant/registrationNumber',
  'participant/address/street',
  'participant/address/city',
  'purchase/sellerName',
  'bankAccount/holder',
  'selfBilling/signedBy',
] as const
type Field = (typeof fields)[number]

/** A copy of the application in which these fields hold these texts. */
function filled(application: Application, texts: ReadonlyMap<Field, string>): Application {
  const copy = JSON.parse(JSON.stringify(application)) as Record<string, never>
  for (const [field, text] of texts) {
    const steps = field.split('/')
    let part: Record<string, unknown> = copy
    for (const step of steps.slice(0, -1)) part = part[step] as Record<string, unknown>
    part[steps.at(-1) ?? ''] = text
  }
  return copy as unknown as Application
}

type Sent = { readonly reference: string; readonly link: string; readonly kept: ReadonlyMap<Field, string> }

/** Applies with a hostile text in each field; what is refused by name is left out, and everything else has to be taken. */
async function applies(walk: number, refused: string[]): Promise<Sent> {
  const texts = new Map<Field, string>(
    fields.map((field, place) => [
      field,
      (hostileStrings[(walk + place * 25) % hostileStrings.length] ?? '').slice(0, 40),
    ]),
  )
  for (;;) {
    const wishes = { boughtOn: '2026-02-10', invoiceNumber: `H-${walk}` }
    const { status, body } = await people.applies(wishes, (application) => {
      const { vatId: _, ...participant } = application.participant
      return filled({ ...application, participant: { ...participant, vatStatus: 'not-registered' } }, texts)
    })
    if (status === 201) {
      const { claim, link } = body as { claim: { reference: string }; link: string }
      return { reference: claim.reference, link, kept: texts }
    }
    const { errors } = body as { errors: { pointer: string; code: string }[] }
    const wrong = errors.filter(({ pointer }) => texts.delete(pointer.slice(1) as Field))
    if (status !== 422 || wrong.length === 0) throw new Error(`${status} ${JSON.stringify(errors)}`)
    refused.push(...wrong.map(({ pointer, code }) => `${pointer} ${code}`))
  }
}

/** What a page did that no page may do. */
async function looks(context: BrowserContext, address: string): Promise<string[]> {
  const page = await context.newPage()
  const seen: string[] = []
  page.on('dialog', (dialog) => {
    seen.push('dialog')
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => seen.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) seen.push('policy')
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(house.url) && !request.url().startsWith('data:')) seen.push('stranger')
  })
  const answer = await page.goto(`${house.url}${address}`)
  if (answer?.status() !== 200) seen.push(String(answer?.status()))
  const broken = await page.evaluate('window.broken ?? document.querySelector("base")?.href')
  if (broken !== undefined && broken !== null) seen.push(`run: ${JSON.stringify(broken)}`)
  await page.close()
  return seen
}

async function signsIn(): Promise<string> {
  const body = new URLSearchParams({ email: 'desk@backhaul.example', password: house.password })
  const answer = await fetch(`${house.url}/sign-in`, { method: 'POST', body, redirect: 'manual' })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

const visiting = (cookie: string): Promise<BrowserContext> =>
  browser.newContext({ extraHTTPHeaders: { Cookie: cookie }, locale: 'en-GB' })

/** Lines of a mail's head. */
const headOf = (mail: string): string => mail.split(/\r?\n\r?\n/)[0] ?? ''

test(
  'nothing that is typed is ever more than text',
  async () => {
    const faults: string[] = []
    const refused: string[] = []
    const desk = await visiting(await signsIn())
    for (let walk = 0; walk < walks; walk += 1) {
      const { reference, link, kept } = await applies(walk, refused)
      const note = hostileStrings[walk % hostileStrings.length] ?? ''
      const approved = await people.desk.post(`/claims/${reference}/approval`, { note })
      if (approved.status !== 201) refused.push(`approval ${JSON.stringify(approved.body)}`)
      await house.work()
      const path = new URL(link).pathname
      const own = await visiting((await cookieOf(house, { reference, link })).Cookie)
      for (const [context, address] of [
        [own, path],
        [desk, `/desk/review/${reference}`],
        [desk, '/desk/review'],
        [desk, `/desk?q=${encodeURIComponent(note)}`],
      ] as const)
        faults.push(...(await looks(context, address)).map((fault) => `${address} ${walk}: ${fault}`))
      await own.close()

      const participant = participantAt(house, reference, path.split('/').at(-1) ?? '')
      expect((await people.desk.get(`/claims/${reference}`)).status).toBe(200)
      const row = await house.context.db('claims').where({ reference }).first<{ application: string }>()
      for (const [field, text] of kept)
        if (
          field !== 'bankAccount/holder' &&
          !row.application.includes(JSON.stringify(text.trim()).slice(1, -1))
        )
          faults.push(`${field} ${walk}: kept otherwise than it was typed`)
      const papers = expected<{ id: number; mediaType: string }[]>(
        await participant.get(`/claims/${reference}/documents`),
        200,
      )
      for (const { id, mediaType } of papers) {
        const { status, bytes } = await participant.get(`/claims/${reference}/documents/${id}`)
        if (status !== 200) faults.push(`document ${walk}: ${status}`)
        else if (mediaType === 'application/pdf' && (await seenIn(bytes)).pages.join('').length < 100)
          faults.push(`document ${walk}: nothing to read`)
      }
    }
    const outbox = join(house.context.settings.dataDir, 'outbox')
    for (const file of readdirSync(outbox).filter((name) => name.endsWith('.eml'))) {
      const head = headOf(readFileSync(join(outbox, file), 'utf8'))
      if (/^(bcc|x-evil):/im.test(head)) faults.push(`mail: ${file}`)
    }
    for (const line of logged) {
      JSON.parse(line)
      if (/evil|window\.broken/.test(line)) faults.push(`log: ${line.slice(0, 200)}`)
    }
    const journal = await house.context.db('journal').where('facts', 'like', '%evil%')
    const otherwise = refused.filter((one) => !/ (unreadable-character|unprintable)$/.test(one))
    expect({ faults, journal, otherwise }).toEqual({ faults: [], journal: [], otherwise: [] })
  },
  patience,
)
