/** What happens at the door: the side at fault pays, and another day is agreed or asked for (R38-R40, R94). */
import type { Claim } from '../../server/claims/claim.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { claimOf } from '../../server/claims/store.ts'
import { inTransaction } from '../../server/database.ts'
import { evidenceById } from '../../server/evidence/store.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { chargesOf } from '../../server/payments/charge-store.ts'
import { attemptsOf } from '../../server/shipping/attempt-store.ts'
import { attemptPickup, type Visit } from '../../server/shipping/attempt.ts'
import { setVisits } from '../../server/shipping/depot-store.ts'
import { openDesk, photographed, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'
import { books, heavy, openDepots, pickupFor, staff } from './pickups.ts'

let desk: TestDesk
let claim: Claim
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
  await openDepots(desk)
  claim = await heavy(desk)
  await books(desk, claim.reference, { date: '2019-04-03' })
  desk.setClock('2019-04-03')
})
afterEach(() => desk.db.destroy())

const visited = async (outcome: Visit['outcome'], more: Partial<Visit> = {}, id?: number): Promise<Claim> => {
  const pickup = id ?? (await pickupFor(desk, claim)).id
  return inTransaction(desk.db, (trx) =>
    attemptPickup({ ...desk, db: trx }, trx, pickup, { outcome, by: staff, ...more }),
  )
}

const lastMail = async () => (await mailsAbout(desk.db, claim.reference)).at(-1)

test('devices that are not ready are charged once by the fee table, and another day is asked for (R39)', async () => {
  const photo = await photographed(desk, 'visit-photo')
  const told = { note: 'Ingen hjemme', costMinor: 31_000, evidence: [photo] }
  await visited('not-ready', told)
  expect(await evidenceById(desk.db, photo)).toMatchObject({ claimReference: claim.reference })
  const pickup = await pickupFor(desk, claim)
  expect(pickup.state).toBe('missed')
  expect(await attemptsOf(desk.db, pickup.id)).toMatchObject([
    { outcome: 'not-ready', fault: 'participant', onDate: '2019-04-03', by: 'staff:1', ...told },
  ])
  expect(await chargesOf(desk.db, claim.reference)).toMatchObject([
    { kind: 'second-visit', amountMinor: 24_500, currency: 'DKK', side: 'participant', reason: 'not-ready' },
  ])
  expect(await lastMail()).toMatchObject({
    name: 'pickup-missed',
    facts: { outcome: 'not-ready', on: '2019-04-03', charge: { amountMinor: 24_500 }, by: '2019-05-01' },
  })
  await books(desk, claim.reference, { date: '2019-04-05' })
  expect(await pickupFor(desk, claim)).toMatchObject({ state: 'scheduled', sequence: 1 })
})

test('a carrier that fails comes again on the next free day, and nobody is charged (R38)', async () => {
  await visited('carrier-failed')
  const pickup = await pickupFor(desk, claim)
  expect(pickup).toMatchObject({ state: 'scheduled', sequence: 1 })
  expect(pickup.slot.date.toString()).toBe('2019-04-05')
  expect(await chargesOf(desk.db, claim.reference)).toEqual([])
  expect(await lastMail()).toMatchObject({
    name: 'pickup-arranged',
    facts: { because: 'carrier-failed', on: '2019-04-05' },
  })
})

test('where no day is left, the failure is told and customer service has to help (R22, R38)', async () => {
  await inTransaction(desk.db, async (trx) => {
    const days = Array.from({ length: 28 }, (_, index) => `2019-04-${String(index + 3).padStart(2, '0')}`)
    for (const date of [...days, '2019-05-01'])
      await setVisits(trx, { zone: 'jutland-east', date, visits: 0, reason: 'strejke', by: 'staff:1' })
  })
  await visited('carrier-failed')
  expect((await pickupFor(desk, claim)).state).toBe('missed')
  expect(await lastMail()).toMatchObject({ name: 'pickup-missed', facts: { outcome: 'carrier-failed' } })
})

test('a hazard stays where it is, and nobody comes for it before it has a new label', async () => {
  const { units } = await visited('refused-hazard')
  expect(units.every(({ custody }) => custody === 'refused-hazard')).toBe(true)
  expect((await pickupFor(desk, claim)).state).toBe('cancelled')
  await expect(books(desk, claim.reference, { date: '2019-04-08' })).rejects.toMatchObject({
    faults: [{ code: 'nothing-to-pick-up' }],
  })
})

test('a visit that is done passes title over everything, once (R40)', async () => {
  const { units } = await visited('done')
  expect(units.every(({ custody }) => custody === 'handed-over')).toBe(true)
  const { id } = await pickupFor(desk, claim)
  expect((await attemptsOf(desk.db, id))[0]?.parcels).toHaveLength(3)
  await expect(visited('done')).rejects.toMatchObject({ faults: [{ code: 'pickup-ended' }] })
  const kinds = (await entriesOf(desk.db, claim.reference)).map(({ kind }) => kind)
  expect(kinds.slice(-2)).toEqual(['pickup-attempted', 'handed-over'])
  expect(await attemptsOf(desk.db, id)).toHaveLength(1)
})

test('a driver who comes back the same day is no new booking', async () => {
  await visited('not-ready')
  await visited('done')
  expect((await claimOf(desk.db, claim.reference)).units[0]?.custody).toBe('handed-over')
  expect(await desk.db('zone_days').pluck('booked')).toEqual([1])
})

test('a visit to nobody is no visit', async () => {
  await expect(visited('done', {}, 99)).rejects.toMatchObject({ faults: [{ code: 'pickup-unknown' }] })
})
