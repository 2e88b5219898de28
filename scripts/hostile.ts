/**
 * Hostile texts through every text field of every operation into everything that comes out of the house: pages, PDF files,
 * mails, CSV, JSON, journal and log. `tsx scripts/hostile.ts 25` walks until each field has had all two hundred, at most so
 * often; prints fields by outputs and what is left, and exits 1 with what was more than text. By hand: a walk takes a minute.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { walkExamples } from './examples/walk.ts'
import { crawlHouse } from './scan/page-targets.ts'
import { openHouse, type House } from './walk/house.ts'
import { describeApi } from '../server/api.ts'
import { writeEntry } from '../server/claims/journal-store.ts'
import { claimsIn } from '../server/claims/store.ts'
import { openLog } from '../server/web/log.ts'
import { seenIn } from '../test/billing/visible-text.ts'
import { hostileStrings } from '../test/hostile-strings.ts'
import { openBrowser } from '../test/browser/browser.ts'
import { openSupply } from './hostile/supply.ts'
import { type Document, hostileFetch, type Typed } from './hostile/walk.ts'

const rounds = Number(process.argv[2] ?? 1)
const browser = await openBrowser()

/** Each string holds its number, and nothing else of ours does. */
const numberIn = (text: string): string => /1[01]\d\d/.exec(text)?.[0] ?? 'none'

/** The numbers that stand there by themselves. */
const numbersIn = (whole: string): Set<string> => new Set(whole.match(/(?<!\d)1[01]\d\d(?!\d)/g))

const supply = openSupply(hostileStrings)

/** What would run or lead away if it stood in a page as it was typed. */
const alive = hostileStrings.filter((text) => /^[^&]*<[a-z/!]/i.test(text) && !text.startsWith('<%'))

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

type Output = { readonly kind: string; readonly name: string; readonly text: string }

async function papersOf({ context }: House): Promise<{ outputs: Output[]; faults: string[] }> {
  const rows = await context
    .db('documents')
    .whereNotNull('sha256')
    .select('id', 'kind', 'media_type', 'sha256')
  const outputs: Output[] = []
  const faults: string[] = []
  for (const { id, kind, media_type: mediaType, sha256 } of rows as Record<string, string>[]) {
    const bytes = await context.vault.get(String(sha256))
    const name = `${kind} ${id}`
    if (mediaType === 'application/pdf') {
      const text = (await seenIn(bytes)).pages.join(' ')
      if (text.length < 50) faults.push(`${name}: nothing to read`)
      outputs.push({ kind: 'PDF', name, text })
    } else outputs.push({ kind: String(mediaType), name, text: bytes.toString('utf8') })
  }
  return { outputs, faults }
}

/** Mails as they went out, and what is wrong with their heads. */
function mailsOf({ context }: House): { outputs: Output[]; faults: string[] } {
  const folder = join(context.settings.dataDir, 'outbox')
  const outputs = readdirSync(folder)
    .filter((file) => file.endsWith('.eml'))
    .map((file) => ({ kind: 'mail', name: file, text: readFileSync(join(folder, file), 'utf8') }))
  const faults = outputs
    .filter(({ text }) => /^(bcc|x-evil):/im.test(text.split(/\r?\n\r?\n/)[0] ?? ''))
    .map(({ name }) => `${name}: a header of a stranger`)
  return { outputs, faults }
}

/** A page must not hold as markup what was typed as text, and a table of a spreadsheet no formula. */
function faultsIn({ kind, name, text }: Output): string[] {
  if (kind === 'page')
    return alive.filter((one) => text.includes(one)).map((one) => `${name}: holds ${one} as it was typed`)
  if (kind === 'CSV')
    return parse(text, { relaxColumnCount: true, bom: true, delimiter: [',', ';'] })
      .flat()
      .filter((cell) => /^[=+@\t\r]|^-[^\d]/.test(cell))
      .map((cell) => `${name}: ${cell} would be run`)
  if (kind === 'log') return /evil|window\.broken/.test(text) ? [`log: ${text.slice(0, 200)}`] : []
  return []
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

/** Pages that are opened in the browser in one round: of each kind one that shows something that was typed. */
const pagesAtMost = 15

async function roundOf(): Promise<{ faults: string[]; typed: Typed[]; outputs: Output[] }> {
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
  const plain = globalThis.fetch
  try {
    const strange = hostileFetch(describeApi(house.context) as Document, supply, typed, plain)
    globalThis.fetch = async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input)
      if (/\/approvals?$/.test(pathname)) await vouch(house)
      return strange(input, init)
    }
    // A walk that could not go on says where; what came out until then is looked at all the same.
    const ended = await walkExamples(house).then(
      () => [],
      (error: unknown) => [`the walk ended: ${String(error).slice(0, 300)}`],
    )
    globalThis.fetch = plain
    await house.work()
    const pages = await crawlHouse(house)
    const [papers, mails] = [await papersOf(house), mailsOf(house)]
    const journal = await house.context.db('journal').where('facts', 'like', '%evil%').select('kind', 'facts')
    const outputs: Output[] = [
      ...pages.map(({ address, mediaType, text }) => ({
        kind: /csv/.test(mediaType) ? 'CSV' : /html/.test(mediaType) ? 'page' : mediaType,
        name: address,
        text,
      })),
      ...papers.outputs,
      ...mails.outputs,
      ...lines.map((text) => ({ kind: 'log', name: 'log', text })),
    ]
    const numbers = typed.filter(({ taken }) => taken === 'yes').map(({ text }) => numberIn(text))
    const shown = outputs.filter(
      ({ kind, text }) => kind === 'page' && numbers.some((one) => text.includes(one)),
    )
    const faults = [
      ...ended,
      ...lines.filter((line) => /"level":50/.test(line)).map((line) => `log: ${line.slice(0, 300)}`),
      ...papers.faults,
      ...mails.faults,
      ...outputs.flatMap(faultsIn),
      ...journal.map((entry) => `journal: ${JSON.stringify(entry)}`),
      ...pages.filter(({ status }) => status >= 500).map(({ address, status }) => `${address}: ${status}`),
    ]
    for (const { name, text } of shown.slice(0, pagesAtMost))
      faults.push(...(await looksAt(house, name, text)))
    return { faults, typed, outputs }
  } finally {
    globalThis.fetch = plain
    await house.close()
  }
}

const faults: string[] = []
const table = new Map<string, { readonly texts: Set<string>; readonly seen: Set<string> }>()
for (let round = 0; round < rounds && (round === 0 || supply.left() > 0); round += 1) {
  const { faults: found, typed, outputs } = await roundOf()
  faults.push(...found)
  for (const fault of found) console.log(`round ${round}, ${fault}`)
  const kinds = new Map<string, Set<string>>()
  for (const { kind, text } of outputs.filter((one) => one.kind !== 'log'))
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
    `${had} of ${table.size * hostileStrings.length} texts in fields; round ${round}: ${typed.length} texts, ${outputs.length} outputs, ${found.length} faults, ${supply.left()} texts left`,
  )
}
await browser.close()
for (const [field, { texts, seen }] of table)
  console.log(`${field} | ${texts.size} | ${[...seen].toSorted().join(', ')}`)
const whole = [...table.values()].filter(({ texts }) => texts.size === hostileStrings.length).length
console.log(
  `${table.size} fields, ${whole} of them have had all ${hostileStrings.length}, ${faults.length} faults`,
)
process.exitCode = faults.length > 0 ? 1 : 0
