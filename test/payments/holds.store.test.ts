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
import { markOldAccounts, saveBankAccount } from '../../server/parties/account-store.ts'
import { openDebts } from '../../server/payments/debt-store.ts'
import { openPayables } from '../../server/payments/payable-store.ts'
import { startRun } from '../../server/payments/paying.ts'
import { reasonsAgainst, reasonsOf } from '../../server/payments/run.ts'
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
/** By the opened accounts, and the same without opening one. */
const reasons = async (rules = terms) => {
  const opened = await openPayables(db, debtProgramme, 10)
  const said = opened.map((payable) => reasonsAgainst(payable, rules, now))
  const order = { programmeId: debtProgramme, terms: rules, limit: 10 }
  expect((await openDebts(db, order, now)).map((debt) => reasonsOf(debt, rules))).toEqual(said)
  return said
}

test('what is marked of an account speaks against it as its number does (P2, R46)', async () => {
  expect(await reasons({ ...terms, accountCountry: 'SE' })).toEqual([
    ['account-of-other-country'],
    ['account-of-other-country'],
  ])
  const ours = { ...terms, payingIban: 'DK5000400440116243' }
  expect(await reasons(ours)).toEqual([['account-is-ours'], ['account-is-ours']])
  await inTransaction(db, async (trx) => {
    const [{ participant_id: participantId }] = await trx('bank_accounts').select('participant_id')
    const account = { holder: 'Someone else', iban: 'DK5100400440116243' }
    await saveBankAccount(trx, { participantId, reference: 'TI-1', account, by: staff(9), at: now })
  })
  const wrong = [['account-invalid', 'account-changed-recently'], ['account-is-ours']]
  expect(await reasons(ours)).toEqual(wrong)
  // As accounts lay before they were marked: the next start marks them.
  await db('bank_accounts').update({ iban_country: null, iban_valid: null, iban_mark: null })
  expect(await markOldAccounts(db)).toBe(3)
  expect(await markOldAccounts(db)).toBe(0)
  expect(await reasons(ours)).toEqual(wrong)
  await db('bank_accounts').delete().where({ claim_reference: 'TI-2' })
  expect((await reasons())[1]).toEqual(['account-missing'])
})

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
  await expect(
    inTransaction(db, (trx) =>
      exportRun(trx, id, { by: { kind: 'staff', id: 9, roles: ['finance'] }, at: now }),
    ),
  ).rejects.toThrow('payment-held')
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
