/** From approval to the centre: parcels and the receiving desk, as rows and moves. */
import type { Actor } from '../../server/base/actor.ts'
import { advance } from '../../server/claims/advance.ts'
import type { Claim } from '../../server/claims/claim.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { claimOf } from '../../server/claims/store.ts'
import { submit } from '../../server/claims/submission.ts'
import { inTransaction } from '../../server/database.ts'
import { markParcel } from '../../server/shipping/mark-store.ts'
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
})

test('above the limit each device has a parcel of its own, and its participant picks a day (R34)', async () => {
  const heavy = await approved(3)
  expect(await shipmentsOf(desk.db, heavy.reference)).toMatchObject([{ way: 'pick-up', weightGrams: 36_000 }])
  expect(new Set(await numbersOf(heavy)).size).toBe(3)
  expect(await desk.db('pickups')).toEqual([])
})

describe('the receiving desk', () => {
  test('receives parcel by parcel and says what is still missing (R45)', async () => {
    const claim = await approved(3)
    const numbers = await numbersOf(claim)
    const receipts: Receipt[] = []
    for (const number of numbers) receipts.push(await scan(`]C100${number}`))
    expect(receipts.map(({ verdict, waiting }) => [verdict, waiting.length])).toEqual(
      [2, 1, 0].map((missing) => ['received', missing]),
    )
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

  test('offers the parcels when several could be meant', async () => {
    const claim = await approved(3)
    const { verdict, candidates } = await scan(claim.reference)
    expect(verdict).toBe('several')
    expect(candidates.map(({ sscc }) => sscc)).toEqual(await numbersOf(claim))
  })

  test('finds the parcel of a claim of several by the device in it, or by the end of a number', async () => {
    const claim = await approved(3)
    const numbers = await numbersOf(claim)
    const serial = claim.application.units[1]?.device?.serial ?? ''
    expect(await scan(serial.toLowerCase())).toMatchObject({
      verdict: 'received',
      parcel: { sscc: numbers[1] },
    })
    expect(await scan(numbers[0]?.slice(-6) ?? '')).toMatchObject({
      verdict: 'received',
      parcel: { sscc: numbers[0] },
    })
  })

  test('says when and by whom a parcel was received before', async () => {
    const [number = ''] = await numbersOf(await approved(1))
    await scan(number)
    desk.setClock('2019-04-02')
    expect(await scan(number)).toMatchObject({
      verdict: 'already-received',
      parcel: { receivedAt: '2019-04-01T08:00:00.000Z', receivedBy: 'staff:1' },
    })
  })

  test('receives what comes after its last day, and says so (R21)', async () => {
    const [number = ''] = await numbersOf(await approved(1))
    desk.setClock('2019-05-02')
    const { verdict, missedOn, claim } = await scan(number)
    expect([verdict, missedOn?.toString()]).toEqual(['overdue', '2019-05-01'])
    expect(claim?.units.map(({ custody }) => custody)).toEqual(['at-centre'])
  })

  test('receives each of two labels that came as one line, and keeps the line too', async () => {
    const numbers = await numbersOf(await approved(3))
    const { verdict, parts } = await scan(`00${numbers[0]}00${numbers[1]}`)
    expect([verdict, ...parts.map((part) => part.verdict)]).toEqual(['joined', 'received', 'received'])
    expect(await desk.db('scans').orderBy('id').pluck('verdict')).toEqual(['joined', 'received', 'received'])
  })

  test('refuses nothing calmly: a hundred thousand characters are no code', async () => {
    expect(await scan('7'.repeat(100_000))).toMatchObject({ verdict: 'too-long' })
    expect(await desk.db('scans').pluck('scanned')).toEqual(['7'.repeat(500)])
  })

  test('takes the reference of a claim whose label was replaced for the new parcel (R32)', async () => {
    const { reference } = await approved(1)
    const [shipment] = await shipmentsOf(desk.db, reference)
    const [old] = shipment?.parcels ?? []
    const { id: _, ...row } = (await desk.db('parcels').where({ id: old?.id }).first()) as { id: number }
    const [added] = await desk
      .db('parcels')
      .insert({ ...row, no: 2, sscc: '095212340000099999' })
      .returning<{ id: number }[]>('id')
    await inTransaction(desk.db, (trx) =>
      markParcel(trx, added?.id ?? 0, [{ kind: 'reference', value: reference }]),
    )
    await desk.db('parcels').where({ id: old?.id }).update({ state: 'void' })
    expect(await scan(reference)).toMatchObject({
      verdict: 'received',
      parcel: { sscc: '095212340000099999' },
    })
  })

  test('gives a verdict for whatever it holds under the scanner, and keeps it', async () => {
    for (const strange of ['095212349999999993', '', 'æøå', '(00)123', 'TI-0000-0000'])
      expect(await scan(strange)).toMatchObject({ verdict: 'not-expected', waiting: [] })
    expect(await desk.db('scans').pluck('claim_reference')).toEqual(Array(5).fill(null))
  })
})
