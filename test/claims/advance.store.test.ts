import { debtsSince, oweDebts, quietOffice } from '../../scripts/walk/debts.ts'
import type { Actor } from '../../server/base/actor.ts'
import { advance, advanceMany, type ClaimMove, type Happened } from '../../server/claims/advance.ts'
import { entriesAfter, onceWritten } from '../../server/claims/journal-store.ts'
import { beginning, sealed } from '../../server/claims/journal.ts'
import { claimOf } from '../../server/claims/store.ts'
import type { Database } from '../../server/database.ts'
import { openTestDatabase } from '../database.ts'

const by: Actor = { kind: 'staff', id: 1, roles: ['finance'] }
const inRun = (kind: 'queue' | 'unqueue', n: number): ClaimMove => ({
  reference: `TI-${n}`,
  move: { kind, by, run: 1, payable: `SB-${n}` },
})

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
  await oweDebts(db, 3)
})
afterEach(() => db.destroy())

const settlements = async () =>
  Promise.all(['TI-1', 'TI-2', 'TI-3'].map(async (one) => (await claimOf(db, one)).units[0]?.settlement))

test('many claims moved at once tell the same story as one by one, in one chain', async () => {
  const happened: string[] = []
  const follow = ({ trx, claim, entry }: Happened): Promise<void> =>
    onceWritten(trx, entry, async ({ no, kind }) => {
      happened.push(`${no} ${claim.reference} ${kind} ${claim.units[0]?.settlement}`)
    })
  const office = { ...quietOffice(db, { now: () => debtsSince }), follow }
  await advance(office, 'TI-3', inRun('queue', 3).move)
  await advanceMany(office, [inRun('queue', 1), inRun('queue', 2), inRun('unqueue', 1)])
  expect(happened).toEqual([
    '1 TI-3 queued queued',
    '2 TI-1 queued queued',
    '3 TI-2 queued queued',
    '4 TI-1 unqueued final',
  ])
  expect(await settlements()).toEqual(['final', 'queued', 'queued'])
  const entries = await entriesAfter(db, 0, 10)
  expect(entries.map(({ previous }) => previous)).toEqual([
    beginning,
    ...entries.slice(0, -1).map(({ hash }) => hash),
  ])
  for (const { hash, ...entry } of entries) expect(sealed(entry).hash).toBe(hash)
})

test('one move that is not allowed undoes all of them', async () => {
  const office = quietOffice(db, { now: () => debtsSince })
  await expect(advanceMany(office, [inRun('queue', 1), inRun('queue', 1)])).rejects.toThrow(
    'move-not-allowed',
  )
  await expect(advanceMany(office, [inRun('queue', 1), inRun('queue', 9)])).rejects.toThrow('claim-unknown')
  expect(await settlements()).toEqual(['final', 'final', 'final'])
  expect(await entriesAfter(db, 0, 10)).toEqual([])
})
