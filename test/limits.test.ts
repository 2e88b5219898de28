/** How often the house may be asked from one place, and for one draft; without the house behind it. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { limitHouse } from '../server/limits.ts'
import { openTexts } from '../server/texts/texts.ts'
import { openLog } from '../server/web/log.ts'
import { problemHandler } from '../server/web/problem-handler.ts'

const texts = openTexts('templates/locales')
const log = openLog('silent')

let server: Server
beforeAll(async () => {
  const app = express()
  app.set('trust proxy', 1)
  app.use(limitHouse())
  app.use((_request, response) => void response.json({}))
  app.use(problemHandler({ texts, log }))
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', () => resolve())
    // On a busy machine longer than the server's five seconds lie between two tests, and a kept connection would be gone.
    server.keepAliveTimeout = 0
  })
})
afterAll(() => void server.close())

const asking = (method: string, path: string, from: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    method,
    headers: { 'X-Forwarded-For': from, 'Accept-Language': 'de' },
  })

const statusesOf = async (times: number, ask: () => Promise<Response>): Promise<Set<number>> =>
  new Set((await Promise.all(Array.from({ length: times }, ask))).map(({ status }) => status))

test.each([
  ['GET', '/l/some-token', 120],
  ['POST', '/proof', 30],
  ['POST', '/apply/some', 30],
  ['GET', '/phone/some-token', 60],
  ['POST', '/api/programmes/some/eligibility', 120],
  ['POST', '/api/sessions', 30],
])('%s %s is answered %i times a minute to one address', async (method, path, most) => {
  expect(await statusesOf(most, () => asking(method, path, '192.0.2.7'))).toEqual(new Set([200]))
  const refused = await asking(method, path, '192.0.2.7')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({
    code: 'too-many-requests',
    detail: expect.stringContaining('Warten Sie') as string,
  })
  expect((await asking(method, path, '192.0.2.8')).status).toBe(200)
})

const draft = (token: string, from: string) => asking('POST', `/draft/0a1b/${token}/proof`, from)

test('one draft is answered so often from wherever, another draft still', async () => {
  expect(await statusesOf(120, () => draft('one', '192.0.2.9'))).toEqual(new Set([200]))
  expect((await draft('one', '192.0.2.10')).status).toBe(429)
  expect((await draft('other', '192.0.2.9')).status).toBe(200)
})

const sends = (session: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/desk/payments/answers`, {
    method: 'POST',
    headers: { Cookie: `lang=da; session=${session}` },
  })

test('staff send in by session, however many share an address; who has no session is not counted', async () => {
  const answers = await Promise.all(Array.from({ length: 600 }, () => sends('one')))
  expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  const refused = await sends('one')
  expect([refused.status, (await sends('other')).status]).toEqual([429, 200])
  expect(refused.headers.get('RateLimit')).toMatch(/r=0; t=\d+/)
})
