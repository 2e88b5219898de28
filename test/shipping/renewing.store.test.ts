/** An application that comes back with another weight, device or date travels under another label (R21, R32-R35). */
import type { Actor } from '../../server/base/actor.ts'
import { advance } from '../../server/claims/advance.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { claimOf } from '../../server/claims/store.ts'
import { resubmit, submit } from '../../server/claims/submission.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import type { Application, DeclaredDevice } from '../../server/programmes/application.ts'
import { parcelBy, shipmentsOf, type Shipment } from '../../server/shipping/store.ts'
import { openDesk, prepared, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'

const visitor: Actor = { kind: 'visitor' }
const by: Actor = { kind: 'staff', id: 1, roles: ['reviewer'] }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
})
afterEach(() => desk.db.destroy())

/** Approved, asked for more, sent in again with `changes` of the device, approved again. */
async function comesBack(
  changes: Partial<DeclaredDevice>,
  to: Partial<Application> = {},
): Promise<Shipment[]> {
  const { reference } = await submit(desk, await prepared(desk, '1'), visitor)
  await advance(desk, reference, { kind: 'approve', by })
  await advance(desk, reference, { kind: 'ask', by, missing: ['serial-label-photo'] })
  const { application } = await claimOf(desk.db, reference)
  const bankAccount = { holder: 'Jørgensen & Søn A/S', iban: 'DK5000400440116243' }
  const units = application.units.map((unit) => ({
    ...unit,
    ...(unit.device && { device: { ...unit.device, ...changes } }),
  }))
  await resubmit(desk, reference, { ...application, bankAccount, units, ...to }, visitor)
  await advance(desk, reference, { kind: 'approve', by })
  return shipmentsOf(desk.db, reference)
}

test('the same application keeps its label', async () => {
  expect(await comesBack({})).toHaveLength(1)
})

test.each<[string, Partial<DeclaredDevice>, string, number]>([
  ['31 kg instead of 12: the carrier comes', { weightGrams: 31_000 }, 'pick-up', 31_000],
  ['30 kg: still posted', { weightGrams: 30_000 }, 'drop-off', 30_000],
  ['another device of the same weight', { serial: 'CZC9X8Y7' }, 'drop-off', 12_000],
])('%s (R34, R35)', async (_, changes, way, weightGrams) => {
  const [old, renewed, ...more] = await comesBack(changes)
  if (!old || !renewed) throw new Error('no second shipment')
  expect(more).toEqual([])
  expect(renewed).toMatchObject({ way, weightGrams })
  expect(old.parcels).toEqual([])
  const [entry] = (await entriesOf(desk.db, old.claimReference)).filter(({ facts }) => facts['replaces'])
  const numbers = (entry?.facts['replaces'] ?? []) as string[]
  expect(entry?.facts).toMatchObject({ way, reason: 'application-changed', shipment: renewed.id })
  expect(await parcelBy(desk.db, numbers[0] ?? '')).toMatchObject({
    state: 'void',
    replacedBy: renewed.parcels[0]?.sscc,
  })
  const names = (await mailsAbout(desk.db, old.claimReference)).map(({ name }) => name)
  expect(names.slice(-2)).toEqual(['label-replaced', 'approved'])
})
