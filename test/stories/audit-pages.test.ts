/** The audit bench as pages: photos that a telephone sends, the verdict that follows, and the floor lead's page. */
import { expected } from '../../scripts/walk/caller.ts'
import { foundAs, photoOf } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ today: '2026-03-02' })
})
afterEach(() => world.close())

/** A browser that follows nothing by itself; signed in when `email` is given. */
async function browse(email?: string) {
  const { url, password } = world
  const json = { 'Content-Type': 'application/json' }
  const session =
    email &&
    (await fetch(`${url}/api/sessions`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ email, password }),
    }))
  const token = session ? ((await session.json()) as { token: string }).token : ''
  const headers = { 'Accept-Language': 'en', ...(token && { Authorization: `Bearer ${token}` }) }
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, { redirect: 'manual', headers, ...init })
    return { status: response.status, to: response.headers.get('Location'), text: await response.text() }
  }
  return {
    get: (path: string) => ask(path),
    send: async (path: string, fields: Readonly<Record<string, string | Buffer>>) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields))
        if (typeof value === 'string') form.append(name, value)
        else form.append(name, new Blob([new Uint8Array(value)]), `${name}.jpg`)
      return ask(path, { method: 'POST', body: form })
    },
  }
}

async function benchOf(invoiceNumber: string) {
  const { desk, programme, appliesWell } = world.people
  const { reference } = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber })
  const { units } = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  expected(await desk.post('/scans', { scanned: reference }), 201)
  const device = units[0]?.device
  if (!device) throw new Error('no device')
  const { serial, category, checks, residualData } = foundAs(device, programme)
  const answers = Object.entries(checks).map(([check, answer]): [string, string] => [
    `checks.${check}`,
    answer,
  ])
  const typed = {
    serial,
    category,
    residualData,
    grade: 'c',
    accessories: 'power-cord',
    ...Object.fromEntries(answers),
  }
  return { page: `/desk/audit/${reference}/1`, typed }
}

test('a telephone sends photos once by a QR code; they show the difference that is recorded (R43)', async () => {
  const desk = await browse('desk@backhaul.example')
  const phone = await browse()
  const { page, typed } = await benchOf('W-1')
  expect((await desk.get(page)).text).toContain('guide-tower')
  const invited = await desk.send(`${page}/phone`, { ...typed, phone: 'invite' })
  expect(invited.text).toContain(`value="${typed.serial}"`)
  const [, path = ''] = /href="http:\/\/[^/"]+(\/phone\/[\w-]{22})"/.exec(invited.text) ?? []
  expect((await phone.get('/phone/nobodys-link-at-all-')).status).toBe(404)
  expect((await phone.get(path)).status).toBe(200)
  expect((await phone.send(path, {})).status).toBe(422)
  const photos = { 'photos.audit-damage': await photoOf(1), 'photos.audit-overview': await photoOf(2) }
  expect(await phone.send(path, photos)).toMatchObject({ status: 303, to: '/phone/sent' })
  expect((await phone.send(path, photos)).status).toBe(409)
  expect((await phone.get(path)).text).toContain('sent already')
  const kept = await desk.send(`${page}/phone`, { ...typed, phone: 'look' })
  expect(kept.text.match(/name="photos" value="[0-9a-f]{32}"/g)).toHaveLength(2)
  expect(await desk.send(page, typed)).toMatchObject({ status: 303, to: '/desk/audit?done=concluded' })
  expect((await desk.send(page, typed)).text).toContain('inspected unit 1')
})

test('a link that was left lying opens nothing after a quarter of an hour', async () => {
  const desk = await browse('desk@backhaul.example')
  const { page, typed } = await benchOf('W-2')
  const { text } = await desk.send(`${page}/phone`, { ...typed, phone: 'invite' })
  const [, path = ''] = /href="http:\/\/[^/"]+(\/phone\/[\w-]{22})"/.exec(text) ?? []
  world.setClock('2026-03-02T09:16:00Z')
  const phone = await browse()
  expect((await phone.get(path)).status).toBe(409)
  expect((await phone.send(path, { 'photos.audit-damage': await photoOf(3) })).status).toBe(409)
})

test('the floor lead sees what was inspected and takes it along; no make becomes a formula (R43, R45)', async () => {
  const desk = await browse('desk@backhaul.example')
  const { page, typed } = await benchOf('W-3')
  expect((await desk.get('/desk/floor')).text).toContain('Nothing was inspected')
  const damage = { 'photos.audit-damage': await photoOf(1), 'photos.audit-overview': await photoOf(2) }
  expect((await desk.send(page, { ...typed, ...damage })).status).toBe(303)
  await world.context.db('audits').update({ make: '=HYPERLINK(1)' })
  const { text } = await desk.get('/desk/floor?days=7')
  expect(text.match(/<svg class="chart /g)).toHaveLength(3)
  expect(text).toContain('The condition is another than declared.')
  const table = await desk.get('/desk/floor.csv?days=7')
  const [, row = ''] = table.text.trim().split('\n')
  expect(row).toMatch(/^2026-03-02,[^,]+,'=HYPERLINK\(1\),tower,tower,working-worn,condition-differs,/)
  const report = expected(await world.people.second.get('/audits/report?days=7'), 200)
  expect(report).toMatchObject({
    days: 7,
    byReason: [{ label: 'condition-differs', count: 1 }],
    auditors: [{ looks: 1, differences: 1 }],
    looks: [{ date: '2026-03-02', declared: 'tower', verdict: 'condition-differs' }],
  })
  expect((await browse().then((visitor) => visitor.get('/desk/floor'))).to).toBe('/sign-in')
})
