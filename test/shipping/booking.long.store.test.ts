/** The carrier's day: booked, moved, called off, and never given twice (R22, R34, R38). */
import type { Claim } from '../../server/claims/claim.ts'
import { advance } from '../../server/claims/advance.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { inTransaction } from '../../server/database.ts'
import { documentsOf } from '../../server/documents/store.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { programmeVersion } from '../../server/programmes/store.ts'
import { contend } from '../../scripts/walk/bookings.ts'
import { arrangePickup, cancelPickup } from '../../server/shipping/booking.ts'
import { setVisits } from '../../server/shipping/depot-store.ts'
import { offerFor, type Offer } from '../../server/shipping/offering.ts'
import { openDesk, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'
import { alike, books, details, heavy, openDepots, pickupFor, staff } from './pickups.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
  await openDepots(desk)
})
afterEach(() => desk.db.destroy())

const offered = async (claim: Claim): Promise<Offer> =>
  offerFor(desk.db, claim, await programmeVersion(desk.db, claim.programmeVersion), desk.clock.now())

const setDay = (date: string, visits: number, zone = 'jutland-east'): Promise<void> =>
  inTransaction(desk.db, (trx) => setVisits(trx, { zone, date, visits, reason: 'test', by: 'staff:1' }))

const booked = async (date: string): Promise<number | undefined> => {
  const row = (await desk.db('zone_days').where({ on_date: date }).first()) as { booked: number } | undefined
  return row?.booked
}

const invitations = async ({ reference }: Claim): Promise<string[]> =>
  (await documentsOf(desk.db, reference))
    .filter(({ kind }) => kind === 'pickup-invitation')
    .map(({ facts }) => {
      const { method, sequence, date } = facts as { method: string; sequence: number; date: string }
      return `${method} ${sequence} ${date}`
    })

const mails = async ({ reference }: Claim): Promise<string[]> =>
  (await mailsAbout(desk.db, reference)).map(({ name }) => name)

test('days are offered from the lead time on, and no later than the earlier of two deadlines (R21-R23)', async () => {
  const { slots, lastDay, zone } = await offered(await heavy(desk))
  expect(zone?.id).toBe('jutland-east')
  expect(slots[0]?.date.toString()).toBe('2019-04-03')
  expect(lastDay.toString()).toBe('2019-05-01')
  expect(slots.at(-1)?.date.toString()).toBe('2019-05-01')
})

test('a clock that jumps a day past the cut-off leaves a page behind: what it showed is refused, the next is booked', async () => {
  const { reference } = await heavy(desk)
  desk.setClock('2019-04-02T10:00:01Z')
  await expect(books(desk, reference, { date: '2019-04-03' })).rejects.toMatchObject({
    faults: [{ code: 'slot-taken', facts: { date: '2019-04-05' } }],
  })
  const claim = await books(desk, reference, { date: '2019-04-03', ifTaken: 'next' })
  expect((await pickupFor(desk, claim)).slot.date.toString()).toBe('2019-04-05')
  // And back: nothing is taken away, and no place is counted twice.
  desk.setClock('2019-04-01')
  await books(desk, reference, { date: '2019-04-04' })
  expect([await booked('2019-04-04'), await booked('2019-04-05')]).toEqual([1, 0])
})

test('a booking counts, invites, and is told once (R34, R37)', async () => {
  const claim = await heavy(desk)
  await books(desk, claim.reference, { date: '2019-04-03', from: '12:00' })
  const pickup = await pickupFor(desk, claim)
  const { groundFloor: _, ready: __, ...confirmed } = details
  expect(pickup).toMatchObject({ state: 'scheduled', zone: 'jutland-east', sequence: 0, details: confirmed })
  expect(pickup.slot).toMatchObject({ from: '12:00', to: '16:00' })
  expect(await booked('2019-04-03')).toBe(1)
  expect(await invitations(claim)).toEqual(['REQUEST 0 2019-04-03'])
  expect((await mails(claim)).slice(-2)).toEqual(['approved', 'pickup-arranged'])
  const [entry] = (await entriesOf(desk.db, claim.reference)).slice(-1)
  expect(entry).toMatchObject({ kind: 'pickup-arranged', facts: { date: '2019-04-03', because: 'chosen' } })
  expect(JSON.stringify(entry)).not.toMatch(/Åse|70 00/)
})

test('moved and called off, the same entry of the calendar changes and the place is free again', async () => {
  const claim = await heavy(desk)
  const { reference } = claim
  await books(desk, reference, { date: '2019-04-08' })
  await books(desk, reference, { date: '2019-04-10' })
  expect([await booked('2019-04-08'), await booked('2019-04-10')]).toEqual([0, 1])
  await cancelPickup(desk, reference, { by: { kind: 'participant', reference } })
  expect(await booked('2019-04-10')).toBe(0)
  await books(desk, reference, { date: '2019-04-12' })
  expect(await invitations(claim)).toEqual([
    'REQUEST 0 2019-04-08',
    'REQUEST 1 2019-04-10',
    'CANCEL 2 2019-04-10',
    'REQUEST 3 2019-04-12',
  ])
  const uids = (await documentsOf(desk.db, reference)).flatMap(({ kind, facts }) =>
    kind === 'pickup-invitation' ? [(facts as { uid: string }).uid] : [],
  )
  expect(new Set(uids).size).toBe(1)
  expect((await mails(claim)).slice(-4)).toEqual([
    'pickup-arranged',
    'pickup-arranged',
    'pickup-cancelled',
    'pickup-arranged',
  ])
})

test('too near the day its participant can change nothing any more; customer service can (R38)', async () => {
  const { reference } = await heavy(desk)
  await books(desk, reference, { date: '2019-04-08' })
  desk.setClock('2019-04-05T10:00:01Z')
  const tooLate = { faults: [{ code: 'pickup-too-late-to-change' }] }
  await expect(books(desk, reference, { date: '2019-04-12' })).rejects.toMatchObject(tooLate)
  const asParticipant = { by: { kind: 'participant', reference } } as const
  await expect(cancelPickup(desk, reference, asParticipant)).rejects.toMatchObject(tooLate)
  await arrangePickup(desk, reference, { date: '2019-04-09', from: '08:00', by: staff })
  expect([await booked('2019-04-08'), await booked('2019-04-09')]).toEqual([0, 1])
  const outside = { faults: [{ code: 'pickup-outside-dates' }] }
  const later = arrangePickup(desk, reference, { date: '2019-05-02', from: '08:00', by: staff })
  await expect(later).rejects.toMatchObject(outside)
})

test.each([
  ['a window that the programme does not have', { date: '2019-04-08', from: '09:00' }, 'slot-not-offered'],
  ['a holiday', { date: '2019-04-19', from: '08:00' }, 'slot-taken'],
  ['a day that is too near', { date: '2019-04-02', from: '08:00' }, 'slot-taken'],
])('%s is not booked', async (_, wish, code) => {
  const { reference } = await heavy(desk)
  await expect(books(desk, reference, wish)).rejects.toMatchObject({ faults: [{ code }] })
  expect(await desk.db('pickups')).toEqual([])
})

test('a remote postcode is left to customer service, who agree a day by hand (R10)', async () => {
  const claim = await heavy(desk)
  const address = { street: 'Storegade 1', postcode: '3700', city: 'Rønne', country: 'DK' }
  const { application } = claim
  const moved = { ...application, participant: { ...application.participant, address } }
  await desk
    .db('claims')
    .where({ reference: claim.reference })
    .update({ application: JSON.stringify(moved) })
  const remote = { ...claim, application: moved }
  expect(await offered(remote)).toMatchObject({ slots: [], reason: 'remote-area' })
  await expect(books(desk, claim.reference, { date: '2019-04-08' })).rejects.toMatchObject({
    faults: [{ code: 'pickup-by-customer-service' }],
  })
  await arrangePickup(desk, claim.reference, { date: '2019-04-08', from: '08:00', by: staff })
  expect(await pickupFor(desk, claim)).not.toHaveProperty('zone')
})

test('a holiday that is added after the booking closes the day; who was booked stays until moved', async () => {
  const first = await heavy(desk, '1')
  const second = await heavy(desk, '2')
  await books(desk, first.reference, { date: '2019-04-08' })
  await setDay('2019-04-08', 0)
  expect((await offered(second)).slots.map(({ date }) => date.toString())).not.toContain('2019-04-08')
  await expect(books(desk, second.reference, { date: '2019-04-08' })).rejects.toMatchObject({
    faults: [{ code: 'slot-taken', facts: { date: '2019-04-09' } }],
  })
  expect((await pickupFor(desk, first)).slot.date.toString()).toBe('2019-04-08')
  const full = arrangePickup(desk, second.reference, { date: '2019-04-08', from: '08:00', by: staff })
  await expect(full).rejects.toMatchObject({ faults: [{ code: 'day-full' }] })
})

test('of parallel bookings of the last place one wins, and the others get the next (R93)', async () => {
  const references = await alike(desk, await heavy(desk), 50)
  await setDay('2019-04-08', 1)
  await setDay('2019-04-09', 30)
  await setDay('2019-04-10', 30)
  await Promise.all(
    references.map((reference) => books(desk, reference, { date: '2019-04-08', ifTaken: 'next' })),
  )
  const days = await Promise.all(references.map((reference) => pickupFor(desk, { reference })))
  const counted = (date: string): number => days.filter(({ slot }) => slot.date.toString() === date).length
  expect(['2019-04-08', '2019-04-09', '2019-04-10'].map(counted)).toEqual([1, 30, 19])
  expect(await Promise.all(['2019-04-08', '2019-04-09', '2019-04-10'].map(booked))).toEqual([1, 30, 19])
})

test('a claim that is taken back needs no carrier: its day is called off and told (R22)', async () => {
  const claim = await heavy(desk)
  await books(desk, claim.reference, { date: '2019-04-08' })
  await advance(desk, claim.reference, { kind: 'withdraw', by: staff })
  expect((await pickupFor(desk, claim)).state).toBe('cancelled')
  expect(await booked('2019-04-08')).toBe(0)
  expect((await invitations(claim)).at(-1)).toBe('CANCEL 1 2019-04-08')
  expect((await mails(claim)).at(-1)).toBe('pickup-cancelled')
  await expect(books(desk, claim.reference, { date: '2019-04-09' })).rejects.toMatchObject({
    faults: [{ code: 'not-approved' }],
  })
})

test('however they book, move and cancel at once, no day holds more than it takes, nor counts wrong', async () => {
  const references = await alike(desk, await heavy(desk), 5)
  const days = ['2019-04-03', '2019-04-04', '2019-04-05']
  const wrong: string[] = []
  for (let seed = 1; seed <= 12; seed += 1)
    wrong.push(...(await contend(desk, { references, zone: 'jutland-east', days, seed })))
  expect(wrong).toEqual([])
})
