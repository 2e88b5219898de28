import { Temporal } from 'temporal-polyfill'
import { debtsSince, oweDebts, quietOffice } from '../../scripts/walk/debts.ts'
import { writeEntry } from '../../server/claims/journal-store.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import { dueDebts } from '../../server/payments/due-view.ts'
import { startRun } from '../../server/payments/paying.ts'
import { openTestDatabase } from '../database.ts'

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
  await oweDebts(db, 3)
})
afterEach(() => db.destroy())

test('from a week before the last bank day a debt is at risk, after it overdue, with whose days it took (P1, R45)', async () => {
  await inTransaction(db, (trx) =>
    writeEntry(
      trx,
      { reference: 'TI-1', programmeVersion: 'a' },
      { kind: 'received', facts: {} },
      { kind: 'system', part: 'test' },
      debtsSince,
    ),
  )
  const on = (day: string) => dueDebts(db, Temporal.Instant.from(`2026-12-${day}T09:00:00Z`))
  expect(await on('10')).toEqual([])
  // 19 and 20 December 2026 are a weekend: what is due then has to be booked on Friday.
  const risky = (await on('11')).map(
    ({ number, urgency, lastDay }) => `${number} ${urgency} ${lastDay.toString()}`,
  )
  expect(risky).toEqual(['SB-1', 'SB-2', 'SB-3'].map((number) => `${number} at-risk 2026-12-18`))
  const later = await on('19')
  expect(later.map(({ number, urgency }) => `${number} ${urgency}`)).toEqual([
    'SB-1 overdue',
    'SB-2 overdue',
    'SB-3 overdue',
  ])
  expect(later[0]?.days).toEqual({ us: 47, participant: 0 })
  const office = quietOffice(db, { now: () => Temporal.Instant.from('2026-12-14T09:00:00Z') })
  const run = await startRun(office, 'dk-workstation-trade-in-open', { kind: 'staff', id: 1, roles: [] })
  expect((await on('19'))[0]?.inRun).toBe(run.name)
})
