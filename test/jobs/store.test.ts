import { Temporal } from 'temporal-polyfill'
import { inTransaction, type Database } from '../../server/database.ts'
import { maxAttempts, type Job } from '../../server/jobs/job.ts'
import {
  deadJobs,
  enqueue,
  failJob,
  finishJob,
  nextDueAt,
  queueHealth,
  reviveJob,
  takeJobs,
} from '../../server/jobs/store.ts'
import { openTestDatabase } from '../database.ts'

const start = Temporal.Instant.from('2026-03-02T08:00:00Z')
let now = start
const clock = { now: () => now }
let db: Database

beforeEach(async () => {
  now = start
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

const write = (key: string, dueAt = now) =>
  inTransaction(db, (trx) => enqueue(trx, { kind: 'send-mail', key, payload: { mail: key }, dueAt }))
const take = (worker = 'one', limit = 10) => takeJobs(db, clock, { worker, limit, leaseSeconds: 60 })
const finish = (job: Job) => inTransaction(db, (trx) => finishJob(trx, job))
const later = (seconds: number) => (now = now.add({ seconds }))
const only = ([job]: Job[]): Job => {
  if (!job) throw new Error('no job was taken')
  return job
}

test('what is enqueued is taken once, oldest first', async () => {
  await write('second', start)
  await write('first', start.subtract({ seconds: 1 }))
  await write('tomorrow', start.add({ hours: 24 }))
  expect(await take()).toMatchObject([
    { kind: 'send-mail', key: 'first', payload: { mail: 'first' }, attempts: 1 },
    { key: 'second' },
  ])
  expect(await take('two')).toEqual([])
})

test('enqueuing twice is once, until the job is finished', async () => {
  await write('a')
  await write('a')
  const job = only(await take())
  await write('a')
  expect(await take('two')).toEqual([])
  await finish(job)
  await write('a')
  expect(await take()).toHaveLength(1)
})

test('a transaction that rolls back leaves no job', async () => {
  const failing = inTransaction(db, async (trx) => {
    await enqueue(trx, { kind: 'send-mail', key: 'a', payload: {}, dueAt: now })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await take()).toEqual([])
})

test('many workers at once never take the same job', async () => {
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await write(key)
  const taken = await Promise.all(['one', 'two', 'three', 'four'].map((worker) => take(worker, 2)))
  const keys = taken.flat().map((job) => job.key)
  expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted())
  while ((await take('rest', 1)).length) keys.push('rest')
  expect(keys).toHaveLength(6)
})

test('a lease that ran out is taken over, and the late worker can no longer finish or fail', async () => {
  await write('a')
  const late = only(await take('one'))
  later(60)
  const taken = only(await take('two'))
  expect(taken).toMatchObject({ id: late.id, attempts: 2 })
  await expect(finish(late)).rejects.toThrow('taken over')
  await failJob(db, clock, late, new Error('late'))
  expect(await queueHealth(db)).toMatchObject({ taken: 1, waiting: 0 })
  await finish(taken)
  expect(await queueHealth(db)).toEqual({ waiting: 0, taken: 0, dead: 0 })
})

test('the effect of a late worker rolls back with its end', async () => {
  await write('a')
  const late = only(await take('one'))
  later(60)
  await take('two')
  const effect = inTransaction(db, async (trx) => {
    await enqueue(trx, { kind: 'effect', key: 'b', payload: {}, dueAt: now })
    await finishJob(trx, late)
  })
  await expect(effect).rejects.toThrow('taken over')
  expect(await db('jobs').where({ kind: 'effect' })).toEqual([])
})

test('a failure puts the job off', async () => {
  await write('a')
  await failJob(db, clock, only(await take()), new Error('no'))
  expect(await take()).toEqual([])
  expect(await nextDueAt(db)).toBe('2026-03-02T08:00:10.000Z')
  later(10)
  expect(await take()).toMatchObject([{ attempts: 2 }])
})

test('after its last attempt a job is dead, keeps its error, and lives again when a person says so', async () => {
  await write('a')
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    await failJob(db, clock, only(await take()), new RangeError(`attempt ${attempt}`))
    later(86_400)
  }
  expect(await take()).toEqual([])
  expect(await queueHealth(db)).toEqual({ waiting: 0, taken: 0, dead: 1 })
  const [dead] = await deadJobs(db, 10)
  expect(dead).toMatchObject({ key: 'a', error: expect.stringMatching(/^RangeError/) })
  await reviveJob(db, clock, dead?.id ?? 0)
  expect(await take()).toMatchObject([{ key: 'a', attempts: 1 }])
})

test('a dead job stays dead when its work was enqueued anew', async () => {
  await write('a')
  await db('jobs').update({ state: 'dead' })
  const [dead] = await deadJobs(db, 1)
  await write('a')
  await reviveJob(db, clock, dead?.id ?? 0)
  expect(await queueHealth(db)).toMatchObject({ waiting: 1, dead: 1 })
})

test('a job that takes its process down every time is dead in the end', async () => {
  await write('a')
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    expect(await take()).toHaveLength(1)
    later(60)
  }
  expect(await take()).toEqual([])
  expect(await deadJobs(db, 10)).toMatchObject([{ error: 'lease ran out at the last attempt' }])
})

test('health names the oldest job that is due', async () => {
  await write('a', start.subtract({ hours: 1 }))
  await write('b')
  expect(await queueHealth(db)).toEqual({
    waiting: 2,
    taken: 0,
    dead: 0,
    oldestDueAt: '2026-03-02T07:00:00.000Z',
  })
})
