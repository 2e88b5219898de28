import { Temporal } from 'temporal-polyfill'
import { inTransaction, type Database } from '../../server/database.ts'
import { runJobs, type Desk, type Handlers } from '../../server/jobs/queue.ts'
import { enqueue, queueHealth } from '../../server/jobs/store.ts'
import { openTestDatabase } from '../database.ts'

let now = Temporal.Instant.from('2026-03-02T08:00:00Z')
const clock = { now: () => now }
let db: Database

beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

const write = (kind: string, key = 'a') =>
  inTransaction(db, (trx) => enqueue(trx, { kind, key, payload: { key }, dueAt: now }))
const broken = () => Promise.reject(new Error('no'))
const desk = (more: Partial<Desk> = {}): Desk => ({ db, clock, worker: 'one', ...more })

test('each job goes to the function of its kind, with its payload', async () => {
  const done: string[] = []
  const handlers: Handlers = {
    mail: async ({ key }) => void done.push(`mail ${key}`),
    pay: async ({ key }) => void done.push(`pay ${key}`),
  }
  await write('mail', '1')
  await write('pay', '2')
  expect(await runJobs(desk(), handlers)).toBe(2)
  expect(done).toEqual(['mail 1', 'pay 2'])
  expect(await queueHealth(db)).toEqual({ waiting: 0, taken: 0, dead: 0 })
})

test('a job that a job enqueues is done in the same run', async () => {
  const done: string[] = []
  await write('first')
  await runJobs(desk(), {
    first: async () => (trx) => enqueue(trx, { kind: 'second', key: 'b', payload: {}, dueAt: now }),
    second: async () => void done.push('second'),
  })
  expect(done).toEqual(['second'])
})

test('a completion that fails rolls back and the job is tried again', async () => {
  const failures: string[] = []
  await write('mail')
  await runJobs(desk({ onFailure: (job, trace) => failures.push(`${job.kind} ${trace.split(' ')[0]}`) }), {
    mail: async () => async (trx) => {
      await enqueue(trx, { kind: 'effect', key: 'b', payload: {}, dueAt: now })
      throw new RangeError('no')
    },
  })
  expect(failures).toEqual(['mail RangeError'])
  expect(await db('jobs').pluck('kind')).toEqual(['mail'])
  expect(await queueHealth(db)).toMatchObject({ waiting: 1 })
})

test('a job that nobody does fails and stays', async () => {
  await write('unknown')
  expect(await runJobs(desk(), {})).toBe(1)
  expect(await queueHealth(db)).toMatchObject({ waiting: 1 })
})

test('a failing job does not hold up the others', async () => {
  const done: string[] = []
  await write('broken')
  await write('mail')
  await runJobs(desk(), { broken, mail: async () => void done.push('mail') })
  expect(done).toEqual(['mail'])
})

test('the signal stops it between two jobs', async () => {
  const stop = new AbortController()
  await write('mail', '1')
  await write('mail', '2')
  expect(await runJobs(desk({ signal: stop.signal }), { mail: async () => stop.abort() })).toBe(1)
  expect(await queueHealth(db)).toMatchObject({ waiting: 1, taken: 0 })
})

test('when the job was taken over while its handler was slow, nothing of the late one is written', async () => {
  await write('slow')
  await runJobs(desk(), {
    slow: async (_, job) => {
      if (job.attempts > 1) return
      now = now.add({ minutes: 11 })
      await runJobs(desk({ worker: 'two' }), { slow: async () => {} })
      return (trx) => enqueue(trx, { kind: 'effect', key: 'b', payload: {}, dueAt: now })
    },
  })
  expect(await db('jobs')).toEqual([])
})
