/** Many approvals as a task: its rows tell how far it is, and a crash between act and note costs nothing (R96). */
import type { Actor } from '../../server/base/actor.ts'
import { advance } from '../../server/claims/advance.ts'
import { orderApprovals, workOff } from '../../server/claims/approving.ts'
import { bulkItems, bulkOf, openBulksOf } from '../../server/claims/bulk-store.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { submit } from '../../server/claims/submission.ts'
import { claimsByVersion } from '../../server/claims/version-claims-store.ts'
import { closeAccount, createAccount } from '../../server/staff/store.ts'
import { openTestDatabase } from '../database.ts'
import { openDesk, prepared, type TestDesk } from './desk.ts'

let desk: TestDesk
let by: Actor & { readonly kind: 'staff' }
let references: string[]

beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
  const account = {
    email: 'mette@example.dk',
    name: 'Mette Holm',
    roles: ['reviewer'],
    passwordHash: '',
  } as const
  by = { kind: 'staff', id: await createAccount(desk, account), roles: account.roles }
  references = []
  for (const tail of ['1', '2'])
    references.push((await submit(desk, await prepared(desk, tail), { kind: 'visitor' })).reference)
})
afterEach(() => desk.db.destroy())

const outcomes = async (task: number): Promise<unknown[]> =>
  (await bulkItems(desk.db, task)).map(({ outcome, faults }) => outcome ?? faults)

const ends = async (task: number): Promise<void> => {
  const end = await workOff(desk, task)
  await desk.db.transaction(end)
}

test('a crash between an approval and its note is made good, and nothing is approved twice', async () => {
  const task = await orderApprovals(desk, [...references, 'TI-0000-0000', ...references], by)
  expect(await bulkOf(desk.db, task)).toMatchObject({ total: 2, done: 0 })
  await advance(desk, references[0] ?? '', { kind: 'approve', by })
  await ends(task)
  expect(await outcomes(task)).toEqual(['approved', 'approved'])
  for (const reference of references) {
    const approvals = (await entriesOf(desk.db, reference)).filter(({ kind }) => kind === 'approved')
    expect(approvals).toHaveLength(1)
  }
  expect(await bulkOf(desk.db, task)).toMatchObject({ total: 2, done: 2, endedAt: expect.any(String) })
  expect(await openBulksOf(desk.db, `staff:${by.id}`, 5)).toEqual([])
  expect([...(await claimsByVersion(desk.db)).values()]).toEqual([{ running: 2, all: 2 }])
})

test('what somebody ordered who may no longer approve is refused, claim by claim', async () => {
  const task = await orderApprovals(desk, references, by)
  await closeAccount(desk, by.id)
  await ends(task)
  expect(await outcomes(task)).toEqual(['refused', 'refused'])
})

test('a task without a claim that there is is none', async () => {
  await expect(orderApprovals(desk, ['TI-0000-0000'], by)).rejects.toMatchObject({
    faults: [{ code: 'nothing-chosen', path: '/claims' }],
  })
})
