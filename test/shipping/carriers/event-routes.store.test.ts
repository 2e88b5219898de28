/** Carriers' messages over HTTP: proven, kept once, answered after that. */
import { createServer, type Server } from 'node:http'
import express from 'express'
import { Temporal } from 'temporal-polyfill'
import { refuse } from '../../../server/base/refusal.ts'
import type { Database } from '../../../server/database.ts'
import { carrierEventRouter } from '../../../server/shipping/carriers/event-routes.ts'
import { signatureFor } from '../../../server/shipping/carriers/signature.ts'
import { openTexts } from '../../../server/texts/texts.ts'
import { problemHandler } from '../../../server/web/problem-handler.ts'
import { openTestDatabase } from '../../database.ts'
import { trackerWebhook } from './karrio-payloads.ts'

const secret = 'what both sides know'
const now = Temporal.Instant.from('2026-03-07T09:00:00Z')

let db: Database
let server: Server
let url: string
beforeEach(async () => {
  db = await openTestDatabase()
  const app = express()
  app.use(
    carrierEventRouter({
      db,
      clock: { now: () => now },
      centreTimeZone: 'Europe/Berlin',
      accounts: { 'own-contract': { webhookSecret: secret }, karrio: { webhookSecret: secret } },
      whoMayBring: async (request) => {
        if (request.get('Authorization') !== 'Bearer desk')
          throw refuse('unauthenticated', 'sign-in-required')
        return { kind: 'staff', id: 1, roles: ['dispatcher'] }
      },
    }),
  )
  app.use(problemHandler({ texts: openTexts('templates/locales'), log: { error: () => undefined } }))
  server = createServer(app)
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const address = server.address()
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  await db.destroy()
})

async function post(
  connection: string,
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}/carrier-events/${connection}`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', ...headers },
  })
  return { status: response.status, body: await response.json() }
}

const message = JSON.stringify({
  events: [1, 2].map((no) => ({
    id: `E-${no}`,
    number: '395212340000000017',
    kind: 'in-transit',
    at: `2026-03-06T0${no}:00:00Z`,
  })),
})
const signed = (body: string, withSecret = secret, at = now): Record<string, string> => ({
  'Backhaul-Signature': signatureFor(Buffer.from(body), withSecret, at),
})
const kept = async (): Promise<number> => (await db('carrier_events')).length

test('what is signed is kept, and told again is no news', async () => {
  expect(await post('own-contract', message, signed(message))).toEqual({
    status: 202,
    body: { told: 2, news: 2 },
  })
  expect(await post('own-contract', message, signed(message))).toEqual({
    status: 202,
    body: { told: 2, news: 0 },
  })
  expect(await kept()).toBe(2)
})

test('ten at once are one', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => post('own-contract', message, signed(message))),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(202))
  expect(await kept()).toBe(2)
})

const large = JSON.stringify({ events: [], padding: 'x'.repeat(5 * 1024 * 1024) })

test.each<
  [
    what: string,
    connection: string,
    body: string,
    headers: Record<string, string>,
    status: number,
    code: string,
  ]
>([
  ['a wrong signature', 'own-contract', message, signed(message, 'guess'), 401, 'webhook-signature-wrong'],
  ['no signature', 'own-contract', message, {}, 401, 'webhook-signature-wrong'],
  [
    'an old message',
    'own-contract',
    message,
    signed(message, secret, now.subtract({ hours: 1 })),
    401,
    'webhook-outside-time',
  ],
  ['5 MB', 'own-contract', large, signed(large), 413, 'message-too-large'],
  ['no JSON', 'own-contract', '{', signed('{'), 400, 'message-unreadable'],
  ['nothing', 'own-contract', '', signed(''), 400, 'message-unreadable'],
  ['another carrier', 'dhl', message, signed(message), 404, 'not-found'],
  ['a connection without a secret', 'manual', message, signed(message), 404, 'not-found'],
  [
    'a list of nobody',
    'manual',
    'number,event,at\n',
    { 'Content-Type': 'text/csv' },
    401,
    'sign-in-required',
  ],
])('%s is refused, and nothing is kept', async (_, connection, body, headers, status, code) => {
  expect(await post(connection, body, headers)).toMatchObject({ status, body: { code } })
  expect(await kept()).toBe(0)
})

test('karrio proves itself by its secret', async () => {
  const body = JSON.stringify(trackerWebhook)
  expect(await post('karrio', body, { 'X-Event-Id': secret })).toMatchObject({ body: { told: 3, news: 3 } })
  expect(await post('karrio', body, { 'X-Event-Id': 'guess' })).toMatchObject({ status: 401 })
})

test('staff bring a list of a carrier that has no connection', async () => {
  const list = 'number,event,at\nAB12345678,lost,2026-03-02T10:00Z\n'
  const headers = { 'Content-Type': 'text/csv', Authorization: 'Bearer desk' }
  expect(await post('manual', list, headers)).toEqual({ status: 202, body: { told: 1, news: 1 } })
})
