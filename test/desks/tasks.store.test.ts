/** One act on many things: its rows tell how far it is, each is asked as if it came alone, a crash costs and repeats nothing (R96). */
import type { Actor } from '../../server/base/actor.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { submit } from '../../server/claims/submission.ts'
import { claimsByVersion } from '../../server/claims/version-claims-store.ts'
import { enqueue, takeJobs } from '../../server/jobs/store.ts'
import { openTasksOf, taskItems, taskOf } from '../../server/jobs/task-store.ts'
import { undeliveredMails } from '../../server/mail/store.ts'
import { holdPayment, openHolds } from '../../server/payments/hold-store.ts'
import type { Role } from '../../server/staff/roles.ts'
import { closeAccount, createAccount } from '../../server/staff/store.ts'
import { orderTask, workOff } from '../../server/desks/tasks.ts'
import { openDesk, prepared, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'

let desk: TestDesk
let references: string[]
let first: string
let second: string

beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
  references = []
  for (const tail of ['1', '2'])
    references.push((await submit(desk, await prepared(desk, tail), { kind: 'visitor' })).reference)
  ;[first = '', second = ''] = references
})
afterEach(() => desk.db.destroy())

async function staff(name: string, ...roles: readonly Role[]): Promise<Actor & { readonly kind: 'staff' }> {
  const account = { email: `${name}@example.dk`, name, roles, passwordHash: '' }
  return { kind: 'staff', id: await createAccount(desk, account), roles }
}

const outcomes = async (task: number): Promise<unknown[]> =>
  (await taskItems(desk.db, task)).map(({ outcome, faults }) =>
    [outcome, ...faults.map(({ code }) => code)].join(' '),
  )

const ends = async (task: number, office: TestDesk = desk): Promise<void> => {
  const end = await workOff(office, task)
  await desk.db.transaction(end)
}

const approvals = async (reference: string): Promise<number> =>
  (await entriesOf(desk.db, reference)).filter(({ kind }) => kind === 'approved').length

test('cut off in the middle of the second approval, it goes on there and approves nothing twice', async () => {
  const by = await staff('mette', 'reviewer')
  const task = await orderTask(desk, 'approve', { ticked: [...references, 'TI-0000-0000', first], by })
  expect(await taskOf(desk.db, task)).toMatchObject({ total: 2, done: 0 })
  const cut: TestDesk = {
    ...desk,
    follow: async (happened) => {
      await desk.follow(happened)
      if (happened.claim.reference === second) throw new Error('the power went')
    },
  }
  await expect(ends(task, cut)).rejects.toThrow('the power went')
  expect(await outcomes(task)).toEqual(['done', ''])
  expect(await openTasksOf(desk.db, `staff:${by.id}`, 5)).toMatchObject([{ id: task, done: 1 }])

  await ends(task)
  expect(await outcomes(task)).toEqual(['done', 'done'])
  expect([await approvals(first), await approvals(second)]).toEqual([1, 1])
  expect(await taskOf(desk.db, task)).toMatchObject({ total: 2, done: 2, endedAt: expect.any(String) })
  expect(await openTasksOf(desk.db, `staff:${by.id}`, 5)).toEqual([])
  expect([...(await claimsByVersion(desk.db)).values()]).toEqual([{ running: 2, all: 2 }])
})

test('two workers on one task do each thing once', async () => {
  const by = await staff('mette', 'reviewer')
  const task = await orderTask(desk, 'approve', { ticked: references, by })
  await Promise.all([ends(task), ends(task)])
  expect(await outcomes(task)).toEqual(['done', 'done'])
  expect([await approvals(first), await approvals(second)]).toEqual([1, 1])
})

test('what somebody ordered who may no longer do it is refused, one by one', async () => {
  const by = await staff('mette', 'reviewer')
  const task = await orderTask(desk, 'approve', { ticked: references, by })
  await closeAccount(desk, by.id)
  await ends(task)
  expect(await outcomes(task)).toEqual(['refused not-permitted', 'refused not-permitted'])
})

test('a task on nothing that there is is none', async () => {
  const by = await staff('mette', 'reviewer')
  await expect(orderTask(desk, 'approve', { ticked: ['TI-0000-0000'], by })).rejects.toMatchObject({
    faults: [{ code: 'nothing-chosen', path: '/chosen' }],
  })
})

test('payments are let go by whoever did not hold them back, with the reason at each (A5)', async () => {
  const [ada, bo] = [await staff('ada', 'finance'), await staff('bo', 'finance')]
  const held = { reason: 'The seller is asked.', at: desk.clock.now() }
  await desk.db.transaction(async (trx) => {
    await holdPayment(trx, first, 'suspicion', { ...held, by: ada })
    await holdPayment(trx, second, 'suspicion', { ...held, by: bo })
    await holdPayment(trx, second, 'dispute', { ...held, by: ada })
  })
  const ticked = [`${first}-suspicion`, `${second}-suspicion`, `${second}-dispute`]
  const task = await orderTask(desk, 'lift-hold', { ticked, words: 'The seller confirmed all.', by: bo })
  await ends(task)
  expect(await outcomes(task)).toEqual(['done', 'refused lifter-held-it', 'done'])
  expect(await openHolds(desk.db)).toMatchObject([{ reference: second, kind: 'suspicion' }])
  expect(await desk.db('payment_holds').whereNotNull('lifted_by').pluck('lifted_reason')).toEqual([
    'The seller confirmed all.',
    'The seller confirmed all.',
  ])
  expect((await taskOf(desk.db, task)).words).toBeUndefined()
})

test('mails that did not arrive go out again once, and jobs get all their attempts anew', async () => {
  const by = await staff('cleo', 'admin')
  await desk.db('mails').update({ state: 'failed', failure: 'given-up' })
  const undelivered = await undeliveredMails(desk.db, 10)
  const ticked = undelivered.map(({ id }) => String(id))
  const [once, twice] = [
    await orderTask(desk, 'resend-mail', { ticked, by }),
    await orderTask(desk, 'resend-mail', { ticked, by }),
  ]
  await ends(once)
  await ends(twice)
  expect(await outcomes(once)).toEqual(ticked.map(() => 'done'))
  expect(await outcomes(twice)).toEqual(ticked.map(() => 'refused mail-not-undelivered'))
  expect(await undeliveredMails(desk.db, 10)).toEqual([])

  await enqueue(desk.db as never, { kind: 'check-vat-ids', key: '1', payload: {}, dueAt: desk.clock.now() })
  await desk.db('jobs').where({ kind: 'check-vat-ids' }).update({ state: 'dead', attempts: 10 })
  const dead = (await desk.db('jobs').where({ state: 'dead' }).pluck('id')).map(String)
  const task = await orderTask(desk, 'revive-job', { ticked: dead, by })
  await ends(task)
  expect(await outcomes(task)).toEqual(dead.map(() => 'done'))
  const taken = await takeJobs(desk.db, desk.clock, { worker: 'one', limit: 50, leaseSeconds: 60 })
  expect(taken.filter(({ kind }) => kind === 'check-vat-ids')).toMatchObject([{ attempts: 1 }])
})
