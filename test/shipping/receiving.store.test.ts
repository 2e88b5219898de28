/** From approval to the centre: parcels, the carrier's visits, and the receiving desk, as rows and moves. */
import type { Actor } from '../../server/base/actor.ts'
import { advance } from '../../server/claims/advance.ts'
import type { Claim } from '../../server/claims/claim.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { claimOf } from '../../server/claims/store.ts'
import { submit } from '../../server/claims/submission.ts'
import { inTransaction } from '../../server/database.ts'
import { attemptPickup } from '../../server/shipping/attempt.ts'
import { pickupOf, scheduledPickups, type AttemptOutcome } from '../../server/shipping/pickup-store.ts'
import { receiveScan, type Receipt } from '../../server/shipping/receiving.ts'
import { shipmentsOf } from '../../server/shipping/store.ts'
import { openDesk, prepared, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'
import { units } from '../programmes/samples.ts'

const by: Actor = { kind: 'staff', id: 1, roles: ['dispatcher'] }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
})
afterEach(() => desk.db.destroy())

/** An approved claim of so many towers of 12 kg: three and more are picked up. */
async function approved(count: number): Promise<Claim> {
  const application = await prepared(desk, '1', { units: units(count) })
  const { reference } = await submit(desk, application, { kind: 'visitor' })
  return advance(desk, reference, { kind: 'approve', by })
}

const scan = (scanned: string): Promise<Receipt> =>
  receiveScan({ ...desk, tokenKeys: new Map() }, { scanned, condition: 'sound', by })

const numbersOf = async ({ reference }: Claim): Promise<string[]> =>
  (await shipmentsOf(desk.db, reference)).flatMap(({ parcels }) => parcels.map(({ sscc }) => sscc))

const visited = (id: number, outcome: AttemptOutcome): Promise<Claim> =>
  inTransaction(desk.db, (trx) => attemptPickup({ ...desk, db: trx }, trx, id, { outcome, by }))

async function pickupFor({ reference }: Claim): Promise<number> {
  const [shipment] = await shipmentsOf(desk.db, reference)
  return (shipment && (await pickupOf(desk.db, shipment.id)))?.id ?? 0
}

test('an approval opens one shipment, labels every unit and numbers the parcels in one series (R32)', async () => {
  const light = await approved(2)
  expect(light.units.map(({ custody }) => custody)).toEqual(['labelled', 'labelled'])
  const [shipment] = await shipmentsOf(desk.db, light.reference)
  expect(shipment).toMatchObject({
    way: 'drop-off',
    weightGrams: 24_000,
    shipBy: '2019-05-01',
    labelDocument: expect.any(Number),
    parcels: [{ no: 1, units: [1, 2], state: 'labelled' }],
  })
  expect(await scheduledPickups(desk.db, 10)).toEqual([])
})

test('above the limit the carrier comes, before the trade-in would be void (R22, R34)', async () => {
  const heavy = await approved(3)
  expect(await scheduledPickups(desk.db, 10)).toMatchObject([
    {
      claimReference: heavy.reference,
      weightGrams: 36_000,
      sequence: 0,
      invitationDocument: expect.any(Number),
    },
  ])
  expect(new Set(await numbersOf(heavy)).size).toBe(3)
})

describe('a visit of the carrier', () => {
  test.each<[AttemptOutcome, string]>([
    ['not-ready', 'participant'],
    ['carrier-failed', 'carrier'],
    ['refused-hazard', 'participant'],
  ])(
    'that was %s is the fault of the %s and leaves the pick-up open (R38, R39, R94)',
    async (outcome, fault) => {
      const claim = await approved(3)
      const id = await pickupFor(claim)
      const { units: after } = await visited(id, outcome)
      expect(after.every(({ custody }) => custody === 'labelled')).toBe(true)
      expect(await desk.db('pickup_attempts').select('outcome', 'fault', 'by')).toEqual([
        { outcome, fault, by: 'staff:1' },
      ])
      expect((await visited(id, 'done')).units.every(({ custody }) => custody === 'handed-over')).toBe(true)
    },
  )

  test('that is done passes title over everything, once (R40)', async () => {
    const claim = await approved(3)
    const id = await pickupFor(claim)
    await visited(id, 'done')
    await expect(visited(id, 'done')).rejects.toMatchObject({ faults: [{ code: 'pickup-ended' }] })
    const kinds = (await entriesOf(desk.db, claim.reference)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'handed-over')).toHaveLength(1)
    expect(await desk.db('pickup_attempts')).toHaveLength(1)
  })

  test('to nobody is no visit', async () => {
    await expect(visited(99, 'done')).rejects.toMatchObject({ faults: [{ code: 'pickup-unknown' }] })
  })
})

describe('the receiving desk', () => {
  test('receives parcel by parcel and says what is still missing (R45)', async () => {
    const claim = await approved(3)
    const numbers = await numbersOf(claim)
    const receipts: Receipt[] = []
    for (const number of numbers) receipts.push(await scan(`]C100${number}`))
    expect(receipts).toMatchObject([2, 1, 0].map((missing) => ({ verdict: 'received', missing })))
    expect((await claimOf(desk.db, claim.reference)).units.map(({ custody }) => custody)).toEqual(
      numbers.map(() => 'at-centre'),
    )
  })

  test('receives a parcel once, however often and at whatever moment it is scanned', async () => {
    const claim = await approved(1)
    const [number = ''] = await numbersOf(claim)
    const verdicts = (await Promise.all([1, 2, 3].map(() => scan(number)))).map(({ verdict }) => verdict)
    expect(verdicts.toSorted()).toEqual(['already-received', 'already-received', 'received'])
    const kinds = (await entriesOf(desk.db, claim.reference)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'received')).toHaveLength(1)
    expect(await desk.db('scans')).toHaveLength(3)
  })

  test('takes the reference or a serial number when there is no doubt which parcel is meant', async () => {
    const claim = await approved(1)
    const { application, reference } = claim
    expect(await scan(reference.toLowerCase().replaceAll('-', ' '))).toMatchObject({ verdict: 'received' })
    expect(await scan(application.units[0]?.device?.serial ?? '')).toMatchObject({
      verdict: 'already-received',
    })
  })

  test('asks for the parcel’s own number when several could be meant', async () => {
    const { reference } = await approved(3)
    expect(await scan(reference)).toMatchObject({ verdict: 'not-expected' })
  })

  test('takes the reference of a claim whose label was replaced for the new parcel (R32)', async () => {
    const { reference } = await approved(1)
    const [shipment] = await shipmentsOf(desk.db, reference)
    const [old] = shipment?.parcels ?? []
    const { id: _, ...row } = (await desk.db('parcels').where({ id: old?.id }).first()) as { id: number }
    await desk.db('parcels').insert({ ...row, no: 2, sscc: '095212340000099999' })
    await desk.db('parcels').where({ id: old?.id }).update({ state: 'void' })
    expect(await scan(reference)).toMatchObject({
      verdict: 'received',
      parcel: { sscc: '095212340000099999' },
    })
  })

  test('gives a verdict for whatever it holds under the scanner, and keeps it', async () => {
    for (const strange of ['095212349999999993', '', 'æøå', '(00)123', 'TI-0000-0000'])
      expect(await scan(strange)).toMatchObject({ verdict: 'not-expected', missing: 0 })
    expect(await desk.db('scans').pluck('claim_reference')).toEqual(Array(5).fill(null))
  })
})
