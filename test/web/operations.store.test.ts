/** Operations over HTTP, as a caller meets them. One file, since loading express costs more than its tests. */
import express from 'express'
import { Temporal } from 'temporal-polyfill'
import request from 'supertest'
import { z } from 'zod'
import { refuse } from '../../server/base/refusal.ts'
import { type Database, nextNumber } from '../../server/database.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { bodyBytesAtMost, mountOperations } from '../../server/web/mount.ts'
import { file, operation, type Operation } from '../../server/web/operation.ts'
import { problemHandler } from '../../server/web/problem-handler.ts'
import { openTestDatabase } from '../database.ts'

const serial = z.string().min(1).max(20)
const operations: Operation[] = [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/receipts',
      move: 'receive',
      summary: 'Receive a parcel',
      tag: 'claims',
      input: z.strictObject({ serial, note: z.string().optional() }),
      output: z.object({ number: z.number(), serial, reference: z.string() }),
      status: 201,
    },
    async ({ db, params, input }) => {
      const number = await nextNumber(db, 'receipts')
      if (input.serial === 'UNKNOWN') throw refuse('conflict', 'not-found')
      if (input.serial === 'BUG') throw new Error('secret of the house')
      const receipt = {
        number,
        serial: input.serial,
        reference: params.reference,
        internal: 'not to be sent',
      }
      return receipt
    },
  ),
  operation(
    {
      method: 'get',
      path: '/claims/{reference}',
      move: 'see-claim',
      summary: 'A claim',
      tag: 'claims',
      query: z.strictObject({ units: z.coerce.number().int().optional() }),
      output: z.object({ reference: z.string(), units: z.number().optional(), locale: z.string() }),
    },
    ({ params, query, locale }) => Promise.resolve({ reference: params.reference, ...query, locale }),
  ),
  operation(
    { method: 'delete', path: '/claims/{reference}', move: 'receive', summary: 'Forget', tag: 'claims' },
    () => Promise.resolve(),
  ),
  operation(
    {
      method: 'get',
      path: '/labels/{id}',
      move: 'see-claim',
      summary: 'A label',
      tag: 'claims',
      params: z.object({ id: z.coerce.number().int() }),
      file: ['application/pdf'],
    },
    ({ params }) =>
      Promise.resolve(
        file({
          bytes: Buffer.from(`%PDF ${params.id + 1}`),
          name: 'mærkat.pdf',
          mediaType: 'application/pdf',
          shown: true,
        }),
      ),
  ),
]

let db: Database
let errors: object[]
let app: express.Express
beforeEach(async () => {
  db = await openTestDatabase()
  errors = []
  const texts = openTexts('templates/locales')
  const router = express.Router()
  mountOperations(router, operations, {
    db,
    clock: { now: () => Temporal.Instant.from('2026-03-02T08:00:00Z') },
    identify: ({ headers }) =>
      Promise.resolve(
        headers.authorization
          ? { kind: 'staff', id: Number(headers.authorization), roles: ['auditor'] }
          : { kind: 'visitor' },
      ),
    authorise: (actor, move) => {
      if (actor.kind !== 'staff') throw refuse('unauthenticated', 'sign-in-required')
      if (actor.id > 9 && move === 'receive') throw refuse('forbidden', 'not-permitted')
    },
    isMove: (move) => ['receive', 'see-claim'].includes(move),
  })
  app = express()
  app.use('/api', router, problemHandler({ texts, log: { error: (facts) => errors.push(facts) } }))
})
afterEach(() => db.destroy())

const receive = (body: unknown, headers: Record<string, string> = {}) =>
  request(app)
    .post('/api/claims/TI-7K3M-92QF/receipts')
    .set({ Authorization: '7', 'Content-Type': 'application/json', ...headers })
    .send(typeof body === 'string' ? body : JSON.stringify(body))

const get = (address: string) => request(app).get(`/api${address}`).set('Authorization', '7')

const drawn = async (): Promise<number> =>
  Number((await db('counters').where({ series: 'receipts' }).first())?.last ?? 0)

test('what the schema names goes out, and nothing else', async () => {
  const answer = await receive({ serial: 'PF2ABC12' })
  expect(answer.status).toBe(201)
  expect(answer.body).toEqual({ number: 1, serial: 'PF2ABC12', reference: 'TI-7K3M-92QF' })
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' })
})

test.each([
  ['malformed JSON', '{"serial":', {}, 400, 'malformed-json'],
  ['no object', '"PF2ABC12"', {}, 400, 'malformed-json'],
  ['an unknown field', { serial: 'A', serail: 'B' }, {}, 422, 'invalid'],
  ['a missing field', {}, {}, 422, 'invalid'],
  ['a NUL character', { serial: 'A\u0000' }, {}, 422, 'invalid'],
  ['a form', 'serial=A', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, 'wrong-media-type'],
  [
    'a foreign character set',
    '{}',
    { 'Content-Type': 'application/json; charset=latin1' },
    415,
    'wrong-encoding',
  ],
  ['an unknown compression', '{}', { 'Content-Encoding': 'zip' }, 415, 'wrong-encoding'],
  ['a broken compression', '{}', { 'Content-Encoding': 'gzip' }, 400, 'malformed-request'],
  ['a huge body', { serial: 'A'.repeat(bodyBytesAtMost) }, {}, 413, 'body-too-large'],
  ['a key with spaces', { serial: 'A' }, { 'Idempotency-Key': 'a b' }, 400, 'wrong-idempotency-key'],
  ['nobody', '{"serial":', { Authorization: '' }, 401, 'sign-in-required'],
  ['somebody else', '{"serial":', { Authorization: '10' }, 403, 'not-permitted'],
  ['a rule that says no', { serial: 'UNKNOWN' }, {}, 409, 'not-found'],
])('%s is refused as a problem document, and nothing is written', async (_, body, headers, status, code) => {
  const answer = await receive(body, headers)
  expect(answer.status).toBe(status)
  expect(answer.type).toBe('application/problem+json')
  expect(JSON.parse(answer.text)).toMatchObject({ status, code, type: `/problems/${code}` })
  expect(await drawn()).toBe(0)
  expect(errors).toEqual([])
})

test('an empty body names what is missing', async () => {
  const answer = await request(app).post('/api/claims/TI-7K3M-92QF/receipts').set('Authorization', '7')
  expect(answer.status).toBe(422)
})

test('a bug is logged under an id, tells nothing of itself, and is rolled back', async () => {
  const answer = await receive({ serial: 'BUG' })
  expect(answer.status).toBe(500)
  expect(answer.text).not.toContain('secret')
  expect(errors).toMatchObject([{ requestId: (JSON.parse(answer.text) as { requestId: string }).requestId }])
  expect(await drawn()).toBe(0)
})

test('twenty at once with one Idempotency-Key: one effect, one answer for all', async () => {
  const key = { 'Idempotency-Key': '8e03978e-40d5-43dd-bc93-6894a57f9324' }
  const answers = await Promise.all(Array.from({ length: 20 }, () => receive({ serial: 'A' }, key)))
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(19)
  expect(await drawn()).toBe(1)
  expect((await receive({ serial: 'B' }, key)).status).toBe(422)
  expect((await receive({ serial: 'A' }, { ...key, Authorization: '8' })).body).toMatchObject({ number: 2 })
})

test('a query is checked, and `lang` is everybody’s', async () => {
  expect((await get('/claims/TI-1?units=2&lang=da')).body).toEqual({
    reference: 'TI-1',
    units: 2,
    locale: 'da',
  })
  expect((await get('/claims/TI-1?units=two')).status).toBe(422)
  expect((await get('/claims/TI-1?colour=red')).status).toBe(422)
  expect((await get('/claims/%00')).status).toBe(404)
  expect((await get('/claims/%E0')).status).toBe(400)
  expect((await get('/labels/abc')).status).toBe(404)
})

test('a file has its name, its type, and no right to be anything else', async () => {
  const answer = await request(app).get('/api/labels/1').set('Authorization', '7')
  expect(answer.body).toEqual(Buffer.from('%PDF 2'))
  expect(answer.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'content-disposition': 'inline; filename="m?rkat.pdf"; filename*=UTF-8\'\'m%C3%A6rkat.pdf',
  })
})

test('an empty answer is 204, and another method is told which there are', async () => {
  expect((await request(app).delete('/api/claims/TI-1').set('Authorization', '7')).status).toBe(204)
  const answer = await request(app).put('/api/claims/TI-1')
  expect(answer.status).toBe(405)
  expect(answer.headers['allow']).toBe('GET, DELETE')
})

test('an operation whose move nobody is given does not start', () => {
  const move = 'receive-all'
  const desk = { db, isMove: () => false } as never
  expect(() => mountOperations(express.Router(), [{ ...operations[0], move } as Operation], desk)).toThrow(
    move,
  )
})
