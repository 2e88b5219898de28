import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../server/base/actor.ts'
import { seal } from '../../server/base/sealing.ts'
import { inTransaction, openDatabase, type Database } from '../../server/database.ts'
import { openDataKey } from '../../server/parties/data-key-store.ts'
import { saveBankAccount } from '../../server/parties/account-store.ts'
import { saveParticipant } from '../../server/parties/store.ts'
import {
  approveRun,
  cancelRun,
  executeRun,
  exportRun,
  removePayment,
} from '../../server/payments/moves-store.ts'
import type { Payable } from '../../server/payments/run.ts'
import { runsBefore } from '../../server/payments/run-list-store.ts'
import { createRun, runOf, runsHolding, type PaymentRun } from '../../server/payments/store.ts'
import { makeTestDatabase, openTestDatabase, testHouseKeys } from '../database.ts'
import { participant } from '../parties/samples.ts'
import { account, debtor, now, payable, terms } from './examples.ts'

const executeOn = Temporal.PlainDate.from('2026-11-23')
const staff = (id: number, ...roles: string[]): Actor => ({ kind: 'staff', id, roles })

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

/** Keeps an account for a claim and gives what is owed for it. */
const owed = (
  n: number,
  by: Actor = { kind: 'participant', reference: `TI-${n}` },
  on = db,
): Promise<Payable> =>
  inTransaction(on, async (trx) => {
    const participantId = await saveParticipant(trx, participant, now)
    const reference = `TI-${n}`
    const at = account.changedAt
    const kept = await saveBankAccount(trx, { participantId, reference, account, by, at })
    return { ...payable, number: `SB-${n}`, reference, account: { ...account, ...kept } }
  })

const create = (payables: readonly Payable[], on = db): Promise<PaymentRun> =>
  inTransaction(on, (trx) =>
    createRun(trx, { payables, terms, debtor, executeOn, by: staff(1, 'finance'), at: now }),
  )
const approve = (id: number, by = staff(2, 'finance')) =>
  inTransaction(db, (trx) => approveRun(trx, id, by, now))
const exported = (id: number, at = now) =>
  inTransaction(db, (trx) => exportRun(trx, id, { by: { kind: 'staff', id: 9, roles: ['finance'] }, at: at }))

const refusedAs = (kind: string, code: string) =>
  expect.objectContaining({
    kind,
    faults: expect.arrayContaining([expect.objectContaining({ code })]),
  }) as Error

test('a run is made, approved by another, exported and booked', async () => {
  const { id, name } = await create([await owed(1), await owed(2)])
  expect(name).toBe('RUN-2026-000001')
  await approve(id)
  const { run, bytes } = await exported(id)
  expect(run.payments.map(({ state, endToEndId }) => [state, endToEndId])).toEqual([
    ['sent', 'SB-1'],
    ['sent', 'SB-2'],
  ])
  expect(bytes.toString()).toContain('<CtrlSum>3000.20</CtrlSum>')
  const executed = await inTransaction(db, (trx) => executeRun(trx, id, executeOn))
  expect(executed).toMatchObject({ state: 'executed', executedOn: executeOn })
  expect(await inTransaction(db, (trx) => executeRun(trx, id, executeOn))).toEqual(executed)
  expect(await runsBefore(db, { limit: 5 })).toMatchObject([{ name, state: 'executed', count: 2 }])
})

test('nobody approves their own run, the admin neither; the database refuses it too (P3)', async () => {
  const { id } = await create([await owed(1)])
  await expect(approve(id, staff(1, 'admin'))).rejects.toThrow(refusedAs('forbidden', 'approver-created-run'))
  const byHand = { approved_by: 'staff:1', approved_at: '2026-11-20T09:00:00.000Z', state: 'approved' }
  await expect(db('payment_runs').where({ id }).update(byHand)).rejects.toThrow(/four_eyes|CHECK/)
  await expect(db('payment_runs').where({ id }).update({ state: 'exported' })).rejects.toThrow(
    /approved_first|CHECK/,
  )
  await expect(exported(id)).rejects.toThrow(refusedAs('conflict', 'run-state'))
})

test('who edited an account does not approve its payment (P3)', async () => {
  const { id } = await create([await owed(1, staff(2))])
  await expect(approve(id, staff(2))).rejects.toThrow(refusedAs('forbidden', 'approver-edited-account'))
  const byHand = { approved_by: 'staff:2', approved_at: '2026-11-20T09:00:00.000Z', state: 'approved' }
  await expect(db('payment_runs').where({ id }).update(byHand)).rejects.toThrow(/edited an account/)
  expect((await approve(id, staff(3))).approvedBy).toBe('staff:3')
})

test('what was approved is what leaves: the database holds the run still, and other bytes are refused (P3)', async () => {
  const { id } = await create([await owed(1), await owed(2)])
  const one = () => db('payments').where({ run_id: id, payable: 'SB-1' })
  await expect(one().update({ amount_minor: 1 })).rejects.toThrow(/never changed/)
  await expect(one().update({ state: 'sent' })).rejects.toThrow(/sent with the file/)
  await approve(id)
  await expect(one().update({ state: 'removed' })).rejects.toThrow(/approval of the run/)
  // Somebody with the database and the keys of the house puts another account in its place.
  const [{ participant_id: of }] = await db('bank_accounts').where({ claim_reference: 'TI-1' })
  const { wrapped } = await db('data_keys').where({ participant_id: of }).first()
  const other = JSON.stringify({ holder: 'Someone else', iban: 'DK9520000123456789' })
  const sealed = seal(other, `bank-account ${of} TI-1 1`, openDataKey(testHouseKeys, of, wrapped)!)
  await db('bank_accounts').where({ claim_reference: 'TI-1' }).update({ sealed })
  await expect(exported(id)).rejects.toThrow(refusedAs('conflict', 'run-changed'))
})

test('any change voids the approval, and what was taken out is owed again (P3)', async () => {
  const { id } = await create([await owed(1), await owed(2)])
  await approve(id)
  const changed = await inTransaction(db, (trx) =>
    removePayment(trx, { id, payable: 'SB-1', reason: 'asked to wait' }),
  )
  expect(changed.state).toBe('created')
  expect(changed.approvedBy).toBeUndefined()
  await expect(exported(id)).rejects.toThrow(refusedAs('conflict', 'run-state'))
  expect(await runsHolding(db, ['SB-1', 'SB-2'])).toEqual(new Map([['SB-2', 'RUN-2026-000001']]))
  const again = await create([await owed(1)])
  // The bank may have seen the first id; a second attempt has its own (section 4).
  expect(again.payments).toMatchObject([{ endToEndId: 'SB-1-2' }])
  await inTransaction(db, (trx) => removePayment(trx, { id, payable: 'SB-2', reason: 'asked to wait' }))
  await expect(approve(id)).rejects.toThrow(refusedAs('invalid', 'run-empty'))
})

test('an account that was changed after the run was made stops approval and export', async () => {
  const { id } = await create([await owed(1)])
  await approve(id)
  await inTransaction(db, async (trx) => {
    const [{ participant_id: participantId }] = await trx('bank_accounts').select('participant_id')
    const change = { holder: 'Someone else', iban: 'DK9520000123456789' }
    await saveBankAccount(trx, { participantId, reference: 'TI-1', account: change, by: staff(9), at: now })
  })
  await expect(exported(id)).rejects.toThrow(refusedAs('conflict', 'account-changed'))
  expect((await runOf(db, id)).state).toBe('approved')
})

test('exporting twice gives the same bytes, before and after booking (P3)', async () => {
  const { id } = await create([await owed(1)])
  await approve(id)
  const first = await exported(id)
  expect((await exported(id, now.add({ hours: 30 }))).bytes.equals(first.bytes)).toBe(true)
  await inTransaction(db, (trx) => executeRun(trx, id, executeOn))
  expect((await exported(id)).bytes.equals(first.bytes)).toBe(true)
})

test.each<[Partial<Payable>, string]>([
  [{ amountMinor: 0 }, 'not-payable'],
  [{ standing: 'disputed' }, 'not-payable'],
  [{ account: undefined }, 'not-payable'],
])('%j never enters a run (P6)', async (change, code) => {
  await expect(create([{ ...(await owed(1)), ...change }])).rejects.toThrow(refusedAs('conflict', code))
  expect(await runsBefore(db, { limit: 5 })).toEqual([])
})

test('a cancelled run gives back what it held', async () => {
  const { id } = await create([await owed(1)])
  await inTransaction(db, (trx) => cancelRun(trx, id, 'wrong day'))
  expect(await runsHolding(db, ['SB-1'])).toEqual(new Map())
  await expect(approve(id)).rejects.toThrow(refusedAs('conflict', 'run-state'))
})

test('two runs at once over the same invoices: one of them gets them (P4)', async () => {
  const { url, remove } = await makeTestDatabase()
  const connections = [openDatabase(url, testHouseKeys), openDatabase(url, testHouseKeys)] as const
  const payables = [await owed(1, undefined, connections[0]), await owed(2, undefined, connections[0])]
  const outcomes = await Promise.allSettled(connections.map((connection) => create(payables, connection)))
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const [failed] = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(failed?.reason).toEqual(refusedAs('conflict', 'payment-alive'))
  expect(await runsBefore(connections[0], { limit: 5 })).toMatchObject([{ name: 'RUN-2026-000001' }])
  await Promise.all(connections.map((connection) => connection.destroy()))
  await remove()
})
