/**
 * 64 kg in four parcels (R34-R40): the carrier misses, then nobody is ready, then the driver takes everything on a phone.
 * Over HTTP, as the participant, the dispatcher and the driver do it.
 */
import ICAL from 'ical.js'
import { expected } from '../../scripts/walk/caller.ts'
import { booksPickup, photoOf, type DocumentView, type Participant } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { evidenceById } from '../../server/evidence/store.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { chargesOf } from '../../server/payments/charge-store.ts'
import { attemptsOf } from '../../server/shipping/attempt-store.ts'
import { pickupsOfTour } from '../../server/shipping/pickup-store.ts'
import { textOn } from '../shipping/paper.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ today: '2026-03-02' })
})
afterEach(() => world.close())

const mailsTo = async (reference: string): Promise<string[]> => {
  await world.work()
  const mails = await mailsAbout(world.context.db, reference)
  return mails.flatMap(({ name, state }) => (name === 'access-code' ? [] : [`${name} ${state}`]))
}

const agreed = async (): Promise<{ id: number; date: string; zone: string }> => {
  const [pickup] = expected<{ id: number; date: string; zone: string }[]>(
    await world.people.desk.get('/pickups'),
    200,
  )
  if (!pickup) throw new Error('no pick-up is agreed')
  return pickup
}

const tells = async (outcome: string, more = {}): Promise<ClaimView> => {
  const { id, date } = await agreed()
  world.setClock(date)
  return expected<ClaimView>(
    await world.people.desk.post(`/pickups/${id}/attempts`, { outcome, ...more }),
    201,
  )
}

async function approved(): Promise<Participant> {
  const devices = [16_000, 16_000, 16_000, 16_000].map((weightGrams) => ({ weightGrams }))
  const participant = await world.people.appliesWell({
    boughtOn: '2026-02-10',
    invoiceNumber: 'P-1',
    devices,
    locale: 'en',
  })
  expected(await world.people.desk.post(`/claims/${participant.reference}/approval`, {}), 201)
  return participant
}

/** What the driver's phone sends; gives the address to which it is sent on. */
async function driverPosts(path: string, fields: [string, string][]): Promise<Response> {
  return fetch(`${world.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams(fields),
  })
}

const driverSends = (path: string, body: FormData): Promise<Response> =>
  fetch(`${world.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body,
  })

/** A calendar entry as it was mailed, read by another library than the one that wrote it. */
async function eventIn(participant: Participant, document: number) {
  const { bytes } = await participant.get(`/claims/${participant.reference}/documents/${document}`)
  const event = new ICAL.Component(ICAL.parse(bytes.toString('utf8'))).getFirstSubcomponent('vevent')
  if (!event) throw new Error('no event')
  const { uid, sequence, startDate } = new ICAL.Event(event)
  return { uid, sequence, start: startDate.toJSDate().toISOString() }
}

test('the carrier misses, nobody is ready, the third visit is done: who pays, what is told, which clocks are met', async () => {
  const { desk } = world.people
  const participant = await approved()
  const { reference } = participant
  expect(await booksPickup(participant)).toMatchObject({ date: '2026-03-04' })

  const first = await agreed()
  world.setClock(first.date)
  const missed = `${world.context.tourPath(first.zone, first.date)}/${first.id}/visits`
  const noPhoto = new FormData()
  noPhoto.append('photos', new Blob([new Uint8Array(await photoOf(2))]), 'door.jpg')
  noPhoto.append('photos', new Blob(['no picture']), 'hall.jpg')
  const refused = await driverSends(missed, noPhoto)
  expect(refused.status).toBe(422)
  const [, kept = ''] = /name="photos" value="([0-9a-f]{32})"/.exec(await refused.text()) ?? []
  const told = new FormData()
  told.append('outcome', 'carrier-failed')
  told.append('photos', kept)
  told.append('photos', new Blob([new Uint8Array(await photoOf(1))]), 'door.jpg')
  expect((await driverSends(missed, told)).status).toBe(303)
  const [{ evidence } = { evidence: [] }] = await attemptsOf(world.context.db, first.id)
  expect(evidence).toEqual([kept, expect.any(String)])
  const [, door = ''] = evidence
  expect(await evidenceById(world.context.db, door)).toMatchObject({
    kind: 'visit-photo',
    claimReference: reference,
  })
  expect(await chargesOf(world.context.db, reference)).toEqual([])
  expect(await agreed()).toMatchObject({ date: '2026-03-06' })

  await tells('not-ready', { note: 'Nobody opened', costMinor: 40_000 })
  expect(await chargesOf(world.context.db, reference)).toMatchObject([
    { kind: 'second-visit', amountMinor: 24_500, side: 'participant', reason: 'not-ready' },
  ])
  expect(expected<unknown[]>(await desk.get('/pickups'), 200)).toEqual([])
  await booksPickup(participant, '2026-03-11')

  const { id, date, zone } = await agreed()
  world.setClock(date)
  const tour = world.context.tourPath(zone, date)
  const list = await (await fetch(`${world.url}${tour}`)).text()
  expect(list).toContain('Jørgensen')
  const shipments = await desk.get(`/claims/${reference}/shipments`)
  const numbers = expected<{ parcels: { sscc: string }[] }[]>(shipments, 200).flatMap(({ parcels }) =>
    parcels.map(({ sscc }) => sscc),
  )
  const taken: [string, string][] = [
    ...numbers.slice(0, 3).map((sscc): [string, string] => ['parcels', sscc]),
    ['scanned', `]C100${numbers[3]}`],
    ['signedBy', 'Åse Jørgensen'],
    ['signature', '[[[10,25],[500,500]],[[20,50],[30,75]]]'],
  ]
  const strange = await driverPosts(`${tour}/${id}/hand-over`, [
    ['parcels', '123'],
    ['signedBy', 'Åse'],
  ])
  expect(strange.status).toBe(422)
  const wrong = await driverPosts(`${tour.slice(0, -2)}xx/${id}/hand-over`, taken)
  expect(wrong.status).toBe(404)
  expect((await driverPosts(`${tour}/${id}/hand-over`, taken)).headers.get('location')).toBe(tour)
  expect(await pickupsOfTour(world.context.db, zone, date)).toMatchObject([{ state: 'done' }])

  const claim = expected<ClaimView>(await desk.get(`/claims/${reference}`), 200)
  expect(claim.units.map(({ custody }) => custody)).toEqual(Array(4).fill('handed-over'))
  expect(claim.clocks.map(({ clock, state }) => `${clock} ${state}`)).toEqual([
    'ship-by met',
    'pickup-by met',
  ])
  expect(await mailsTo(reference)).toEqual(
    [
      'application-received',
      'approved',
      'pickup-arranged',
      'pickup-arranged',
      'pickup-missed',
      'pickup-arranged',
      'handed-over',
    ].map((name) => `${name} sent`),
  )

  const documents = expected<DocumentView[]>(await participant.get(`/claims/${reference}/documents`), 200)
  const invitations = documents.filter(({ kind }) => kind === 'pickup-invitation')
  const events = await Promise.all(invitations.map((invitation) => eventIn(participant, invitation.id)))
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(1)
  expect(events.map(({ sequence, start }) => `${sequence} ${start}`)).toEqual([
    '0 2026-03-04T07:00:00.000Z',
    '1 2026-03-06T07:00:00.000Z',
    '2 2026-03-11T07:00:00.000Z',
  ])
  const receipt = documents.findLast(({ kind }) => kind === 'hand-over-receipt')
  const { bytes } = await participant.get(`/claims/${reference}/documents/${receipt?.id}`)
  const read = await textOn(bytes)
  for (const { device } of claim.units) expect(read).toContain(device?.serial)
  expect(read).toContain('Åse Jørgensen')
  expect(bytes.toString('latin1')).toContain('ETSI.CAdES.detached')
})
