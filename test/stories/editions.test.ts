/**
 * An edition from its first key to the claims that follow it, as a manager's browser does it: written, refused, mended,
 * compared, tried on past claims, loaded; and the claim that runs keeps the one that it has (R98).
 */
import { expected } from '../../scripts/walk/caller.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { currentProgramme, sourceOf } from '../../server/programmes/store.ts'
import { openWorld, type World } from './world.ts'

const id = 'dk-workstation-trade-in-open'
let world: World
beforeEach(async () => {
  world = await openWorld({ today: '2026-03-02', programme: id })
})
afterEach(() => world.close())

/** Forms and pages of the programme manager, by a session of the API: a page takes either. */
async function managerOf({ url, password }: World) {
  const session = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'admin@backhaul.example', password }),
  })
  const { token } = (await session.json()) as { token: string }
  const headers = { 'Accept-Language': 'en', Authorization: `Bearer ${token}` }
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, { redirect: 'manual', headers, ...init })
    return {
      status: response.status,
      to: response.headers.get('Location') ?? '',
      text: await response.text(),
    }
  }
  return {
    get: (path: string) => ask(path),
    send: (path: string, fields: Readonly<Record<string, string>>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
  }
}

/** What the first unit was offered, and under which edition. */
const offerOf = async (reference: string) => {
  const { db } = world.context
  const claim = await db('claims').where({ reference }).first<{ id: number; programme_version: string }>()
  const offer = await db('offers')
    .join('units', 'units.id', 'offers.unit_id')
    .where({ claim_id: claim.id })
    .first('amount_minor')
  return { version: claim.programme_version, amountMinor: Number(offer.amount_minor) }
}

async function approvedClaim(invoiceNumber: string): Promise<string> {
  const { desk, appliesWell } = world.people
  const { reference } = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber })
  expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  return reference
}

test('an edition is written, refused, mended, compared, tried on past claims and loaded; who runs keeps theirs', async () => {
  const { db } = world.context
  const first = await approvedClaim('F-1')
  const before = await offerOf(first)
  const manager = await managerOf(world)
  const { hash } = await currentProgramme(db, id)
  const source = await sourceOf(db, hash)
  expect((await manager.get('/desk/programmes')).text).toContain(hash.slice(0, 12))
  const page = await manager.get(`/desk/programmes/versions/${hash}`)
  expect(page.text).toContain('1 running of 1')
  expect((await manager.get(`/desk/programmes/versions/${hash}/file.yaml`)).text).toBe(source)
  expect((await manager.get(`/desk/programmes/versions/${'0'.repeat(64)}`)).status).toBe(404)

  // Written, with a mistake: checking keeps nothing, and neither loads.
  const { to: draft } = await manager.send(`/desk/programmes/versions/${hash}/drafts`, {})
  const cheaper = source.replaceAll(
    `amountMinor: ${before.amountMinor}`,
    `amountMinor: ${before.amountMinor - 5000}`,
  )
  const wrong = cheaper.replace(/capMinor: \d+/, 'capMinor: 1000')
  const checked = await manager.send(draft, { source: wrong, revision: '1', _do: 'check' })
  expect(checked.text).toContain('value-over-cap')
  expect((await manager.get(draft)).text).not.toContain('value-over-cap')
  const live = await manager.send('/desk/programmes/drafts/mistakes', { source: 'id: [' })
  expect(live).toMatchObject({ status: 200, text: expect.stringContaining('not-yaml') })
  expect(await manager.send(draft, { source: wrong, revision: '1', _do: 'save' })).toMatchObject({
    status: 303,
  })
  expect(await manager.send(`${draft}/loading`, { revision: '2' })).toMatchObject({ status: 422 })
  expect(await manager.send(`${draft}/what-ifs`, {})).toMatchObject({ status: 422 })

  // Mended; a save that somebody else overtook keeps what was typed.
  const late = await manager.send(draft, { source: `# mine\n${cheaper}`, revision: '1', _do: 'save' })
  expect(late).toMatchObject({ status: 409, text: expect.stringContaining('# mine') })
  const saved = await manager.send(draft, {
    source: cheaper.replaceAll('\n', '\r\n'),
    revision: '2',
    _do: 'compare',
  })
  const changes = await manager.get(saved.to)
  expect(changes.text).toMatch(/values\.rows\.[\w-]+\.amountMinor/)
  expect(changes.text).toContain('diff-gone')

  // Tried on what was decided; no claim is touched.
  const { to: whatIf } = await manager.send(`${draft}/what-ifs`, {})
  const waiting = (await manager.get(whatIf)).text
  expect(waiting).toContain('0 of 1 claims')
  expect(waiting).toContain(`data-events="${whatIf}/events"`)
  await world.work()
  const result = await manager.get(whatIf)
  expect(result.text).not.toContain('data-events')
  expect((await manager.get(`${whatIf}/events`)).text).toContain('"done":1,"total":1')
  expect(result.text).toContain('1 would change in decision or money')
  expect(result.text).toMatch(/-DKK\s50\.00/)
  const table = (await manager.get(`${whatIf}/claims.csv`)).text
  expect(table.split('\n')[1]).toMatch(new RegExp(`^${first},approved,approved,`))
  expect(await offerOf(first)).toEqual(before)

  // Loaded: told by the journal, followed by who comes next, and by nobody else.
  const { to: edition } = await manager.send(`${draft}/loading`, { revision: '3' })
  const loaded = (await currentProgramme(db, id)).hash
  expect(edition).toBe(`/desk/programmes/versions/${loaded}`)
  expect(await db('journal').where({ kind: 'edition-loaded' })).toMatchObject([{ programme: loaded }])
  expect(await manager.send(`${draft}/loading`, { revision: '3' })).toMatchObject({ status: 409 })
  const second = await offerOf(await approvedClaim('F-2'))
  expect(second).toEqual({ version: loaded, amountMinor: before.amountMinor - 5000 })
  expect(await offerOf(first)).toEqual(before)
})
