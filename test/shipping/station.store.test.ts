/** What a station does beside receiving: cages and pallets, and taking back what was a mistake. */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../server/base/actor.ts'
import { advance } from '../../server/claims/advance.ts'
import { clocksOf } from '../../server/claims/clock-store.ts'
import type { Claim } from '../../server/claims/claim.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { claimOf } from '../../server/claims/store.ts'
import { submit } from '../../server/claims/submission.ts'
import { inTransaction } from '../../server/database.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { openCase } from '../../server/shipping/case-store.ts'
import { receiveScan, type DeskScan, type Receipt } from '../../server/shipping/receiving.ts'
import { lastScans } from '../../server/shipping/scan-store.ts'
import { parcelBy, shipmentsOf } from '../../server/shipping/store.ts'
import { undoScan } from '../../server/shipping/undoing.ts'
import { openDesk, prepared, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'
import { units } from '../programmes/samples.ts'

const by: Actor = { kind: 'staff', id: 1, roles: ['auditor'] }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
})
afterEach(() => desk.db.destroy())

async function approved(count: number): Promise<{ claim: Claim; numbers: readonly string[] }> {
  const { reference } = await submit(desk, await prepared(desk, '1', { units: units(count) }), {
    kind: 'visitor',
  })
  const claim = await advance(desk, reference, { kind: 'approve', by })
  const shipments = await shipmentsOf(desk.db, reference)
  return { claim, numbers: shipments.flatMap(({ parcels }) => parcels.map(({ sscc }) => sscc)) }
}

const scan = (scanned: string, more: Partial<DeskScan> = {}): Promise<Receipt> =>
  receiveScan({ ...desk, tokenKeys: new Map() }, { scanned, condition: 'sound', by, ...more })

const runningOf = async ({ id }: Claim): Promise<string[]> =>
  (await clocksOf(desk.db, id)).filter(({ state }) => state === 'running').map(({ clock }) => clock)

describe('a scan that is taken back', () => {
  test('stays in log and journal; the parcel is awaited and its clocks run as before (R45)', async () => {
    const { claim, numbers } = await approved(1)
    const before = await runningOf(claim)
    const { id } = await scan(numbers[0] ?? '')
    expect(await runningOf(claim)).not.toEqual(before)
    await undoScan(desk, id, by)
    expect((await claimOf(desk.db, claim.reference)).units.map(({ custody }) => custody)).toEqual([
      'labelled',
    ])
    expect(await runningOf(claim)).toEqual(before)
    const kinds = (await entriesOf(desk.db, claim.reference)).map(({ kind }) => kind)
    expect(kinds.slice(-2)).toEqual(['received', 'receipt-undone'])
    const mails = (await mailsAbout(desk.db, claim.reference)).map(({ name }) => name)
    expect(mails.slice(-2)).toEqual(['received', 'receipt-corrected'])
    expect(await lastScans(desk.db, 'staff:1', 20)).toMatchObject([
      { id, verdict: 'received', undoneAt: expect.any(String) },
    ])
    expect(await scan(numbers[0] ?? '')).toMatchObject({ verdict: 'received' })
  })

  test('takes the case of a damage with it, and what it had found is lost again (R94)', async () => {
    const { numbers } = await approved(3)
    const [first = '', second = ''] = numbers
    const cases = () =>
      desk.db('carrier_cases').orderBy('id').select<{ kind: string; state: string }[]>('kind', 'state')
    const lost = await parcelBy(desk.db, first)
    const openedOn = Temporal.PlainDate.from('2019-03-30')
    await inTransaction(desk.db, (trx) =>
      openCase(trx, lost?.id ?? 0, 'lost', { openedOn, dueOn: openedOn.add({ days: 14 }) }),
    )
    const found = await scan(first)
    const damaged = await scan(second, { condition: 'damaged' })
    expect(await cases()).toEqual([
      { kind: 'lost', state: 'closed' },
      { kind: 'damaged', state: 'open' },
    ])
    await undoScan(desk, found.id, by)
    await undoScan(desk, damaged.id, by)
    expect(await cases()).toEqual([
      { kind: 'lost', state: 'open' },
      { kind: 'damaged', state: 'closed' },
    ])
  })

  test('leaves the other parcels of its claim where they are', async () => {
    const { claim, numbers } = await approved(3)
    await scan(numbers[0] ?? '')
    const { id } = await scan(numbers[1] ?? '')
    await undoScan(desk, id, by)
    const { units: after } = await claimOf(desk.db, claim.reference)
    expect(after.map(({ custody }) => custody)).toEqual(['at-centre', 'labelled', 'labelled'])
    expect(await runningOf(claim)).toContain('pay-by')
  })

  test('is taken back once, by whoever made it, and only its own receipt', async () => {
    const { numbers } = await approved(1)
    const { id } = await scan(numbers[0] ?? '')
    const stranger: Actor = { kind: 'staff', id: 2, roles: ['auditor'] }
    await expect(undoScan(desk, id, stranger)).rejects.toMatchObject({ faults: [{ code: 'scan-not-yours' }] })
    await undoScan(desk, id, by)
    await expect(undoScan(desk, id, by)).rejects.toMatchObject({ faults: [{ code: 'scan-undone' }] })
    await expect(undoScan(desk, 999, by)).rejects.toMatchObject({ faults: [{ code: 'scan-unknown' }] })
  })

  test('that received nothing is noted all the same', async () => {
    const { id } = await scan('NOBODYS-1')
    expect(await undoScan(desk, id, by)).toMatchObject({
      verdict: 'not-expected',
      undoneAt: expect.any(String),
    })
  })
})

describe('a cage', () => {
  test('is opened and closed by its code and holds what is scanned between', async () => {
    const { numbers } = await approved(3)
    expect(await scan('cage 7')).toMatchObject({
      verdict: 'cage-open',
      cage: { code: 'CAGE-7', parcels: [] },
    })
    for (const number of numbers) await scan(number, { cage: 'CAGE-7' })
    const { verdict, cage } = await scan('CAGE-7', { cage: 'CAGE-7' })
    expect([verdict, cage?.parcels.map(({ sscc }) => sscc).toSorted()]).toEqual(['cage-closed', numbers])
  })

  test('gives a parcel up to the one it is scanned into next', async () => {
    const { numbers } = await approved(3)
    for (const cage of ['CAGE-1', 'CAGE-2']) {
      await scan(cage)
      await scan(numbers[0] ?? '', { cage })
    }
    expect([
      (await scan('CAGE-1')).cage?.parcels.length,
      (await scan('CAGE-2')).cage?.parcels.length,
    ]).toEqual([0, 1])
  })

  test('may be a pallet with the number of its sender, once a person says that it is one', async () => {
    const pallet = '357000000000000012'
    expect(await scan(pallet)).toMatchObject({ verdict: 'not-expected' })
    expect(await scan(pallet, { pallet: true })).toMatchObject({
      verdict: 'cage-open',
      cage: { kind: 'pallet' },
    })
    const { numbers } = await approved(1)
    await scan(numbers[0] ?? '', { cage: pallet })
    expect((await scan(`(00)${pallet}`)).cage?.parcels).toMatchObject([{ sscc: numbers[0] }])
  })
})
