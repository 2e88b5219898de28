import { oweDebts } from '../../scripts/walk/debts.ts'
import { findables } from '../../scripts/walk/findables.ts'
import { claimsBilledAs } from '../../server/billing/search-store.ts'
import { claimsFound } from '../../server/claims/search-store.ts'
import type { Database } from '../../server/database.ts'
import { claimsShippedAs } from '../../server/shipping/search-store.ts'
import { openTestDatabase } from '../database.ts'

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
  await oweDebts(db, 2)
})
afterEach(() => db.destroy())

test('a claim is found by the beginning or the end of whatever it is known by', async () => {
  const typed = await findables(db, 40)
  for (let turn = 0; turn < 40; turn += 1) {
    const { typed: words, claim } = typed(turn)
    expect(`${words}: ${(await claimsFound(db, words, 20)).join(' ')}`).toContain(claim)
  }
  expect(await claimsFound(db, 'NOBODY-KNOWS-IT', 20)).toEqual([])
  // Signs of the search itself mean nothing.
  expect(await claimsFound(db, '%%%%', 20)).toEqual([])
})

test('a claim is found by a number on its box', async () => {
  const shipment = {
    claim_reference: 'TI-1',
    way: 'post',
    weight_grams: 1,
    ship_by: '2026-12-01',
    revision: 1,
  }
  const [{ id } = { id: 0 }] = await db('shipments')
    .insert({ ...shipment, opened_at: '2026-11-02T09:00:00.000Z' })
    .returning<{ id: number }[]>('id')
  const sscc = '057123450000000018'
  await db('parcels').insert({ shipment_id: id, no: 1, sscc, units: '[1]', state: 'labelled' })
  for (const typed of [sscc, `(00)${sscc}`, '0018', '05712345'])
    expect(await claimsShippedAs(db, typed, 20)).toContain('TI-1')
  expect(await claimsShippedAs(db, '018', 20)).toEqual([])
  expect(await claimsBilledAs(db, 'SB-1', 20)).toEqual([])
})
