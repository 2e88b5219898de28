/**
 * Hostile texts through every text field of every operation into everything that comes out of the house: pages, PDF files,
 * mails, CSV, JSON, journal and log. By hand, for it takes its time: `tsx scripts/hostile.ts`, in three parts that may be
 * named (`try`, `places`, `walk 4`):
 *   try     each field gets all two hundred texts, one handful after another, each time in the house as it was before;
 *           what follows at once from what was taken, mails and papers, is made and read.
 *   places  each place that keeps what was typed holds all texts at once, more than a field takes; pages, lists, calendars
 *           and JSON show them.
 *   walk    so many times claims are walked to their ends with what fits into their fields, and everything is read.
 * Prints fields by what became of their texts, and exits 1 with what was more than text.
 */
import { walkExamples } from './examples/walk.ts'
import { faultsIn, mailsOf, type Output, pagesAsOutputs, papersOf } from './hostile/outputs.ts'
import { crawlHouse, type Got, openAgain } from './scan/page-targets.ts'
import { openHouse, type House } from './walk/house.ts'
import { describeApi } from '../server/api.ts'
import { writeEntry } from '../server/claims/journal-store.ts'
import { claimsIn } from '../server/claims/store.ts'
import { openLog } from '../server/web/log.ts'
import { hostileStrings } from '../test/hostile-strings.ts'
import { openBrowser } from '../test/browser/browser.ts'
import type { Document, Typed } from './hostile/fields.ts'
import { fillPlaces } from './hostile/places.ts'
import { isOdd, leads, openSupply, type Supply } from './hostile/supply.ts'
import { tryingFetch } from './hostile/trying.ts'
import { undoingIn } from './hostile/undoing.ts'
import { hostileFetch } from './hostile/walk.ts'

const [part = 'all', times = '4'] = process.argv.slice(2)
const browser = await openBrowser()
const plain = globalThis.fetch

/** Each string holds its number, and nothing else of ours does. */
const numberIn = (text: string): string => /1[01]\d\d/.exec(text)?.[0] ?? 'none'

/** The numbers that stand there by themselves. */
const numbersIn = (whole: string): Set<string> => new Set(whole.match(/(?<!\d)1[01]\d\d(?!\d)/g))

/**
 * Rules speak against claims of strange texts, so that approving one takes two persons: the first of them has spoken before
 * the walk, which knows nothing of that, asks.
 */
async function vouch({ context: { db, clock } }: House): Promise<void> {
  const by = { kind: 'staff', id: 0, roles: ['reviewer'] } as const
  const told = { kind: 'vouched', facts: {} } as const
  for (const claim of await claimsIn(db, 'submitted', 100))
    await db.transaction((trx) => writeEntry(trx, claim, told, by, clock.now()))
}

/** What a page did in a browser that no page may do. */
async function looksAt(house: House, address: string, html: string): Promise<string[]> {
  const page = await browser.newPage()
  const seen: string[] = []
  page.on('dialog', (dialog) => {
    seen.push('dialog')
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => seen.push(`script: ${error.message}`))
  // The page as it was served to whoever may see it, under the policy of the house; all else is asked of the house.
  const { headers } = await fetch(house.url)
  const policy = headers.get('Content-Security-Policy') ?? ''
  await page.route(`${house.url}${address}`, (route) =>
    route.fulfill({
      status: 200,
      contentType: 'text/html; charset=utf-8',
      headers: { 'Content-Security-Policy': policy },
      body: html,
    }),
  )
  await page.goto(`${house.url}${address}`, { waitUntil: 'domcontentloaded' })
  const broken = await page.evaluate('window.broken ?? document.querySelector("base")?.href')
  if (broken !== undefined && broken !== null) seen.push(`run: ${JSON.stringify(broken)}`)
  await page.close()
  return seen.map((one) => `${address}: ${one}`)
}

/** These do not survive everywhere: invisible signs, halves of characters. */
const oddOnes = hostileStrings.filter(isOdd).length

/** Pages that are opened in the browser in one round: of each kind one that shows something that was typed. */
const pagesAtMost = 15

type Round = {
  readonly faults: string[]
  readonly typed: readonly Typed[]
  readonly outputs: readonly Output[]
}

/** A house of its own, walked through by `fetch` as `strange` makes it; `then` says what came out. */
async function roundOf(
  strange: (house: House, typed: Typed[], faults: string[], lines: string[]) => typeof fetch,
  then: (house: House, typed: readonly Typed[]) => Promise<{ faults: string[]; outputs: readonly Output[] }>,
): Promise<Round> {
  const lines: string[] = []
  const log = openLog('debug', { write: (line: string) => void lines.push(line) })
  const house = await openHouse({
    today: '2026-03-02',
    stand: { log, readEvidence: async () => undefined },
    limits: (_request, _response, next) => next(),
    environment: {
      OIDC_ISSUER: 'https://login.example.com',
      OIDC_CLIENT_ID: 'backhaul',
      OIDC_CLIENT_SECRET: 'a secret of this walk alone',
    },
  })
  const typed: Typed[] = []
  const faults: string[] = []
  try {
    const other = strange(house, typed, faults, lines)
    globalThis.fetch = async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input)
      if (/\/approvals?$/.test(pathname)) await vouch(house)
      return other(input, init)
    }
    // A walk that could not go on says where; what came out until then is looked at all the same.
    await walkExamples(house).catch((error: unknown) =>
      faults.push(`the walk ended: ${String(error).slice(0, 300)}`),
    )
    globalThis.fetch = plain
    await house.work()
    const found = await then(house, typed)
    const logged = lines.map((text) => ({ kind: 'log', name: 'log', text }))
    faults.push(...found.faults, ...failuresIn(lines), ...logged.flatMap(faultsIn))
    return { faults, typed, outputs: found.outputs }
  } finally {
    globalThis.fetch = plain
    await house.close()
  }
}

const failuresIn = (lines: readonly string[]): string[] =>
  // Nobody is there who would take the messages of the walk's webhook.
  lines
    .filter((line) => /"level":50/.test(line) && !/"send-webhook"/.test(line))
    .map((line) => `log: ${line.slice(0, 300)}`)

/** Each field has all texts, one handful after another; what follows at once from what was taken is looked at. */
const tryRound = (): Promise<Round> => {
  const supply = openSupply(hostileStrings)
  const outputs: Output[] = []
  return roundOf(
    (house, typed, faults, lines) => {
      let papersBefore = 0
      const undoing = undoingIn(house)
      return tryingFetch(describeApi(house.context) as Document, supply, typed, {
        ...undoing,
        keep: async () => {
          await house.work()
          const last = (await house.context.db('documents').max({ id: 'id' }).first()) as {
            id: number | null
          }
          papersBefore = last.id ?? 0
          await undoing.keep()
        },
        look: async (route, held) => {
          await house.work()
          const papers = await papersOf(house, papersBefore)
          const mails = mailsOf(house)
          for (const fault of [...failuresIn(lines), ...papers.faults, ...mails.faults])
            faults.push(`${route} ${held.map(({ field }) => field.split(' ').at(-1)).join(' ')}: ${fault}`)
          lines.length = 0
          outputs.push(...papers.outputs)
        },
        failed: (how) => void faults.push(how),
      })
    },
    async () => ({ faults: [], outputs }),
  )
}

/** Claims are walked to their ends with what their fields take, and everything is read. */
const lifeRound = (supply: Supply): Promise<Round> =>
  roundOf(
    (house, typed) => hostileFetch(describeApi(house.context) as Document, supply, typed, plain),
    async (house, typed) => {
      const pages = await crawlHouse(house)
      const [papers, mails] = [await papersOf(house), mailsOf(house)]
      const journal = await house.context
        .db('journal')
        .where('facts', 'like', '%evil%')
        .select('kind', 'facts')
      const outputs = [...pagesAsOutputs(pages), ...papers.outputs, ...mails.outputs]
      const numbers = typed.filter(({ taken }) => taken === 'yes').map(({ text }) => numberIn(text))
      return {
        outputs,
        faults: [
          ...papers.faults,
          ...mails.faults,
          ...outputs.flatMap(faultsIn),
          ...journal.map((entry) => `journal: ${JSON.stringify(entry)}`),
          ...(await faultsOfPages(house, pages, (text) => numbers.some((one) => text.includes(one)))),
        ],
      }
    },
  )

/** Every place that keeps what was typed holds all texts at once, each of those that lead before the others once. */
const placesRound = (): Promise<Round> =>
  roundOf(
    (house, typed) =>
      hostileFetch(describeApi(house.context) as Document, openSupply(hostileStrings), typed, plain),
    async (house) => {
      const faults: string[] = []
      const outputs: Output[] = []
      const whole = hostileStrings.join(' ')
      const places = await fillPlaces(house, whole)
      const pages = await crawlHouse(house)
      outputs.push(...pagesAsOutputs(pages))
      faults.push(
        ...(await faultsOfPages(house, pages, (text) => numbersIn(text).size > hostileStrings.length / 2)),
      )
      // What opens a cell, a line or an address does its harm there: in files alone, since pages have no such beginnings.
      const files = pages
        .filter(({ mediaType }) => /csv|calendar|json/.test(mediaType))
        .map(({ address }) => address)
      for (const text of hostileStrings.filter((one) => leads.test(one))) {
        await fillPlaces(house, `${text} ${whole}`)
        outputs.push(...pagesAsOutputs(await openAgain(house, files)))
      }
      faults.push(...outputs.flatMap(faultsIn))
      console.log(`${places.size} places that keep what was typed, shown whole:`)
      for (const place of places) console.log(`  ${place}`)
      for (const { name, text } of outputs.filter(({ kind }) => kind === 'page'))
        if (numbersIn(text).size >= hostileStrings.length - oddOnes) console.log(`  all on ${name}`)
      return { faults, outputs }
    },
  )

/** 5xx, and what some of the pages do in a browser. */
async function faultsOfPages(
  house: House,
  pages: readonly Got[],
  shows: (text: string) => boolean,
): Promise<string[]> {
  const faults = pages
    .filter(({ status }) => status >= 500)
    .map(({ address, status }) => `${address}: ${status}`)
  const shown = pages.filter(({ mediaType, text }) => /html/.test(mediaType) && shows(text))
  for (const { address, text } of shown.slice(0, pagesAtMost))
    faults.push(...(await looksAt(house, address, text)))
  return faults
}

/** What became of the texts of each field, over several rounds. */
const table = new Map<string, { readonly texts: Set<string>; readonly seen: Set<string> }>()
const faults: string[] = []

async function tell(name: string, round: Promise<Round>): Promise<void> {
  const { faults: found, typed, outputs } = await round
  faults.push(...found)
  for (const fault of new Set(found)) console.log(`${name}: ${fault}`)
  const kinds = new Map<string, Set<string>>()
  for (const { kind, text } of outputs)
    for (const number of numbersIn(text)) kinds.set(number, (kinds.get(number) ?? new Set()).add(kind))
  for (const { field, text, taken } of typed) {
    const row = table.get(field) ?? { texts: new Set(), seen: new Set() }
    table.set(field, row)
    row.texts.add(text)
    if (taken === 'yes') for (const kind of kinds.get(numberIn(text)) ?? []) row.seen.add(kind)
    else row.seen.add(`refused: ${taken}`)
  }
  const had = [...table.values()].reduce((sum, { texts }) => sum + texts.size, 0)
  console.log(
    `${name}: ${typed.length} texts typed, ${outputs.length} outputs, ${found.length} faults; ${had} of ${table.size * hostileStrings.length} texts in fields`,
  )
}

if (['all', 'try'].includes(part)) await tell('try', tryRound())
if (['all', 'places'].includes(part)) await tell('places', placesRound())
const supply = openSupply(hostileStrings)
if (['all', 'walk'].includes(part))
  for (let round = 0; round < Number(times); round += 1) await tell(`walk ${round}`, lifeRound(supply))
await browser.close()
for (const [field, { texts, seen }] of table)
  console.log(`${field} | ${texts.size} | ${[...seen].toSorted().join(', ')}`)
const whole = [...table.values()].filter(({ texts }) => texts.size === hostileStrings.length).length
console.log(
  `${table.size} fields, ${whole} of them have had all ${hostileStrings.length}, ${faults.length} faults`,
)
process.exitCode = faults.length > 0 ? 1 : 0
