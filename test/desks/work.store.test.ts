import { debtsSince, oweDebts } from '../../scripts/walk/debts.ts'
import { dateIn } from '../../server/base/calendar.ts'
import type { Database } from '../../server/database.ts'
import { waitingIn } from '../../server/desks/work-store.ts'
import { queues, type QueueId } from '../../server/desks/work.ts'
import { openTestDatabase } from '../database.ts'

let db: Database
const today = dateIn(debtsSince, 'UTC').add({ days: 60 })

beforeAll(async () => {
  db = await openTestDatabase()
  await oweDebts(db, 2)
  await db('claims').update({
    state: 'submitted',
    submitted_at: `${today.subtract({ days: 6 }).toString()}T09:00:00.000Z`,
  })
  await db('units').update({ custody: 'at-centre', audit: 'pending' })
  const [{ id } = { id: 0 }] = await db('claims').select('id')
  const times = { started_on: today.subtract({ days: 8 }).toString(), due_on: '2027-12-17' }
  await db('clocks').insert({ claim_id: id, clock: 'pay-by', ...times, state: 'running' })
})
afterAll(() => db.destroy())

const waiting = (id: QueueId, me = 'staff:7') => {
  const queue = queues.find((one) => one.id === id)
  if (!queue) throw new Error(`no queue ${id}`)
  return waitingIn(db, queue, { today, me })
}

test.each(queues)('$id is counted, also where nothing waits', async ({ id }) => {
  expect(await waiting(id)).toMatchObject({ count: expect.any(Number), late: expect.any(Number) })
})

test('what waits is counted with its age, and what waits too long', async () => {
  expect(await waiting('review')).toEqual({
    count: 2,
    late: 0,
    oldestOn: today.subtract({ days: 6 }).toString(),
  })
  expect(await waiting('payables')).toMatchObject({ count: 2, late: 2 })
  expect(await waiting('audit')).toEqual({
    count: 2,
    late: 1,
    oldestOn: today.subtract({ days: 8 }).toString(),
  })
})

test('a second look waits for everybody but whoever had the first (R43)', async () => {
  const [unit] = await db('units').select<{ id: number }[]>('id')
  const [{ id } = { id: 0 }] = await db('staff')
    .insert({
      email: 'a@b.example',
      name: 'Ada',
      roles: '[]',
      password_hash: '',
      created_at: '2026-11-02T09:00:00.000Z',
    })
    .returning<{ id: number }[]>('id')
  await db('audits').insert({
    unit_id: unit?.id,
    no: 1,
    auditor_id: id,
    audited_at: '2026-11-02T09:00:00.000Z',
    finding: '{}',
    verdict: 'match',
    reasons: '[]',
    photos: '[]',
  })
  expect(await waiting('audit')).toMatchObject({ count: 1 })
  expect(await waiting('second-audit', `staff:${id + 1}`)).toMatchObject({ count: 1 })
  expect(await waiting('second-audit', `staff:${id}`)).toEqual({ count: 0, late: 0 })
})
