/** Webhooks against a receiver on this machine: told in the act's transaction, signed, tried again, given up, sent again. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { Temporal } from 'temporal-polyfill'
import { oweDebts, quietOffice } from '../../scripts/walk/debts.ts'
import type { Actor } from '../../server/base/actor.ts'
import { advance, type Office } from '../../server/claims/advance.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import type { Lane } from '../../server/jobs/job.ts'
import { runJobs } from '../../server/jobs/queue.ts'
import { enqueue, nextDueAt, queueHealth, takeJobs } from '../../server/jobs/store.ts'
import { createAccount } from '../../server/staff/store.ts'
import {
  endEndpoint,
  endpointById,
  makeEndpoint,
  rotateSecret,
} from '../../server/webhooks/endpoint-store.ts'
import { messagesOf, triesOf, type Message } from '../../server/webhooks/message-store.ts'
import { posterFor, type Posted } from '../../server/webhooks/posting.ts'
import { replayMessage, replayPeriod } from '../../server/webhooks/replaying.ts'
import { resumeReceiver } from '../../server/webhooks/rest-store.ts'
import { webhookJob } from '../../server/webhooks/sending.ts'
import { tellWebhooks } from '../../server/webhooks/telling.ts'
import { openTestDatabase } from '../database.ts'

type Heard = { readonly headers: Record<string, string>; readonly body: string }

const finance: Actor = { kind: 'staff', id: 1, roles: ['finance'] }
const publicUrl = 'https://trade-in.example'

let db: Database
let now: Temporal.Instant
let receiver: Server
let url: string
let heard: Heard[]
/** What the receiver answers, in turn; then 204. */
let answers: number[]
let madeBy: number

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString('utf8')))
    request.on('end', () => {
      heard.push({ headers: request.headers as Record<string, string>, body })
      response.writeHead(answers.shift() ?? 204, { Location: '/elsewhere' }).end('words that nobody keeps')
    })
  })
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`
})

afterAll(() => {
  receiver.closeAllConnections()
  receiver.close()
})

beforeEach(async () => {
  now = Temporal.Instant.from(new Date().toISOString())
  heard = []
  answers = []
  db = await openTestDatabase()
  await oweDebts(db, 2)
  const account = { email: 'ada@firm.example', name: 'Ada', roles: ['admin'] as const }
  madeBy = await createAccount({ db, clock }, { ...account, passwordHash: 'none' })
})

afterEach(() => db.destroy())

const clock = { now: () => now }
const desk = () => ({ db, clock, enqueue, settings: { publicUrl } })
const office = (): Office => ({
  ...quietOffice(db, clock),
  follow: (happened) => tellWebhooks(desk(), happened),
})
const postWebhook = posterFor({ privateHosts: ['127.0.0.1'] })
const work = () =>
  runJobs({ db, clock, worker: 'test' }, { 'send-webhook': webhookJob({ db, clock, postWebhook }) })

const endpoint = () =>
  makeEndpoint({ db, clock }, { url, kinds: ['claim.queued', 'claim.unqueued'], by: madeBy })
const queues = (n = 1) =>
  advance(office(), `TI-${n}`, { kind: 'queue', by: finance, run: 1, payable: `SB-${n}` })

async function onlyMessage(id: number): Promise<Message> {
  const [message, ...others] = await messagesOf(db, id, { limit: 10 })
  if (!message || others.length > 0) throw new Error('not one message')
  return message
}

const idsHeard = () => heard.map(({ headers }) => headers['webhook-id'])

test('what happened is told once, signed as the standard’s own package verifies, and holds nothing personal', async () => {
  const { id, secret } = await endpoint()
  await queues()
  expect(heard).toEqual([])
  expect(await work()).toBe(1)
  const [{ headers, body }] = heard as [Heard]
  expect(new Webhook(secret).verify(body, headers)).toEqual({
    type: 'claim.queued',
    timestamp: now.toString({ smallestUnit: 'millisecond' }),
    data: {
      sequence: 1,
      reference: 'TI-1',
      programme: 'dk-workstation-trade-in-open',
      state: 'approved',
      links: { claim: `${publicUrl}/api/claims/TI-1`, desk: `${publicUrl}/desk?q=TI-1` },
    },
  })
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow('No matching signature')
  const message = await onlyMessage(id)
  expect(message).toMatchObject({ id: headers['webhook-id'], state: 'delivered', body })
  expect((await triesOf(db, [message.id])).get(message.id)).toMatchObject([{ status: 204 }])
  expect(await work()).toBe(0)
})

test('an act that is undone told nobody; nor is a kind told that nobody asked for', async () => {
  const { id } = await makeEndpoint({ db, clock }, { url, kinds: ['claim.paid'], by: madeBy })
  const { id: other } = await endpoint()
  const undone = db.transaction(async (trx) => {
    await advance({ ...office(), db: trx }, 'TI-1', { kind: 'queue', by: finance, run: 1, payable: 'SB-1' })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await messagesOf(db, other, { limit: 10 })).toEqual([])
  await queues()
  expect(await messagesOf(db, id, { limit: 10 })).toEqual([])
  expect((await onlyMessage(other)).kind).toBe('claim.queued')
})

test('no answer but 2xx counts: tried again under the same id, given up after three days, and sent again by hand', async () => {
  const { id } = await endpoint()
  await queues()
  const begun = now
  answers = [500, 302, 410, 429, 503, 500, 500, 500, 500, 500]
  for (let due: string | undefined; (due = await nextDueAt(db));) {
    now = Temporal.Instant.from(due)
    await work()
  }
  expect(begun.until(now).total('hours')).toBeCloseTo(68.6)
  const { id: message, state } = await onlyMessage(id)
  expect(state).toBe('dead')
  expect(idsHeard()).toEqual(Array.from({ length: 10 }, () => message))
  const tries = (await triesOf(db, [message])).get(message)?.map(({ status }) => status)
  expect(tries).toEqual([500, 302, 410, 429, 503, 500, 500, 500, 500, 500])
  // Nothing is left in the queue, dead or alive: this desk, not that of jobs, tells of it.
  expect(await queueHealth(db)).toMatchObject({ waiting: 0, taken: 0, dead: 0 })
  await replayMessage(desk(), message)
  await work()
  expect(await onlyMessage(id)).toMatchObject({ state: 'delivered' })
  expect(idsHeard()[10]).toBe(message)
})

test('killed between the answer and its note, it is sent again under the same id', async () => {
  const { id } = await endpoint()
  await queues()
  const [job] = await takeJobs(db, clock, { worker: 'killed', limit: 1, leaseSeconds: 600 })
  if (!job) throw new Error('no job')
  // The answer came; what was to be written never is.
  await webhookJob({ db, clock, postWebhook })(job.payload, job)
  expect(await onlyMessage(id)).toMatchObject({ state: 'waiting' })
  now = now.add({ seconds: 601 })
  await work()
  const { id: message, state } = await onlyMessage(id)
  expect(state).toBe('delivered')
  expect(idsHeard()).toEqual([message, message])
})

test('for a day after the exchange of a secret both verify, afterwards the new one alone', async () => {
  const { id, secret: former } = await endpoint()
  const { secret } = await rotateSecret({ db, clock }, id)
  expect(secret).not.toBe(former)
  await queues(1)
  await work()
  now = now.add({ hours: 25 })
  await queues(2)
  await work()
  const signedBy = heard.map(({ headers, body }) =>
    [secret, former].map((one) => {
      const at = new Date(Number(headers['webhook-timestamp']) * 1000)
      return headers['webhook-signature']
        ?.split(' ')
        .includes(new Webhook(one).sign(headers['webhook-id'] ?? '', at, body))
    }),
  )
  expect(signedBy).toEqual([
    [true, true],
    [true, false],
  ])
  expect(JSON.stringify(await db('webhook_endpoints'))).not.toContain(secret.slice(6))
})

test('a period is sent again; what waits for an endpoint that ended is given up, and nothing of it is sent again', async () => {
  const { id } = await endpoint()
  const from = now
  await queues(1)
  await work()
  now = now.add({ hours: 2 })
  await queues(2)
  await work()
  expect(await replayPeriod(desk(), id, { from, to: from.add({ hours: 1 }) })).toBe(1)
  await work()
  expect(idsHeard()[2]).toBe(idsHeard()[0])
  await replayPeriod(desk(), id, { from, to: now })
  await endEndpoint({ db, clock }, id)
  await work()
  expect(heard).toHaveLength(3)
  expect((await messagesOf(db, id, { limit: 10 })).map(({ state }) => state)).toEqual(['dead', 'dead'])
  await expect(replayPeriod(desk(), id, { from, to: now })).rejects.toThrow('webhook-unknown')
})

test('a receiver that hangs holds up neither mails nor other receivers', async () => {
  const hanging = await makeEndpoint(
    { db, clock },
    { url: `${url}/hangs`, kinds: ['claim.queued'], by: madeBy },
  )
  const { id: quick } = await endpoint()
  await queues(1)
  await queues(2)
  await inTransaction(db, (trx) => enqueue(trx, { kind: 'send-mail', key: '1', payload: {}, dueAt: now }))
  const patience = new AbortController()
  const delivered: string[] = []
  const handlers = {
    'send-mail': async () => void delivered.push('mail'),
    'send-webhook': webhookJob({
      db,
      clock,
      postWebhook: async (to, headers, body) => {
        if (!to.endsWith('/hangs')) return postWebhook(to, headers, body)
        await once(patience.signal, 'abort')
        return { failure: 'timeout' }
      },
    }),
  }
  const lane = (name: Lane) => runJobs({ db, clock, worker: 'test', lane: name }, handlers)
  const receivers = lane('receivers')
  await lane('house')
  expect(delivered).toEqual(['mail'])
  // Ends only if both were delivered while the other one's two calls stood open.
  while ((await messagesOf(db, quick, { state: 'delivered', limit: 10 })).length < 2) await setImmediate()
  patience.abort()
  expect(await receivers).toBe(4)
  expect(await messagesOf(db, hanging.id, { state: 'waiting', limit: 10 })).toHaveLength(2)
})

const failing = (answer: Posted) => () =>
  runJobs(
    { db, clock, worker: 'test' },
    { 'send-webhook': webhookJob({ db, clock, postWebhook: async () => answer }) },
  )
const restOf = async (id: number): Promise<number | undefined> => {
  const { restsUntil } = await endpointById(db, id)
  return restsUntil ? now.until(Temporal.Instant.from(restsUntil)).total('seconds') : undefined
}

test('a receiver that gives no answer rests, longer each time, costs one try each time, and goes on when it takes one', async () => {
  const { id } = await endpoint()
  const dead = failing({ failure: 'ECONNREFUSED' })
  await queues(1)
  const rests: (number | undefined)[] = []
  for (let round = 0; round < 4; round += 1) {
    expect(await dead()).toBe(1)
    rests.push(await restOf(id))
    // What is written down for it meanwhile rests as well.
    if (round === 0) await queues(2)
    now = now.add({ seconds: (rests.at(-1) ?? 0) - 1 })
    expect(await dead()).toBe(0)
    now = now.add({ seconds: 1 })
  }
  expect(rests).toEqual([60, 120, 300, 1800])
  expect(await db('jobs').orderBy('attempts').pluck('attempts')).toEqual([0, 4])
  expect(await work()).toBe(2)
  expect(heard).toHaveLength(2)
  expect(await endpointById(db, id)).toMatchObject({ refusedInRow: 0, restsUntil: undefined })
})

test('an answer of no lets a receiver rest at the third in a row; a person ends the rest, and nobody one that ended', async () => {
  const { id } = await endpoint()
  const broken = failing({ status: 500 })
  await queues(1)
  await queues(2)
  expect(await broken()).toBe(2)
  expect(await restOf(id)).toBeUndefined()
  now = now.add({ seconds: 10 })
  expect(await broken()).toBe(1)
  expect(await restOf(id)).toBe(60)
  await resumeReceiver({ db, clock }, id)
  expect(await work()).toBe(2)
  expect(heard).toHaveLength(2)
  await endEndpoint({ db, clock }, id)
  await expect(resumeReceiver({ db, clock }, id)).rejects.toThrow('webhook-unknown')
})

test('what has waited for three days for a receiver that rests is given up, tried or not', async () => {
  const { id } = await endpoint()
  const dead = failing({ failure: 'timeout' })
  await queues(1)
  await dead()
  await queues(2)
  for (let day = 0; day < 4; day += 1) {
    now = now.add({ hours: 24 })
    await dead()
  }
  const messages = await messagesOf(db, id, { limit: 10 })
  expect(messages.map(({ state }) => state)).toEqual(['dead', 'dead'])
  now = now.add({ hours: 24 })
  await dead()
  expect(await queueHealth(db)).toMatchObject({ waiting: 0, dead: 0 })
})
