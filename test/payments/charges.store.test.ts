import { inTransaction, type Database } from '../../server/database.ts'
import { chargesOf, recordCharge } from '../../server/payments/charge-store.ts'
import { balancesOf } from '../../server/payments/posting-store.ts'
import { debtsSince as at, oweDebts } from '../../scripts/walk/debts.ts'
import { openTestDatabase } from '../database.ts'

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
  await oweDebts(db, 1)
})
afterEach(() => db.destroy())

const order = {
  reference: 'TI-1',
  kind: 'second-visit',
  amountMinor: 24_500,
  currency: 'DKK',
  cause: 'second-visit:TI-1:2',
  side: 'participant',
  reason: 'not-ready',
} as const

test('a charge is recorded once and stands in the ledger (R39)', async () => {
  const record = () => inTransaction(db, (trx) => recordCharge(trx, order, at))
  expect(await record()).toBe(true)
  expect(await record()).toBe(false)
  expect(await chargesOf(db, 'TI-1')).toMatchObject([order])
  expect(await balancesOf(db, 'TI-1')).toMatchObject([
    { account: 'charges', balanceMinor: -24_500 },
    { account: 'payable', balanceMinor: -10_000 },
    { account: 'purchases', balanceMinor: 10_000 },
    { account: 'recovery', balanceMinor: 24_500 },
  ])
})

test('nothing is charged for nothing', async () => {
  const nothing = { ...order, amountMinor: 0 }
  await expect(inTransaction(db, (trx) => recordCharge(trx, nothing, at))).rejects.toThrow(/charges_positive/)
  expect(await chargesOf(db, 'TI-1')).toEqual([])
})

test('the ledger still refuses to be changed after it learned an account', async () => {
  await expect(db('postings').where({ debit: 'purchases' }).update({ amount_minor: 1 })).rejects.toThrow(
    /append-only/,
  )
  await expect(db('postings').delete()).rejects.toThrow(/append-only/)
})
