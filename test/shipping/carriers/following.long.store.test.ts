/** From the inbox to the claim: every event once, in any order, and never a receipt. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../../server/base/actor.ts'
import { advance } from '../../../server/claims/advance.ts'
import type { Claim } from '../../../server/claims/claim.ts'
import { entriesOf } from '../../../server/claims/journal-store.ts'
import { claimOf } from '../../../server/claims/store.ts'
import { submit } from '../../../server/claims/submission.ts'
import { inTransaction } from '../../../server/database.ts'
import { escalateCases, openCases } from '../../../server/shipping/case-store.ts'
import type { Connection } from '../../../server/shipping/carriers/capabilities.ts'
import type { CarrierEvent } from '../../../server/shipping/carriers/event.ts'
import { followCarriers } from '../../../server/shipping/carriers/following.ts'
import { keepEvents, strandedEvents } from '../../../server/shipping/carriers/inbox-store.ts'
import { attemptsOf } from '../../../server/shipping/attempt-store.ts'
import type { VainOutcome } from '../../../server/shipping/carriers/reasons.ts'
import { chargesOf } from '../../../server/payments/charge-store.ts'
import { receiveScan } from '../../../server/shipping/receiving.ts'
import { shipmentsOf } from '../../../server/shipping/store.ts'
import { trackingOf } from '../../../server/shipping/tracking-store.ts'
import { trackingKinds, type TrackingKind } from '../../../server/shipping/tracking.ts'
import { openDesk, prepared, type TestDesk } from '../../claims/desk.ts'
import { openTestDatabase } from '../../database.ts'
import { books, heavy, openDepots, pickupFor } from '../pickups.ts'

const by: Actor = { kind: 'staff', id: 1, roles: ['dispatcher'] }
const log = { error: (facts: object) => failures.push(facts) }
let failures: object[] = []
let desk: TestDesk
beforeEach(async () => {
  failures = []
  desk = await openDesk(await openTestDatabase(), '2019-04-08')
})
afterEach(() => desk.db.destroy())

async function approved(tail: string): Promise<{ claim: Claim; sscc: string; parcel: number }> {
  const application = await prepared(desk, tail)
  const { reference } = await submit(desk, application, { kind: 'visitor' })
  const claim = await advance(desk, reference, { kind: 'approve', by })
  const parcel = (await shipmentsOf(desk.db, reference)).at(-1)?.parcels[0]
  return { claim, sscc: parcel?.sscc ?? '', parcel: parcel?.id ?? 0 }
}

const event = (number: string, kind: TrackingKind, hour: number, day = '05'): CarrierEvent => ({
  eventId: `${number}-${kind}-${day}-${hour}`,
  number,
  kind,
  occurredAt: `2019-04-${day}T${String(hour).padStart(2, '0')}:00:00.000Z`,
})

const tell = (events: readonly CarrierEvent[], connection: Connection = 'own-contract'): Promise<number> =>
  inTransaction(desk.db, (trx) => keepEvents(trx, connection, events, desk.clock.now()))

const follow = (): Promise<number> => followCarriers({ ...desk, log })

const custodyOf = async (reference: string): Promise<string[]> =>
  (await claimOf(desk.db, reference)).units.map(({ custody }) => custody)

const kindsOf = async (reference: string): Promise<string[]> =>
  (await entriesOf(desk.db, reference)).map(({ kind }) => kind).slice(3)

test('the first scan hands over at its own time, and a delivery is no receipt (R40, R45)', async () => {
  const { claim, sscc } = await approved('1')
  await tell([event(sscc, 'at-centre', 12), event(sscc, 'in-transit', 9)])
  await follow()
  expect(await custodyOf(claim.reference)).toEqual(['in-transit'])
  const taken = (await entriesOf(desk.db, claim.reference)).find(({ kind }) => kind === 'handed-over')
  expect(taken).toMatchObject({ actor: 'carrier:own-contract', facts: { at: '2019-04-05T09:00:00.000Z' } })
  expect(await kindsOf(claim.reference)).not.toContain('received')
})

test('told five times and backwards is told once', async () => {
  const { claim, sscc } = await approved('1')
  const events = [event(sscc, 'handed-over', 8), event(sscc, 'in-transit', 9), event(sscc, 'lost', 10)]
  const counts = [await tell(events.toReversed())]
  for (let again = 0; again < 4; again += 1) counts.push(await tell(events))
  await follow()
  await tell(events)
  expect(await follow()).toBe(0)
  expect(counts).toEqual([3, 0, 0, 0, 0])
  expect(await custodyOf(claim.reference)).toEqual(['lost'])
  expect(await openCases(desk.db, 9)).toMatchObject([
    { claimReference: claim.reference, sscc, kind: 'lost', state: 'open' },
  ])
})

test('what is told of tomorrow waits for it, and of parcels that nobody knows for a person', async () => {
  const { claim, sscc } = await approved('1')
  await tell([event(sscc, 'handed-over', 8, '09'), event('395212340000099990', 'in-transit', 9)])
  await follow()
  expect(await custodyOf(claim.reference)).toEqual(['labelled'])
  expect((await strandedEvents(desk.db, desk.clock.now(), 9)).map(({ state }) => state)).toEqual([
    'unknown-parcel',
    'waiting',
  ])
  desk.setClock('2019-04-09T08:00:00Z')
  await follow()
  expect(await custodyOf(claim.reference)).toEqual(['handed-over'])
})

test('a box under a label that was replaced is followed under the newer one (R32)', async () => {
  const { claim, sscc, parcel } = await approved('1')
  const { id: _, ...row } = (await desk.db('parcels').where({ id: parcel }).first()) as { id: number }
  const newer = '395212340000012345'
  await desk.db('parcels').insert({ ...row, sscc: newer })
  await desk.db('parcels').where({ id: parcel }).update({ state: 'void', replaced_by: newer })
  await tell([event(sscc, 'in-transit', 9)])
  await follow()
  expect(await custodyOf(claim.reference)).toEqual(['in-transit'])
})

test('once the carrier has scanned every parcel its visit is done, and was so when it scanned the last (R40)', async () => {
  await openDepots(desk)
  const claim = await heavy(desk)
  await books(desk, claim.reference, { date: '2019-04-10' })
  const parcels = (await shipmentsOf(desk.db, claim.reference)).flatMap((shipment) => shipment.parcels)
  const [first, ...others] = parcels.map(({ sscc }) => sscc)
  desk.setClock('2019-04-10')
  await tell([event(first ?? '', 'handed-over', 7, '10')])
  await follow()
  expect(await pickupFor(desk, claim)).toMatchObject({ state: 'scheduled' })
  expect(await custodyOf(claim.reference)).toEqual(['handed-over', 'labelled', 'labelled'])
  await tell(others.map((sscc) => event(sscc, 'in-transit', 7, '10')))
  await follow()
  expect(await pickupFor(desk, claim)).toMatchObject({ state: 'done' })
  expect(await kindsOf(claim.reference)).not.toContain('pickup-attempted')
})

const numbersOf = async ({ reference }: Claim): Promise<string[]> =>
  (await shipmentsOf(desk.db, reference)).flatMap(({ parcels }) => parcels.map(({ sscc }) => sscc))

const vain = (number: string, outcome: VainOutcome, hour = 7, day = '10'): CarrierEvent => ({
  ...event(number, 'delayed', hour, day),
  code: 'said so',
  place: 'Aarhus',
  visit: { outcome, cost: { amountMinor: 41_000, currency: 'DKK' } },
})

const attempts = async (claim: Claim) => attemptsOf(desk.db, (await pickupFor(desk, claim)).id)

describe('a visit in vain that a carrier tells of', () => {
  let claim: Claim
  beforeEach(async () => {
    await openDepots(desk)
    claim = await heavy(desk)
    await books(desk, claim.reference, { date: '2019-04-10' })
    desk.setClock('2019-04-10')
  })

  test('is one attempt, of however many parcels and however often it is told (R39)', async () => {
    const told = (await numbersOf(claim)).map((sscc) => vain(sscc, 'not-ready'))
    for (let again = 0; again < 5; again += 1) {
      await tell(again % 2 === 0 ? told : told.toReversed())
      await follow()
    }
    expect(await attempts(claim)).toMatchObject([
      {
        outcome: 'not-ready',
        fault: 'participant',
        onDate: '2019-04-10',
        at: '2019-04-10T07:00:00.000Z',
        by: 'carrier:own-contract',
        note: 'said so, Aarhus',
        costMinor: 41_000,
        carrierEvent: expect.any(Number),
      },
    ])
    expect(await chargesOf(desk.db, claim.reference)).toMatchObject([
      { kind: 'second-visit', reason: 'not-ready' },
    ])
    expect(await pickupFor(desk, claim)).toMatchObject({ state: 'missed' })
  })

  test('by its own fault has it come again, and charges nobody (R38)', async () => {
    const [first = '', second = ''] = await numbersOf(claim)
    await tell([vain(first, 'carrier-failed'), vain(second, 'carrier-failed', 8)])
    await follow()
    expect(await attempts(claim)).toHaveLength(1)
    expect((await pickupFor(desk, claim)).slot.date.toString()).toBe('2019-04-12')
    expect(await chargesOf(desk.db, claim.reference)).toEqual([])
  })

  test('leaves the one box that is a hazard, and takes the others', async () => {
    const [first = '', ...others] = await numbersOf(claim)
    await tell([vain(first, 'refused-hazard'), ...others.map((sscc) => event(sscc, 'handed-over', 8, '10'))])
    await follow()
    expect(await custodyOf(claim.reference)).toEqual(['refused-hazard', 'handed-over', 'handed-over'])
    expect(await pickupFor(desk, claim)).toMatchObject({ state: 'done' })
  })

  test('is none of another day, nor of a parcel that it has', async () => {
    const [first = '', second = ''] = await numbersOf(claim)
    await tell([event(first, 'handed-over', 7, '10')])
    await follow()
    await tell([vain(first, 'not-ready', 8), vain(second, 'not-ready', 8, '09')])
    await follow()
    expect(await attempts(claim)).toEqual([])
    expect(await chargesOf(desk.db, claim.reference)).toEqual([])
  })
})

test('a carrier speaks of its own parcels only, a list that staff bring of any', async () => {
  const { claim, sscc, parcel } = await approved('1')
  await desk.db('carrier_orders').where({ parcel_id: parcel }).del()
  const shipment = await desk.db('parcels').where({ id: parcel }).first<{ shipment_id: number }>()
  await desk.db('carrier_orders').insert({
    connection: 'karrio',
    kind: 'parcel',
    key: sscc,
    shipment_id: shipment.shipment_id,
    parcel_id: parcel,
    state: 'placed',
    tracking_number: 'JD014600003828',
    ordered_at: '2019-04-01T08:00:00.000Z',
  })
  await tell([event(sscc, 'lost', 9)])
  await follow()
  expect(await custodyOf(claim.reference)).toEqual(['labelled'])
  await tell([event('JD014600003828', 'handed-over', 9)], 'karrio')
  await tell([event(sscc, 'in-transit', 10)], 'manual')
  await follow()
  expect(await custodyOf(claim.reference)).toEqual(['in-transit'])
})

test('what is received is ours to say: what a carrier tells later moves nothing and opens no case', async () => {
  const { claim, sscc } = await approved('1')
  await receiveScan({ ...desk, tokenKeys: new Map() }, { scanned: sscc, condition: 'sound', by })
  await tell([event(sscc, 'lost', 9)])
  await follow()
  expect(await custodyOf(claim.reference)).toEqual(['at-centre'])
  expect(await openCases(desk.db, 9)).toEqual([])
})

test('a parcel that comes after all closes the case of its loss', async () => {
  const { sscc } = await approved('1')
  await tell([event(sscc, 'lost', 9)])
  await follow()
  await receiveScan({ ...desk, tokenKeys: new Map() }, { scanned: sscc, condition: 'damaged', by })
  expect(await openCases(desk.db, 9)).toMatchObject([{ sscc, kind: 'damaged' }])
})

test('one claim that cannot move holds up no other', async () => {
  const [good, bad] = [await approved('1'), await approved('2')]
  await desk.db('parcels').where({ id: bad.parcel }).update({ units: 'no list' })
  await tell([event(bad.sscc, 'in-transit', 9), event(good.sscc, 'in-transit', 9)])
  await follow()
  expect(await custodyOf(good.claim.reference)).toEqual(['in-transit'])
  expect(failures).toHaveLength(1)
  expect((await strandedEvents(desk.db, desk.clock.now(), 9)).map(({ state }) => state)).toEqual(['failed'])
})

test('any order, any duplication, in any portions: the same tracking and the same custody', async () => {
  const told = fc.tuple(fc.constantFrom(...trackingKinds), fc.integer({ min: 0, max: 9 }))
  const histories = fc.sample(
    fc
      .array(told, { minLength: 2, maxLength: 7 })
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
        ),
      ),
    { numRuns: Number(process.env['HISTORIES'] ?? 5), seed: 11 },
  )
  for (const [events, shuffled] of histories) {
    await desk.db.destroy()
    desk = await openDesk(await openTestDatabase(), '2019-04-08')
    const [one, other] = [await approved('1'), await approved('2')]
    for (const [kind, at] of events) {
      await tell([event(one.sscc, kind, at)])
      await follow()
    }
    await tell(shuffled.slice(3).map(([kind, at]) => event(other.sscc, kind, at)))
    await follow()
    await tell(shuffled.slice(0, 3).map(([kind, at]) => event(other.sscc, kind, at)))
    await follow()
    const [first, second] = await trackingOf(desk.db, [one.parcel, other.parcel])
    expect(second).toMatchObject({ reached: first?.reached, state: first?.state, since: first?.since })
    expect(await custodyOf(other.claim.reference)).toEqual(await custodyOf(one.claim.reference))
  }
})

test('the day of a case counts from the mishap, however late we hear of it', async () => {
  const { sscc } = await approved('1')
  await tell([event(sscc, 'damaged', 9, '05')])
  await follow()
  const [open] = await openCases(desk.db, 9)
  expect(open?.openedOn).toEqual(Temporal.PlainDate.from('2019-04-05'))
  // Ten working days in Denmark, Easter 2019 among them.
  expect(open?.dueOn).toEqual(Temporal.PlainDate.from('2019-04-24'))
  const escalated = (on: string): Promise<number[]> =>
    inTransaction(desk.db, (trx) => escalateCases(trx, Temporal.PlainDate.from(on), desk.clock.now()))
  expect(await escalated('2019-04-24')).toEqual([])
  expect(await escalated('2019-04-25')).toEqual([open?.id])
  expect(await escalated('2019-04-26')).toEqual([])
  expect(await openCases(desk.db, 9)).toMatchObject([{ state: 'escalated' }])
})
