/** Signing in by another house, with a provider of OpenID Connect from npm and the whole of ours, as a browser goes. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { openHouse, type House } from '../../scripts/walk/house.ts'
import { lastOfHouse } from '../../server/claims/journal-store.ts'
import { openOrganisation } from '../../server/staff/organisation.ts'
import { leave } from '../../server/staff/organisation-sign-in.ts'
import { openSession } from '../../server/staff/session-store.ts'
import { signIn } from '../../server/staff/sign-in.ts'
import { findAccount, staffById } from '../../server/staff/store.ts'
import { accountEvents } from '../../server/staff/telling.ts'

const site = 'http://localhost'
const client = { id: 'backhaul', secret: 'a secret of this test alone' }
const answerPath = '/sign-in/organisation/answer'
const { warn, info } = console
let there: Server
let provider: Provider
let house: House

beforeAll(async () => {
  // The provider warns of what it lacks for production; this one lives for a minute.
  Object.assign(console, { warn: () => undefined, info: () => undefined })
  there = createServer((request, response) => void provider.callback()(request, response))
  await new Promise<void>((resolve) => there.listen(0, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(there.address() as AddressInfo).port}`
  provider = new Provider(issuer, {
    clients: [
      { client_id: client.id, client_secret: client.secret, redirect_uris: [`${site}${answerPath}`] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: `${sub.split('.').at(-1)}@backhaul.example`,
        email_verified: sub.startsWith('verified'),
      }),
    }),
  })
  house = await openHouse({
    today: '2026-03-02',
    environment: {
      PUBLIC_URL: site,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_DOMAINS: 'backhaul.example',
      CARRIER_PRIVATE_HOSTS: new URL(issuer).host,
    },
  })
}, 60_000)

afterAll(async () => {
  Object.assign(console, { warn, info })
  there.closeAllConnections()
  there.close()
  await house.close()
})

/** Fetches as a browser with a jar of cookies would, one step at a time. */
function browser() {
  const jar = new Map<string, string>()
  return async (address: string, form?: Record<string, string>): Promise<Response> => {
    const { origin } = new URL(address)
    const response = await fetch(address.replace(site + '/', `${house.url}/`), {
      redirect: 'manual',
      headers: { Cookie: [...jar.values()].join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of response.headers.getSetCookie())
      jar.set(origin + cookie.split('=')[0], cookie.split(';')[0] ?? '')
    return response
  }
}

/** Goes there, signs in as `subject`, and gives the query that leads back. */
async function goThere(go: ReturnType<typeof browser>, subject: string): Promise<Record<string, string>> {
  const left = await go(`${site}/sign-in/organisation`, {})
  let at = (left.headers.get('Refresh') ?? '').replace('0;url=', '')
  for (let steps = 0; steps < 10 && !at.startsWith(site + answerPath); steps += 1) {
    const page = await go(at)
    const prompt = /name="prompt" value="(\w+)"/.exec(await page.text())?.[1]
    const next = prompt ? await go(at, { prompt, login: subject, password: 'any' }) : page
    at = new URL(next.headers.get('Location') ?? '', at).href
  }
  return Object.fromEntries(new URL(at).searchParams)
}

async function signsIn(
  subject: string,
  change = (query: Record<string, string>) => query,
): Promise<Response> {
  const go = browser()
  return go(site + answerPath, change(await goThere(go, subject)))
}

const bound = () => house.context.db('staff_subjects').select('subject', 'staff_id', 'bound_by')

test('a verified address of a domain of ours binds its account, once, and the name counts from then on', async () => {
  const go = browser()
  const query = await goThere(go, 'verified.desk')
  expect((await go(`${site}${answerPath}?${new URLSearchParams(query).toString()}`)).status).toBe(200)
  expect(await bound()).toEqual([])
  const answer = await go(site + answerPath, query)
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/desk'])
  expect(await bound()).toMatchObject([{ subject: 'verified.desk', bound_by: null }])
  expect(await (await go(`${site}/account`)).text()).toContain('desk@backhaul.example')
  // The same answer again, and the same name when its address has changed.
  expect((await go(site + answerPath, query)).status).toBe(401)
  await house.context
    .db('staff')
    .where({ email: 'desk@backhaul.example' })
    .update({ email: 'new@elsewhere.example' })
  expect((await signsIn('verified.desk')).status).toBe(303)
  expect(await bound()).toHaveLength(1)
})

test.each([
  ['an address that nobody verified', 'second', 403],
  ['a verified address without an account', 'verified.nobody', 403],
])('%s opens nothing', async (_, subject, status) => {
  const answer = await signsIn(subject)
  expect(answer.status).toBe(status)
  expect(await answer.text()).toContain(`Your organisation knows you as ${subject}`)
  expect(answer.headers.getSetCookie().join()).not.toContain('session=')
})

test.each([
  ['another state', { state: 'x' }],
  ['another issuer', { iss: 'https://evil.example' }],
  ['another code', { code: 'x' }],
])('an answer with %s is refused', async (_, wrong) => {
  expect((await signsIn('verified.second', (query) => ({ ...query, ...wrong }))).status).toBe(401)
})

test('an answer in another browser, or to another nonce or verifier, is refused', async () => {
  const query = await goThere(browser(), 'verified.second')
  expect((await browser()(site + answerPath, query)).status).toBe(401)
  const { db } = house.context
  for (const part of ['nonce', 'verifier']) {
    const go = browser()
    const answer = await goThere(go, 'verified.second')
    const row = await db<{ held: string }>('staff_challenges').orderBy('expires_at', 'desc').first('held')
    const held = { ...(JSON.parse(row?.held ?? '') as object), [part]: 'x'.repeat(43) }
    await db('staff_challenges')
      .where({ held: row?.held ?? '' })
      .update({ held: JSON.stringify(held) })
    expect((await go(site + answerPath, answer)).status).toBe(401)
  }
  expect((await bound()).map(({ subject }) => subject as string)).toEqual(['verified.desk'])
})

/** Fetches pages as that account, without the form, whose tries are counted. */
async function asStaff(email: string) {
  const found = await findAccount(house.context.db, email)
  const { token } = await openSession(house.context, found?.staff.id ?? 0)
  return (path: string, form?: Record<string, string>) =>
    fetch(house.url + path, {
      redirect: 'manual',
      headers: { Cookie: `session=${token}` },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
}

test('an admin looks after accounts on pages: made, confirmed by another, bound, reset, closed', async () => {
  const { db } = house.context
  const admin = await asStaff('admin@backhaul.example')
  const approver = await asStaff('approver@backhaul.example')
  const desk = await asStaff('second@backhaul.example')
  expect((await desk('/desk/accounts')).status).toBe(403)

  const bo = { email: 'bo@backhaul.example', name: 'Bo Book' }
  expect((await admin('/desk/accounts', { ...bo, email: 'bo' })).status).toBe(422)
  const made = await admin('/desk/accounts', { ...bo, roles: 'finance' })
  expect(made.status).toBe(201)
  const password = /<p class="code">([^<]+)</.exec(await made.text())?.[1] ?? ''
  const id = (await findAccount(db, bo.email))?.staff.id ?? 0
  const page = `/desk/accounts/${id}`
  const roles = async () => (await staffById(db, id))?.roles
  expect(await (await admin('/desk/accounts')).text()).not.toContain(password)
  expect(await (await admin(page)).text()).not.toContain(`${page}/confirmation`)
  expect((await admin(`${page}/confirmation`, {})).status).toBe(403)
  expect(await (await approver(page)).text()).toContain(`${page}/confirmation`)
  expect((await approver(`${page}/end`, {})).status).toBe(403)
  expect((await approver(`${page}/confirmation`, {})).status).toBe(303)
  expect(await roles()).toEqual(['finance'])

  await expect(signIn(house.context, { email: bo.email, password, address: '' })).resolves.toBeDefined()
  const theirs = await asStaff(bo.email)
  const app = { staff_id: id, secret_sealed: 'none', made_at: '2026', confirmed_at: '2026', last_step: 0 }
  await db('staff_totp').insert(app)
  expect((await admin(`${page}/reset`, {})).status).toBe(303)
  // Who made the account knows its first password: alone they get no money by it.
  expect(await roles()).toEqual([])
  expect(await db('staff_totp').where({ staff_id: id })).toEqual([])
  expect((await theirs('/account')).headers.get('Location')).toBe('/sign-in')
  expect((await admin(`${page}/confirmation`, {})).status).toBe(403)

  const renewed = await admin(`${page}/password`, {})
  expect(renewed.status).toBe(201)
  const another = /<p class="code">([^<]+)</.exec(await renewed.text())?.[1] ?? ''
  await expect(signIn(house.context, { email: bo.email, password, address: '' })).rejects.toMatchObject({
    faults: [{ code: 'wrong-credentials' }],
  })
  await expect(
    signIn(house.context, { email: bo.email, password: another, address: '' }),
  ).resolves.toBeDefined()

  expect((await admin(`${page}/subject`, { subject: 'verified.desk' })).status).toBe(409)
  expect((await admin(`${page}/subject`, { subject: 'bo' })).status).toBe(303)
  const own = (await findAccount(db, 'admin@backhaul.example'))?.staff.id
  expect(await bound()).toContainEqual({ subject: 'bo', staff_id: id, bound_by: own })
  expect((await admin(`${page}/subject/end`, {})).status).toBe(303)
  expect(await bound()).toHaveLength(1)

  for (const move of ['reset', 'password', 'end', 'roles', 'subject'])
    expect((await admin(`/desk/accounts/${own}/${move}`, { subject: 'x' })).status).toBe(403)
  expect((await admin(`${page}/end`, {})).headers.get('Location')).toBe('/desk/accounts')
  expect((await admin(page)).status).toBe(404)
  expect((await admin('/desk/accounts/x')).status).toBe(404)
  const told = await lastOfHouse(db, { kinds: accountEvents, account: id, limit: 20 })
  expect(told.toReversed().map(({ kind, actor }) => [kind, actor === `staff:${own}`])).toEqual([
    ['account-made', true],
    ['roles-proposed', true],
    ['roles-confirmed', false],
    ['factors-reset', true],
    ['roles-proposed', true],
    ['password-reset', true],
    ['subject-bound', true],
    ['subject-unbound', true],
    ['account-closed', true],
  ])
  expect(told.at(-3)?.facts).toMatchObject({ before: [], after: ['finance'] })
  const history = (await (await admin('/desk/accounts')).text()).replace(/\s+/g, ' ')
  expect(history).toMatch(/Account closed<.*?>Bo Book<.*?Ada Admin/)
  expect(JSON.stringify(told)).not.toMatch(/Bo Book|example/)
})

test('a second factor of ours is asked for all the same', async () => {
  const { db } = house.context
  const [{ id } = { id: 0 }] = await db('staff').where({ email: 'approver@backhaul.example' }).select('id')
  const app = { staff_id: id, secret_sealed: 'none', made_at: '2026', confirmed_at: '2026', last_step: 0 }
  await db('staff_totp').insert(app)
  expect((await signsIn('verified.approver')).headers.get('Location')).toBe('/prove')
})

test('while it does not answer, signing in otherwise is what is said', async () => {
  const gone = { issuer: 'http://localhost:1', clientId: client.id, clientSecret: client.secret, domains: [] }
  const organisation = openOrganisation(gone, { publicUrl: site, privateHosts: ['localhost'] })
  await expect(leave({ ...house.context, organisation })).rejects.toMatchObject({
    kind: 'unavailable',
    faults: [{ code: 'organisation-silent' }],
  })
})
