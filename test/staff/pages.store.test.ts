/** Signing in over HTTP, as a browser and as a program, behind the same doors as in the house. */
import express from 'express'
import { Temporal } from 'temporal-polyfill'
import request from 'supertest'
import { proofOf } from '../../scripts/verify-journal.ts'
import { journalLines } from '../../server/claims/export.ts'
import { tellOfHouse } from '../../server/claims/journal-store.ts'
import type { Database } from '../../server/database.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { accountOperations } from '../../server/staff/account-routes.ts'
import { authorise, isMove } from '../../server/staff/access.ts'
import { hashPassword } from '../../server/staff/passwords.ts'
import { signInPages } from '../../server/staff/pages.ts'
import { sessionOperations } from '../../server/staff/routes.ts'
import { identifyStaff } from '../../server/staff/sign-in.ts'
import { createAccount } from '../../server/staff/store.ts'
import type { TellOfAccount } from '../../server/staff/telling.ts'
import { refuseForeignRequests } from '../../server/web/fetch-metadata.ts'
import { logRequests } from '../../server/web/log.ts'
import { mountOperations } from '../../server/web/mount.ts'
import { problemHandler } from '../../server/web/problem-handler.ts'
import { nameRequests, rememberLanguage } from '../../server/web/request.ts'
import { limitRequests, secureHeaders } from '../../server/web/security.ts'
import { openTestDatabase } from '../database.ts'

const texts = openTexts('templates/locales')
const clock = { now: () => Temporal.Instant.from('2026-03-02T08:00:00Z') }
const email = 'anna@firm.example'
const password = 'correct horse battery'
let db: Database
let app: express.Express
let shown: unknown[]
let logged: object[]

beforeEach(async () => {
  db = await openTestDatabase()
  await createAccount(
    { db, clock },
    { email, name: 'Anna', roles: ['auditor'], passwordHash: await hashPassword(password) },
  )
  app = house({ https: false })
})
afterEach(() => db.destroy())

function house({ https }: { https: boolean }): express.Express {
  const tell: TellOfAccount = (trx, told, by) => tellOfHouse(trx, told, by, clock.now())
  const office = { db, clock, https, tell }
  const log = { info: (facts: object) => logged.push(facts), error: (facts: object) => logged.push(facts) }
  shown = []
  logged = []
  const api = express.Router()
  mountOperations(api, [...sessionOperations(office), ...accountOperations(office)], {
    db,
    clock,
    identify: async ({ headers }) => (await identifyStaff(office, headers)) ?? { kind: 'visitor' },
    authorise,
    isMove,
  })
  const built = express()
  built.use(
    nameRequests(),
    logRequests(log as never),
    secureHeaders({ https }),
    rememberLanguage({ https }),
    refuseForeignRequests(),
  )
  built.use('/api', limitRequests({ requests: 12, seconds: 60 }), api, problemHandler({ texts, log }))
  const show = (response: express.Response, template: string, values: object): Promise<void> => {
    shown.push({ template, ...values })
    response.send(template)
    return Promise.resolve()
  }
  return built.use(signInPages(office, { texts, show }))
}

const post = (path: string, fields: object, on = app) => request(on).post(path).type('form').send(fields)

test('a program signs in, is known by its token, and signs out', async () => {
  const session = await request(app).post('/api/sessions').send({ email, password })
  expect(session.status).toBe(201)
  const { token } = session.body as { token: string }
  const get = () => request(app).get('/api/sessions/current').set('Authorization', `Bearer ${token}`)
  expect((await get()).body).toEqual({ id: 1, name: 'Anna', roles: ['auditor'] })
  expect(
    (await request(app).delete('/api/sessions/current').set('Authorization', `Bearer ${token}`)).status,
  ).toBe(204)
  const ended = await get()
  expect(ended.status).toBe(401)
  expect(ended.headers['www-authenticate']).toBe('Bearer realm="backhaul"')
})

test('a failed sign-in is refused and still counted', async () => {
  expect((await request(app).post('/api/sessions').send({ email, password: 'x' })).status).toBe(401)
  expect(await db('sign_in_failures').where('failures', 1)).toHaveLength(2)
})

test('an admin makes accounts, changes and closes them, but never their own', async () => {
  const account = { email: 'root@firm.example', name: 'Root', roles: ['admin' as const] }
  const id = await createAccount({ db, clock }, { ...account, passwordHash: await hashPassword(password) })
  const tokenOf = async (credentials: object): Promise<string> =>
    ((await request(app).post('/api/sessions').send(credentials)).body as { token: string }).token
  const bearer = { Authorization: `Bearer ${await tokenOf({ email: account.email, password })}` }
  const made = await request(app)
    .post('/api/staff')
    .set(bearer)
    .send({ email: 'bo@firm.example', name: 'Bo', roles: ['finance'] })
  expect(made.status).toBe(201)
  const bo = made.body as { id: number; password: string }
  const boBearer = {
    Authorization: `Bearer ${await tokenOf({ email: 'bo@firm.example', password: bo.password })}`,
  }
  expect((await request(app).get('/api/staff').set(boBearer)).status).toBe(403)

  const put = (of: number, roles: string[]) =>
    request(app).put(`/api/staff/${of}/roles`).set(bearer).send({ roles })
  expect((await put(bo.id, ['finance', 'admin'])).status).toBe(422)
  expect((await put(id, ['reviewer'])).status).toBe(403)
  expect((await put(2 ** 31, ['reviewer'])).status).toBe(404)
  expect((await put(bo.id, ['auditor'])).body).toMatchObject({ name: 'Bo', roles: ['auditor'] })
  expect((await request(app).get('/api/sessions/current').set(boBearer)).status).toBe(401)
  expect((await request(app).delete(`/api/staff/${bo.id}`).set(bearer)).status).toBe(204)
  expect((await request(app).get('/api/staff').set(bearer)).body).toMatchObject([
    { name: 'Anna' },
    { name: 'Root' },
  ])
  const told = await db('journal').orderBy('no').pluck<string[]>('kind')
  expect(told).toEqual(['account-made', 'roles-proposed', 'roles-changed', 'account-closed'])
  expect(await proofOf(journalLines(db))).toMatchObject({ no: 4, unproven: [] })
})

test('a new password needs the old one, and ends every session', async () => {
  const { token } = (await request(app).post('/api/sessions').send({ email, password })).body as {
    token: string
  }
  const change = (fields: object) =>
    request(app).put('/api/sessions/current/password').set('Authorization', `Bearer ${token}`).send(fields)
  expect((await change({ current: 'wrong', next: 'a longer pass phrase' })).status).toBe(401)
  expect((await change({ current: password, next: 'short' })).status).toBe(422)
  expect((await change({ current: password, next: 'password1234' })).status).toBe(422)
  expect((await change({ current: password, next: 'a longer pass phrase' })).status).toBe(204)
  expect(await db('staff_sessions')).toEqual([])
  expect((await request(app).post('/api/sessions').send({ email, password })).status).toBe(401)
})

test('a browser signs in by a form and gets a cookie that no script reads', async () => {
  const answer = await post('/sign-in', { email, password })
  expect(answer.status).toBe(303)
  expect(answer.headers['location']).toBe('/desk')
  const cookie = String(answer.headers['set-cookie'])
  expect(cookie).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  const out = await request(app).post('/sign-out').set('Cookie', cookie)
  expect(out.headers['location']).toBe('/sign-in')
  expect(await db('staff_sessions')).toEqual([])
})

test('over https the cookie is bound to this host', async () => {
  const answer = await post('/sign-in', { email, password }, house({ https: true }))
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test.each([
  [{ email, password: 'wrong' }, 401],
  [{ email, password: '' }, 422],
  [{ email: undefined, password }, 422],
  [{ email, password, role: 'admin' }, 422],
  [{ email, password: 'x'.repeat(201) }, 422],
])('the form comes back with what was typed, but never the password: %j', async (fields, status) => {
  const answer = await post('/sign-in', fields)
  expect(answer.status).toBe(status)
  expect(answer.headers['set-cookie']).toBeUndefined()
  expect(shown).toMatchObject([
    { template: 'sign-in', form: { area: 'desk', typed: { email: fields.email ?? '' } } },
  ])
  expect(JSON.stringify(shown)).not.toContain('"password":"wrong"')
})

test('another website can neither sign somebody in nor out', async () => {
  for (const path of ['/sign-in', '/sign-out', '/api/sessions']) {
    const answer = await post(path, { email, password }).set('Sec-Fetch-Site', 'cross-site')
    expect(answer.status).not.toBeLessThan(400)
  }
  expect(await db('staff_sessions')).toEqual([])
})

test('who asks too often is told how long to wait', async () => {
  const answers = await Promise.all(
    Array.from({ length: 13 }, () => request(app).get('/api/sessions/current')),
  )
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(1)
  expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
  expect(JSON.parse(refused[0]?.text ?? '')).toMatchObject({ code: 'too-many-requests' })
})

test('pages and answers carry the strict headers', async () => {
  const { headers } = await request(app).get('/sign-in')
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none';script-src 'self';style-src 'self';/,
  )
  expect(headers['content-security-policy']).not.toMatch(/unsafe|upgrade-insecure/)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
  })
  expect(headers['strict-transport-security']).toBeUndefined()
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

test('a language chosen by a link is kept for the pages that follow', async () => {
  const chosen = String((await request(app).get('/sign-in?lang=da')).headers['set-cookie'])
  expect(chosen).toMatch(/^lang=da; Max-Age=31536000; Path=\/; .*HttpOnly; SameSite=Lax$/)
  const refused = await request(app).get('/api/sessions/current').set('Cookie', chosen)
  expect(refused.headers['content-language']).toBe('da')
  expect((await request(app).get('/sign-in?lang=xx')).headers['set-cookie']).toBeUndefined()
})

test('the log names routes, ids and what was refused, and nobody', async () => {
  await request(app).delete('/api/sessions/current?email=anna@firm.example')
  await post('/sign-in', { email, password })
  await post('/sign-in', { email, password: 'x' })
  expect(logged).toMatchObject([
    { method: 'DELETE', route: '/api/sessions/current', status: 401, refused: 'sign-in-required' },
    { method: 'POST', route: '/sign-in', status: 303, who: 'staff:1' },
    { method: 'POST', route: '/sign-in', status: 401, refused: 'wrong-credentials' },
  ])
  expect(JSON.stringify(logged)).not.toMatch(/anna|correct/)
})
