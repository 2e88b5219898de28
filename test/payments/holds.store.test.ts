import { debtProgramme, oweDebts, quietOffice } from '../../scripts/walk/debts.ts'
import type { Actor } from '../../server/base/actor.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import {
  holdPayment,
  holdRefused,
  liftHold,
  liftRefused,
  openHolds,
} from '../../server/payments/hold-store.ts'
import { approveRun, exportRun } from '../../server/payments/moves-store.ts'
import { openPayables } from '../../server/payments/payable-store.ts'
import { startRun } from '../../server/payments/paying.ts'
import { reasonsAgainst } from '../../server/payments/run.ts'
import { openTestDatabase } from '../database.ts'
import { now, terms } from './examples.ts'

const staff = (id: number): Actor => ({ kind: 'staff', id, roles: ['finance'] })
const act = (id: number) => ({ reason: 'The invoice looks altered.', by: staff(id), at: now })

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
  await oweDebts(db, 2)
})
afterEach(() => db.destroy())

const hold = (kind: 'suspicion' | 'dispute', by = 7) =>
  inTransaction(db, (trx) => holdPayment(trx, 'TI-1', kind, act(by)))
const lift = (by: number) => inTransaction(db, (trx) => liftHold(trx, 'TI-1', 'suspicion', act(by)))
const reasons = async () =>
  (await openPayables(db, debtProgramme, 10)).map((payable) => reasonsAgainst(payable, terms, now))

test('a suspicion and a dispute keep a debt out of a run, each by its name (R30, A5)', async () => {
  expect(await reasons()).toEqual([[], []])
  await hold('suspicion')
  expect(await reasons()).toEqual([['held'], []])
  await hold('dispute')
  expect(await reasons()).toEqual([['disputed', 'held'], []])
  await expect(hold('dispute')).rejects.toThrow('held-already')
})

test('who holds does not lift; the database refuses it too', async () => {
  await hold('suspicion')
  await expect(lift(7)).rejects.toThrow('lifter-held-it')
  await expect(db('payment_holds').update({ lifted_by: 'staff:7' })).rejects.toThrow(/constraint/i)
  await lift(8)
  expect(await openHolds(db)).toEqual([])
  await expect(lift(8)).rejects.toThrow('not-held')
  await hold('suspicion')
  expect(await reasons()).toEqual([['held'], []])
})

test('a hold that comes after the run stops its release and its file', async () => {
  const { id } = await startRun(quietOffice(db, { now: () => now }), debtProgramme, staff(1))
  await hold('suspicion')
  const approve = () => inTransaction(db, (trx) => approveRun(trx, id, staff(2), now))
  await expect(approve()).rejects.toThrow('payment-held')
  await lift(8)
  await approve()
  await hold('suspicion')
  await expect(inTransaction(db, (trx) => exportRun(trx, id, now))).rejects.toThrow('payment-held')
})

test('a refused proposal freezes the payment until a new one is accepted; what staff held stays held (A4)', async () => {
  const refuse = () => inTransaction(db, (trx) => holdRefused(trx, 'TI-1', now))
  await refuse()
  await refuse()
  expect(await reasons()).toEqual([['disputed'], []])
  await inTransaction(db, (trx) => liftRefused(trx, 'TI-1', now))
  expect(await reasons()).toEqual([[], []])
  await hold('dispute')
  await refuse()
  await inTransaction(db, (trx) => liftRefused(trx, 'TI-1', now))
  expect(await reasons()).toEqual([['disputed'], []])
})
