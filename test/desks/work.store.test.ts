import { debtsSince, oweDebts } from '../../scripts/walk/debts.ts'
import { dateIn } from '../../server/base/calendar.ts'
import { isSqlite, type Database } from '../../server/database.ts'
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

/** Few rows at any time, all of them made by hand. */
const small = ['suspense_matches']

test('every queue is read off an index, so that a million claims that wait for nothing cost nothing', async () => {
  const asked: { readonly sql: string; readonly bindings: readonly string[] }[] = []
  const listen = (query: (typeof asked)[number]) => asked.push(query)
  db.on('query', listen)
  for (const { id } of queues) await waiting(id)
  db.removeListener('query', listen)
  const whole: string[] = []
  for (const { sql, bindings } of asked.filter((one) => one.sql.includes('waiting')))
    whole.push(...(await readWhole(sql, bindings)))
  expect(asked).toHaveLength(queues.length)
  expect(whole.filter((table) => !small.includes(table))).toEqual([])
})

/** Tables that the engine would read row by row. An index that holds only what waits is no whole table. */
async function readWhole(sql: string, bindings: readonly string[]): Promise<string[]> {
  if (isSqlite(db)) {
    const plan: { detail: string }[] = await db.raw(`EXPLAIN QUERY PLAN ${sql}`, [...bindings])
    return plan.flatMap(({ detail }) => /^SCAN (?!waiting)(\w+)\b(?! USING .*queue_)/.exec(detail)?.[1] ?? [])
  }
  return db.transaction(async (trx) => {
    const query = sql.replaceAll(/\$\d+/g, '?')
    // It reads few rows as they lie, whatever index there is; with many it asks the index, as here.
    await trx.raw('SET LOCAL enable_seqscan = off')
    const { rows } = await trx.raw<{ rows: { 'QUERY PLAN': string }[] }>(`EXPLAIN ${query}`, [...bindings])
    return rows.flatMap((row) => /Seq Scan on (\w+)/.exec(row['QUERY PLAN'])?.[1] ?? [])
  })
}

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
