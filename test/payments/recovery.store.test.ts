/** What is owed to us, from its cause to its end: repaid in parts, too much, by hand, set off, written off (R47, O1-O5). */
import { Temporal } from 'temporal-polyfill'
import { bankEntry, notification } from '../../scripts/walk/bank.ts'
import { fileOf } from '../../scripts/walk/bank-file.ts'
import { debtProgramme, debtsSince, oweDebts, quietOffice } from '../../scripts/walk/debts.ts'
import type { Actor } from '../../server/base/actor.ts'
import { entriesAfter } from '../../server/claims/journal-store.ts'
import { claimOf } from '../../server/claims/store.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import { takeAnswer } from '../../server/payments/answering.ts'
import { openCharges, recordCharge } from '../../server/payments/charge-store.ts'
import { clearingFaults } from '../../server/payments/clearing-store.ts'
import { invoiceCharges, waiveCharge } from '../../server/payments/charging.ts'
import { confirmMatch } from '../../server/payments/matching.ts'
import { approveRun, exportRun } from '../../server/payments/moves-store.ts'
import { lower } from '../../server/payments/payable-store.ts'
import { bookRun, startRun } from '../../server/payments/paying.ts'
import { balancesOf, owedToUs, stillOwed } from '../../server/payments/posting-store.ts'
import {
  differencesBetween,
  moneyKinds,
  recoveredFrom,
  standingsFrom,
  withCharges,
} from '../../server/payments/reconciliation.ts'
import { openRecoveries, recoveriesOf } from '../../server/payments/recovery-store.ts'
import { consentToSetOff, openRecovery, setOff, writeOff } from '../../server/payments/recovering.ts'
import { proposeMatch, suspended } from '../../server/payments/suspense-store.ts'
import { openTestDatabase } from '../database.ts'

const staff = (id: number): Actor => ({ kind: 'staff', id, roles: ['finance'] })
const now = debtsSince.add({ hours: 24 * 20 })
const reason = 'Agreed with the head of finance.'

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
  await oweDebts(db, 2)
})
afterEach(() => db.destroy())

const office = () => quietOffice(db, { now: () => now })

/** Pays both debts of 100.00. */
async function bothPaid(): Promise<void> {
  const { id } = await startRun(office(), debtProgramme, staff(1))
  await inTransaction(db, (trx) => approveRun(trx, id, staff(2), now))
  await inTransaction(db, (trx) =>
    exportRun(trx, id, { by: { kind: 'staff', id: 9, roles: ['finance'] }, at: now }),
  )
  await bookRun(office(), id, Temporal.PlainDate.from('2026-11-23'), staff(1))
}

/** A credit note over all of the first document, after it was paid. */
const credited = (number = 'SB-1', reference = 'TI-1') =>
  inTransaction(db, async (trx) => {
    const credit = { number, credit: `CN-${number}`, amountMinor: 10_000 }
    expect(await lower(trx, credit, now)).toBe('paid')
    const order = {
      reference,
      cause: 'credited',
      origin: `credit:CN-${number}`,
      amountMinor: 10_000,
    } as const
    await openRecovery(office(), trx, { ...order, currency: 'DKK', units: [1] })
    // Told twice, it is one case.
    await openRecovery(office(), trx, { ...order, currency: 'DKK', units: [1] })
  })

const comesIn = (amount: string, remittance: string, id = 'NOTPROVIDED') => {
  const entry = bankEntry({ id, amount, side: 'CRDT' }).replace(
    '</TxDtls>',
    `<RmtInf><Ustrd>${remittance}</Ustrd></RmtInf></TxDtls>`,
  )
  return takeAnswer(office(), fileOf(notification(`N-${amount}-${remittance}`, entry)), staff(1))
}

const ledger = async (reference?: string) =>
  Object.fromEntries(
    (await balancesOf(db, reference)).map(({ account, balanceMinor }) => [account, balanceMinor]),
  )

/** The journal and the ledger tell one story, of what we owe and of what is owed to us. */
async function reconciled(): Promise<void> {
  const all = await entriesAfter(db, 0, 1000)
  const entries = all.filter(({ kind }) => moneyKinds.includes(kind))
  const toUs = withCharges(recoveredFrom(entries), await openCharges(db, 100))
  expect(differencesBetween(toUs, await owedToUs(db))).toEqual([])
  const owing = new Map(
    [...standingsFrom(entries, () => 0)].map(([claim, { owed, paid }]) => [
      claim,
      { owed: owed + 10_000, paid },
    ]),
  )
  const started = new Map([
    ['TI-1', { owed: 10_000, paid: 0 }],
    ['TI-2', { owed: 10_000, paid: 0 }],
  ])
  expect(differencesBetween(new Map([...started, ...owing]), await stillOwed(db))).toEqual([])
  expect(await clearingFaults(db)).toEqual([])
}

test('what was credited after it was paid is asked back, and comes in parts (R47, O2)', async () => {
  await bothPaid()
  await credited()
  expect(await openRecoveries(db, 10)).toMatchObject([
    {
      number: 'RC-2026-000001',
      cause: 'credited',
      amountMinor: 10_000,
      dueOn: Temporal.PlainDate.from('2026-12-20'),
    },
  ])
  expect((await claimOf(db, 'TI-1')).units[0]?.settlement).toBe('recovering')
  expect(await comesIn('60.00', 'RC-2026-000001')).toMatchObject({ moved: 0, asked: 0 })
  // The same file again is not another payment.
  await comesIn('60.00', 'RC-2026-000001')
  expect(await recoveriesOf(db, 'TI-1')).toMatchObject([{ state: 'open', repaidMinor: 6000 }])
  await comesIn('40.00', 'rest af rc-2026-000001')
  expect(await recoveriesOf(db, 'TI-1')).toMatchObject([{ state: 'repaid', repaidMinor: 10_000 }])
  expect((await claimOf(db, 'TI-1')).units[0]?.settlement).toBe('repaid')
  expect(await ledger('TI-1')).toEqual({ bank: 0, payable: 0, purchases: 0, recovery: 0 })
  await reconciled()
})

test('too much waits for two people, and what was too much goes back (B5, O2)', async () => {
  await bothPaid()
  await credited()
  expect(await comesIn('100.01', 'RC-2026-000001')).toMatchObject({ asked: 1 })
  const matched = async (payment: string): Promise<void> => {
    const [{ key } = { key: '' }] = await suspended(db, 10)
    const match = { key, target: 'repayment', payment, reason } as const
    await inTransaction(db, (trx) => proposeMatch(trx, match, { by: staff(1), at: now }))
    await expect(confirmMatch(office(), key, staff(1))).rejects.toThrow('matcher-proposed-it')
    await confirmMatch(office(), key, staff(2))
  }
  await matched('RC-2026-000001')
  expect(await recoveriesOf(db, 'TI-1')).toMatchObject([{ state: 'repaid', repaidMinor: 10_001 }])
  const back = bankEntry({ id: 'RC-BACK', amount: '0.01', side: 'DBIT' })
  await takeAnswer(office(), fileOf(notification('N-BACK', back)), staff(1))
  await matched('RC-2026-000001')
  expect(await ledger('TI-1')).toMatchObject({ payable: 0, purchases: 0, recovery: 0 })
  expect(await ledger()).toMatchObject({ recovery: 0, suspense: 0 })
  await reconciled()
})

test('the bank booked more than it was told: the debt is paid, the rest is asked back (O1)', async () => {
  const { id } = await startRun(office(), debtProgramme, staff(1))
  await inTransaction(db, (trx) => approveRun(trx, id, staff(2), now))
  await inTransaction(db, (trx) =>
    exportRun(trx, id, { by: { kind: 'staff', id: 9, roles: ['finance'] }, at: now }),
  )
  const wrong = bankEntry({ id: 'SB-1', amount: '110.00', side: 'DBIT' })
  expect(await takeAnswer(office(), fileOf(notification('N-1', wrong)), staff(1))).toMatchObject({
    moved: 0,
    asked: 1,
  })
  const [{ key } = { key: '' }] = await suspended(db, 10)
  const match = { key, target: 'overpaid-payment', payment: 'SB-1', reason } as const
  await inTransaction(db, (trx) => proposeMatch(trx, match, { by: staff(1), at: now }))
  await confirmMatch(office(), key, staff(2))
  expect((await claimOf(db, 'TI-1')).units[0]?.settlement).toBe('paid')
  expect(await openRecoveries(db, 10)).toMatchObject([{ cause: 'overpaid', amountMinor: 1000 }])
  await reconciled()
})

test('two people write off, and the database holds it too (O2)', async () => {
  await bothPaid()
  await credited()
  const number = 'RC-2026-000001'
  await expect(writeOff(office(), number, staff(2))).rejects.toThrow('write-off-not-proposed')
  await writeOff(office(), number, staff(1), reason)
  await expect(writeOff(office(), number, staff(1))).rejects.toThrow('writer-proposed-it')
  await expect(db('recoveries').update({ written_off_by: 'staff:1', state: 'written-off' })).rejects.toThrow(
    /recoveries_two_people|constraint/i,
  )
  await writeOff(office(), number, staff(2))
  await expect(writeOff(office(), number, staff(2))).rejects.toThrow('recovery-over')
  expect((await claimOf(db, 'TI-1')).units[0]?.settlement).toBe('written-off')
  expect(await ledger('TI-1')).toMatchObject({ recovery: 0, 'write-offs': 10_000 })
  await reconciled()
})

test('a charge is invoiced with VAT in a series of its own, or waived (R39, R41)', async () => {
  const charge = (n: number) =>
    inTransaction(db, (trx) =>
      recordCharge(
        trx,
        {
          reference: 'TI-1',
          kind: 'second-visit',
          amountMinor: 24_500,
          currency: 'DKK',
          cause: `second-visit:TI-1:${n}`,
          side: 'participant',
          reason: 'not-ready',
        },
        now,
      ),
    )
  await charge(1)
  await reconciled()
  await expect(waiveCharge(office(), 1, staff(2))).rejects.toThrow('waiver-not-proposed')
  await waiveCharge(office(), 1, staff(1), reason)
  await expect(waiveCharge(office(), 1, staff(1))).rejects.toThrow('waiver-own-proposal')
  await expect(db('charges').update({ waived_by: 'staff:1' })).rejects.toThrow('waived by another')
  await waiveCharge(office(), 1, staff(2))
  await expect(waiveCharge(office(), 1, staff(1), reason)).rejects.toThrow('charge-unknown')
  await expect(invoiceCharges(office(), 'TI-1')).rejects.toThrow('charges-none')
  await charge(2)
  expect(await invoiceCharges(office(), 'TI-1')).toBe('TI-CH-2026-000001')
  await expect(invoiceCharges(office(), 'TI-1')).rejects.toThrow('charges-none')
  expect(await recoveriesOf(db, 'TI-1')).toMatchObject([
    { number: 'TI-CH-2026-000001', cause: 'charge', amountMinor: 30_625 },
  ])
  await comesIn('306.25', 'Faktura TI-CH-2026-000001')
  expect(await ledger('TI-1')).toMatchObject({ bank: 30_625, charges: -24_500, recovery: 0, vat: -6125 })
  await reconciled()
})

test('nothing is set off without recorded consent, nor against what does not fit (O3)', async () => {
  await inTransaction(db, (trx) =>
    recordCharge(
      trx,
      {
        reference: 'TI-1',
        kind: 'wrong-device',
        amountMinor: 4000,
        currency: 'DKK',
        cause: 'w:1',
        side: 'participant',
        reason: 'wrong-device',
      },
      now,
    ),
  )
  const number = await invoiceCharges(office(), 'TI-1')
  await expect(setOff(office(), number, 'SB-2', staff(1))).rejects.toThrow('set-off-without-consent')
  await consentToSetOff(office(), number, staff(1), 'Mail of Asta Jørgensen, 23 November.')
  await expect(setOff(office(), number, 'SB-9', staff(2))).rejects.toThrow('payable-unknown')
  await expect(setOff(office(), number, 'SB-2', staff(1))).rejects.toThrow('setter-recorded-consent')
  await expect(db('recoveries').update({ taken_off_by: 'staff:1' })).rejects.toThrow('set off by another')
  await setOff(office(), number, 'SB-2', staff(2))
  expect(await recoveriesOf(db, 'TI-1')).toMatchObject([{ state: 'repaid' }])
  expect(await ledger('TI-2')).toMatchObject({ payable: -5000, 'set-offs': -5000 })
  expect(await ledger()).toMatchObject({ recovery: 0, 'set-offs': 0 })
  await reconciled()
})
