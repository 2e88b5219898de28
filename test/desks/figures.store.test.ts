import { debtProgramme, debtsSince, oweDebts } from '../../scripts/walk/debts.ts'
import { instantText } from '../../server/base/calendar.ts'
import { auditedFigures } from '../../server/claims/figures-store.ts'
import type { Database } from '../../server/database.ts'
import { figuresView } from '../../server/desks/figures-view.ts'
import { pickupAreas } from '../../server/shipping/places-store.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { openTestDatabase } from '../database.ts'

let db: Database
const of = { programmeId: debtProgramme, since: instantText(debtsSince) }
const earlier = instantText(debtsSince.subtract({ hours: 24 * 100 }))

const dkk = (amountMinor: number) => ({ amountMinor, currency: 'DKK' })

/** Offers of one device each, the first one as declared: category, minor units, and the audit's reasons. */
type Offered = readonly [category: string, amountMinor: number, reasons?: readonly string[]]
const offered: readonly (readonly Offered[])[] = [
  [
    ['tower', 100_00],
    ['mobile', 90_00, ['category-differs']],
  ],
  // An appeal gave half of it back: the last offer counts.
  [
    ['tower', 100_00],
    ['tower', 60_00, ['accessory-missing']],
    ['tower', 80_00, ['accessory-missing']],
  ],
  [['mobile', 50_00]],
  // Worth more than declared is no reduction.
  [
    ['mobile', 50_00],
    ['tower', 70_00, ['category-differs']],
  ],
  // The fifth is not inspected yet, the sixth was sent in too early.
  [['tower', 100_00]],
  [
    ['tower', 100_00],
    ['tower', 30_00, ['accessory-missing', 'power-on-failed']],
  ],
]

/** What became of the pick-up of each claim, and whose it is. */
const pickups: readonly (readonly [state: string, country: string, postcode: string])[] = [
  ['done', 'DK', '8000'],
  ['scheduled', 'DK', '8081'],
  ['cancelled', 'DK', '8000'],
  ['missed', 'DK', '1050'],
  // Erased.
  ['done', 'DK', ''],
  ['done', 'SE', '114 55'],
]

beforeAll(async () => {
  db = await openTestDatabase()
  await oweDebts(db, offered.length)
  for (const [place, offers] of offered.entries()) await offer(`TI-${place + 1}`, offers)
  for (const [place, pickup] of pickups.entries()) await fetched(`TI-${place + 1}`, ...pickup)
  await db('units')
    .whereIn('claim_id', db('claims').select('id').where({ reference: 'TI-5' }))
    .update({ audit: 'pending' })
  await db('claims').where({ reference: 'TI-6' }).update({ submitted_at: earlier })
})
afterAll(() => db.destroy())

async function offer(reference: string, offers: readonly Offered[]): Promise<void> {
  const unit = await db('units')
    .join('claims', 'claims.id', 'units.claim_id')
    .where({ reference })
    .first<{ id: number }>('units.id')
  await db('offers').insert(
    offers.map(([category, amount, reasons = []], place) => ({
      unit_id: unit.id,
      no: place + 1,
      amount_minor: amount,
      category,
      condition: 'working',
      value_row: category,
      rule: 'R43',
      reasons: JSON.stringify(reasons),
      made_at: of.since,
    })),
  )
}

async function fetched(reference: string, state: string, country: string, postcode: string): Promise<void> {
  const { id: _, ...participant } = await db('participants').first<{ id: number }>()
  const [owner] = await db('participants')
    .insert({ ...participant, key: `of ${reference}`, country, postcode })
    .returning<{ id: number }[]>('id')
  await db('claims').where({ reference }).update({ participant_id: owner?.id })
  const [shipment] = await db('shipments')
    .insert({
      claim_reference: reference,
      way: 'pick-up',
      weight_grams: 36_000,
      ship_by: '2026-12-01',
      revision: 1,
      opened_at: of.since,
    })
    .returning<{ id: number }[]>('id')
  await db('pickups').insert({
    shipment_id: shipment?.id,
    state,
    on_date: '2026-11-30',
    window_from: '08:00',
    window_to: '12:00',
    sequence: 0,
    requested_at: of.since,
  })
}

test('inspected devices are summed by declared category: the first offer beside the last', async () => {
  expect((await auditedFigures(db, of)).categories).toEqual([
    { category: 'mobile', units: 2, declaredMinor: 100_00, foundMinor: 120_00 },
    { category: 'tower', units: 2, declaredMinor: 200_00, foundMinor: 170_00 },
  ])
})

test('reductions are summed by the reasons of the audit', async () => {
  const differs = { reasons: ['category-differs'], units: 1, byMinor: 10_00 }
  expect((await auditedFigures(db, of)).reductions).toEqual([
    { reasons: ['accessory-missing'], units: 1, byMinor: 20_00 },
    differs,
  ])
  expect((await auditedFigures(db, { ...of, since: earlier })).reductions).toEqual([
    { reasons: ['accessory-missing', 'power-on-failed'], units: 1, byMinor: 70_00 },
    { reasons: ['accessory-missing'], units: 1, byMinor: 20_00 },
    differs,
  ])
})

test('pick-ups are counted where devices are fetched, but not what was called off or erased', async () => {
  const danish = [
    { country: 'DK', area: '10', pickups: 1 },
    { country: 'DK', area: '80', pickups: 2 },
  ]
  expect(await pickupAreas(db, of)).toEqual(danish)
  expect(await pickupAreas(db, { ...of, since: earlier })).toEqual([
    ...danish,
    { country: 'SE', area: '11', pickups: 1 },
  ])
})

test('another programme has figures of its own', async () => {
  const other = { ...of, programmeId: 'another' }
  expect(await auditedFigures(db, other)).toEqual({ categories: [], reductions: [] })
  expect(await pickupAreas(db, other)).toEqual([])
})

test('the page counts each device under its first reason, the dearest reason on top, over the period asked', async () => {
  const house = { db, clock: { now: () => debtsSince.add({ hours: 24 }) } }
  const texts = openTexts('templates/locales')('en')
  const shown = (period: 30 | 365) => figuresView(house, { programme: debtProgramme, period }, texts)
  expect(await shown(30)).toMatchObject({
    period: 30,
    categories: [
      { units: 2, declared: dkk(100_00), found: dkk(120_00), less: dkk(-20_00) },
      { units: 2, declared: dkk(200_00), found: dkk(170_00), less: dkk(30_00) },
    ],
    reasons: [
      { units: 1, by: dkk(20_00) },
      { units: 1, by: dkk(10_00) },
    ],
    countries: [{ name: 'Denmark', areas: [{ area: '80', pickups: 2 }, { area: '10' }] }],
  })
  expect(await shown(365)).toMatchObject({
    reasons: [
      { units: 2, by: dkk(90_00) },
      { units: 1, by: dkk(10_00) },
    ],
    countries: [{ name: 'Denmark' }, { name: 'Sweden' }],
  })
})
