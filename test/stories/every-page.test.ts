/**
 * Whatever takes a form takes a request that brings none: no body, a body of another kind, a form that breaks off; and
 * whatever is a page opens. Every route is asked, as the router names it, by somebody of the house; none may fall over.
 */
import { tablesInOrder } from '../../scripts/backup/tables.ts'
import { cookieOf } from '../../scripts/walk/people.ts'
import { makeApp } from '../../server/app.ts'
import { sha256 } from '../../server/base/canonical.ts'
import { routesIn } from '../../server/web/declared.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
}, 60_000)
afterAll(() => world.close())

const bodies: readonly RequestInit[] = [
  {},
  { body: 'a=1', headers: { 'Content-Type': 'text/plain' } },
  { body: new FormData() },
  { body: '--x\r\nContent-Disp', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
]

const send = (path: string, init: RequestInit): Promise<Response> =>
  fetch(`${world.url}${path}`, { method: 'POST', redirect: 'manual', ...init })

async function bearerOf(name: string): Promise<Record<string, string>> {
  const body = JSON.stringify({ email: `${name}@backhaul.example`, password: world.password })
  const answer = await send('/api/sessions', { body, headers: { 'Content-Type': 'application/json' } })
  return { Authorization: `Bearer ${((await answer.json()) as { token: string }).token}` }
}

/** Paths of pages. Closing an account, and what ends the session that asks, comes last. */
const pathsIn = ({ context }: World, wanted: 'GET' | 'POST'): string[] =>
  routesIn(makeApp(context).router)
    .filter(({ method, path }) => method === wanted && isPage.test(path))
    .map(({ path }) => path)
    .toSorted((one, other) => place(one) - place(other))
// A stream of events has no end.
const isPage = /^\/(?:desk|c|draft|apply|account|proof)\b(?!.*\/events$)/
const place = (path: string): number =>
  path.startsWith('/account') ? 2 : path.startsWith('/desk/accounts') ? 1 : 0

type Caller = Readonly<Record<string, string>>
type Known = {
  readonly addressOf: (path: string) => string
  /** The same claim, and for the rest what no object is called. */
  readonly strangeOf: (path: string) => string
  readonly callersOf: (path: string) => readonly Caller[]
}

/** One claim, one draft and three people: what stands for the names in a path, and who asks. */
async function meet(invoiceNumber: string): Promise<Known> {
  const participant = await world.people.appliesWell({ boughtOn: '2026-02-10', invoiceNumber })
  const { id: programme } = world.people.programme
  const begun = await send(`/apply/${programme}`, {})
  const [, , id = '', token = ''] = String(begun.headers.get('Location')).split('/')
  const linked = String(new URL(participant.link).pathname.split('/').at(-1))
  const names = { reference: participant.reference, programme, step: 'contact' }
  const holder = [await cookieOf(world, participant)]
  const staff = [await bearerOf('desk'), await bearerOf('admin')]
  const addressWith =
    (other: string) =>
    (path: string): string => {
      const own: Readonly<Record<string, string>> = path.startsWith('/draft')
        ? { id, token }
        : { token: linked }
      return path.replaceAll(/:(\w+)/g, (_, name: string) => ({ ...names, ...own })[name] ?? other)
    }
  return {
    addressOf: addressWith('1'),
    strangeOf: addressWith(encodeURIComponent(`1¿'"(`)),
    callersOf: (path) => (path.startsWith('/c/') ? holder : /^\/(?:desk|account)/.test(path) ? staff : [{}]),
  }
}

type Answer = { readonly path: string; readonly status: number }

/** Who is let through has said it; where the first is not, the next is asked. */
async function asks({ addressOf, callersOf }: Known, path: string, init: RequestInit): Promise<Answer> {
  let status = 0
  for (const who of callersOf(path)) {
    const answer = await send(addressOf(path), { ...init, headers: { ...init.headers, ...who } })
    await answer.body?.cancel()
    status = answer.status
    if (status !== 403) break
  }
  return { path, status }
}

const reached = (answers: readonly Answer[], statuses: readonly number[]): number =>
  new Set(answers.filter(({ status }) => statuses.includes(status)).map(({ path }) => path)).size

/** Everything that is kept, but when somebody was last seen. */
async function kept({ context: { db } }: World): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const table of (await tablesInOrder(db)).filter((one) => !one.endsWith('_sessions'))) {
    const rows: unknown[] = await db(table).select()
    hashes[table] = sha256(
      rows
        .map((row) => JSON.stringify(row))
        .toSorted()
        .join('\n'),
    )
  }
  return hashes
}

test('every page opens, or says why not, and changes nothing by being opened', async () => {
  const known = await meet('F-1')
  await world.work()
  const before = await kept(world)
  const answers: Answer[] = []
  for (const path of pathsIn(world, 'GET')) answers.push(await asks(known, path, { method: 'GET' }))
  expect(await kept(world)).toEqual(before)
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  // The others look for an object that there is none of.
  expect(reached(answers, [200, 303])).toBeGreaterThan(70)
}, 120_000)

test('no page falls over a request without its form', async () => {
  const known = await meet('F-2')
  const answers: Answer[] = []
  for (const path of pathsIn(world, 'POST'))
    for (const init of bodies) answers.push(await asks(known, path, init))
  // Nor over a name that no object has.
  const strange = { ...known, addressOf: known.strangeOf }
  for (const path of pathsIn(world, 'POST').filter((one) => strange.addressOf(one) !== known.addressOf(one)))
    answers.push(await asks(strange, path, {}))
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  // Most are reached, and answered or refused for what they lack; the others look for their object first.
  expect(reached(answers, [200, 303, 400, 415, 422])).toBeGreaterThan(70)
}, 120_000)
