import { Temporal } from 'temporal-polyfill'
import { debtProgramme, oweDebts, quietOffice } from '../../scripts/walk/debts.ts'
import type { Actor } from '../../server/base/actor.ts'
import { writeEntry } from '../../server/claims/journal-store.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import { approveRun } from '../../server/payments/moves-store.ts'
import { startRun } from '../../server/payments/paying.ts'
import { createAccount } from '../../server/staff/store.ts'
import { openTestDatabase } from '../database.ts'

const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
const clock = { now: () => now }
let db: Database
let ids: number[]

beforeEach(async () => {
  db = await openTestDatabase()
  await oweDebts(db, 2)
  ids = []
  for (const name of ['maker', 'auditor', 'decider', 'loader', 'other'])
    ids.push(
      await createAccount(
        { db, clock },
        { email: `${name}@firm.example`, name, roles: [], passwordHash: 'none' },
      ),
    )
})
afterEach(() => db.destroy())

const staff = (id: number): Actor => ({ kind: 'staff', id, roles: ['approver'] })

test('who audited a device of a run, approved a claim of it or loaded its edition does not release it; the database says the same', async () => {
  const [maker = 0, auditor = 0, decider = 0, loader = 0, other = 0] = ids
  const run = await startRun(quietOffice(db, clock), debtProgramme, {
    kind: 'staff',
    id: maker,
    roles: ['finance'],
  })
  const { id: unitId } = await db('units').first('id')
  const facts = { finding: '{}', verdict: 'match', reasons: '[]', photos: '[]' }
  await db('audits').insert({
    unit_id: unitId,
    no: 1,
    auditor_id: auditor,
    audited_at: now.toString(),
    ...facts,
  })
  const { hash } = await db('claims').first('programme_version as hash')
  await db('programme_loads').insert({ hash, loaded_by: `staff:${loader}`, loaded_at: now.toString() })

  const claim = { reference: 'TI-1', programmeVersion: hash as string }
  await inTransaction(db, (trx) =>
    writeEntry(trx, claim, { kind: 'approved', facts: {} }, staff(decider), now),
  )

  const approve = (id: number) => inTransaction(db, (trx) => approveRun(trx, run.id, staff(id), now))
  await expect(approve(auditor)).rejects.toMatchObject({
    faults: [{ code: 'approver-audited-device', facts: { run: run.name, audited: 'TI-1' } }],
  })
  await expect(approve(decider)).rejects.toMatchObject({
    faults: [{ code: 'approver-decided-claim', facts: { run: run.name, decided: 'TI-1' } }],
  })
  await expect(approve(loader)).rejects.toMatchObject({
    faults: [{ code: 'approver-loaded-programme', facts: { loaded: debtProgramme } }],
  })
  for (const id of [maker, auditor, decider, loader]) {
    const byHand = { state: 'approved', approved_by: `staff:${id}`, approved_at: now.toString() }
    await expect(db('payment_runs').where({ id: run.id }).update(byHand)).rejects.toThrow(
      /four_eyes|does not release/,
    )
  }
  expect((await approve(other)).state).toBe('approved')
})
