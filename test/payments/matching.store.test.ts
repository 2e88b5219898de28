import { debtProgramme, debtsSince, oweDebts, quietOffice } from '../../scripts/walk/debts.ts'
import { fileOf } from '../../scripts/walk/bank-file.ts'
import { bankEntry, notification } from '../../scripts/walk/bank.ts'
import type { Actor } from '../../server/base/actor.ts'
import type { Office } from '../../server/claims/advance.ts'
import { claimOf } from '../../server/claims/store.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import { suspended } from '../../server/payments/suspense-store.ts'
import { takeAnswer } from '../../server/payments/answering.ts'
import { confirmMatch } from '../../server/payments/matching.ts'
import { approveRun, exportRun } from '../../server/payments/moves-store.ts'
import { startRun } from '../../server/payments/paying.ts'
import { balancesOf } from '../../server/payments/posting-store.ts'
import { proposeMatch, type MatchTarget } from '../../server/payments/suspense-store.ts'
import { openTestDatabase } from '../database.ts'

const now = debtsSince.add({ hours: 24 * 20 })
const staff = (id: number): Actor => ({ kind: 'staff', id, roles: ['finance'] })

let db: Database
let office: Office
beforeEach(async () => {
  db = await openTestDatabase()
  await oweDebts(db, 1)
  office = quietOffice(db, { now: () => now })
  const run = await startRun(office, debtProgramme, staff(1))
  await inTransaction(db, (trx) => approveRun(trx, run.id, staff(2), now))
  await inTransaction(db, (trx) =>
    exportRun(trx, run.id, { by: { kind: 'staff', id: 9, roles: ['finance'] }, at: now }),
  )
  await hears('SB-1', '100.00', 'DBIT')
})
afterEach(() => db.destroy())

const hears = (id: string, amount: string, side: 'DBIT' | 'CRDT') =>
  takeAnswer(office, fileOf(notification(`N-${amount}`, bankEntry({ id, amount, side }))), staff(1))
const keyInSuspense = async (): Promise<string> => (await suspended(db, 1))[0]?.key ?? ''
const says = async (key: string, target: MatchTarget, payment?: string) =>
  inTransaction(db, (trx) =>
    proposeMatch(
      trx,
      { key, target, reason: 'Told by the bank.', ...(payment && { payment }) },
      { by: staff(1), at: now },
    ),
  )
const books = async () =>
  Object.fromEntries((await balancesOf(db)).map(({ account, balanceMinor }) => [account, balanceMinor]))

test('a return less a fee opens the debt in full; the fee is a charge of ours (B4, B5)', async () => {
  await hears('SB-1', '98.50', 'CRDT')
  expect(await books()).toEqual({ bank: -150, payable: 0, purchases: 10_000, suspense: -9850 })
  const key = await keyInSuspense()
  await says(key, 'returned-payment', 'SB-1')
  await expect(confirmMatch(office, key, staff(1))).rejects.toThrow('matcher-proposed-it')
  await confirmMatch(office, key, staff(2))
  expect(await books()).toEqual({
    bank: -150,
    charges: 150,
    payable: -10_000,
    purchases: 10_000,
    suspense: 0,
  })
  expect(await claimOf(db, 'TI-1')).toMatchObject({ state: 'approved', units: [{ settlement: 'final' }] })
  await expect(confirmMatch(office, key, staff(2))).rejects.toThrow('not-in-suspense')
})

test('a credit of nobody becomes a charge account of its own; more than was paid is no return', async () => {
  await hears('WHO-KNOWS', '250.00', 'CRDT')
  const key = await keyInSuspense()
  await says(key, 'returned-payment', 'SB-1')
  await expect(confirmMatch(office, key, staff(2))).rejects.toThrow('match-does-not-fit')
  expect(await claimOf(db, 'TI-1')).toMatchObject({ state: 'closed' })
  await says(key, 'charges')
  await confirmMatch(office, key, staff(2))
  expect(await books()).toEqual({
    bank: 15_000,
    charges: -25_000,
    payable: 0,
    purchases: 10_000,
    suspense: 0,
  })
})

test('the database refuses that one person does both', async () => {
  await hears('WHO-KNOWS', '1.00', 'CRDT')
  await says(await keyInSuspense(), 'charges')
  await expect(db('suspense_matches').update({ confirmed_by: 'staff:1' })).rejects.toThrow(/constraint/i)
})

test('the ledger is append-only on both engines (O5)', async () => {
  await expect(db('postings').update({ amount_minor: 1 })).rejects.toThrow('append-only')
  await expect(db('postings').del()).rejects.toThrow('append-only')
})
