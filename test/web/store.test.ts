import { Temporal } from 'temporal-polyfill'
import { refuse } from '../../server/base/refusal.ts'
import { type Database, nextNumber, type Transaction } from '../../server/database.ts'
import type { Wish } from '../../server/web/idempotency.ts'
import { type Answered, forgetOldAnswers, once } from '../../server/web/store.ts'
import { openTestDatabase } from '../database.ts'

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

const now = Temporal.Instant.from('2026-03-02T08:00:00Z')
const wish: Wish = { actor: 'staff:7', key: 'k-1', fingerprint: 'f' }

const draw = async (trx: Transaction): Promise<Answered> => ({
  status: 201,
  body: JSON.stringify({ number: await nextNumber(trx, 'drawn') }),
})

test('twenty at once make one effect and all get its answer', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => once(db, wish, now, draw)))
  expect(new Set(answers.map(({ body }) => body))).toEqual(new Set(['{"number":1}']))
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect(await db('counters').where({ series: 'drawn' }).first()).toMatchObject({ last: 1 })
})

test('the same key of another caller, and another key, are other wishes', async () => {
  await once(db, wish, now, draw)
  expect(await once(db, { ...wish, actor: 'staff:8' }, now, draw)).toMatchObject({ body: '{"number":2}' })
  expect(await once(db, { ...wish, key: 'k-2' }, now, draw)).toMatchObject({ body: '{"number":3}' })
})

test('the same key with another request is refused, and nothing is done', async () => {
  await once(db, wish, now, draw)
  await expect(once(db, { ...wish, fingerprint: 'g' }, now, draw)).rejects.toMatchObject({ kind: 'misused' })
  expect(await db('counters').where({ series: 'drawn' }).first()).toMatchObject({ last: 1 })
})

test('refused work leaves no trace and can be tried again with its key', async () => {
  const refused = once(db, wish, now, async (trx) => {
    await draw(trx)
    throw refuse('conflict', 'already-approved')
  })
  await expect(refused).rejects.toMatchObject({ kind: 'conflict' })
  expect(await once(db, wish, now, draw)).toEqual({ status: 201, body: '{"number":1}', replayed: false })
})

test('of twenty at once whose first try is refused, one of the others does it', async () => {
  let tries = 0
  const work = async (trx: Transaction): Promise<Answered> => {
    tries += 1
    if (tries === 1) throw refuse('conflict', 'already-approved')
    return draw(trx)
  }
  const ended = await Promise.allSettled(Array.from({ length: 20 }, () => once(db, wish, now, work)))
  expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(tries).toBe(2)
})

test('an empty answer is kept as one', async () => {
  const nothing = { status: 204, body: undefined }
  await once(db, wish, now, () => Promise.resolve(nothing))
  expect(await once(db, wish, now, draw)).toEqual({ ...nothing, replayed: true })
})

test('answers are forgotten after 30 days, not before', async () => {
  await once(db, wish, now, draw)
  expect(await forgetOldAnswers(db, now.add({ hours: 30 * 24 }))).toBe(0)
  expect(await forgetOldAnswers(db, now.add({ hours: 30 * 24 + 1 }))).toBe(1)
})
