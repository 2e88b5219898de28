/** Orders from the claim to a carrier's server and back, over real HTTP, with what goes wrong on the way. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../../../server/base/actor.ts'
import { advance } from '../../../server/claims/advance.ts'
import type { Claim } from '../../../server/claims/claim.ts'
import { claimOf } from '../../../server/claims/store.ts'
import { inTransaction, type Transaction } from '../../../server/database.ts'
import { documentsOf } from '../../../server/documents/store.ts'
import { openVault } from '../../../server/evidence/vault.ts'
import { runJobs } from '../../../server/jobs/queue.ts'
import { enqueue } from '../../../server/jobs/store.ts'
import { mailCarrierLabels } from '../../../server/letters/carrier-label.ts'
import { mailsAbout } from '../../../server/mail/store.ts'
import type { Caller } from '../../../server/shipping/carriers/call.ts'
import { openTexts } from '../../../server/texts/texts.ts'
import { submit } from '../../../server/claims/submission.ts'
import { loadProgrammes } from '../../../server/programmes/store.ts'
import { callerFor } from '../../../server/shipping/carriers/calling.ts'
import { followCarriers } from '../../../server/shipping/carriers/following.ts'
import { keepEvents, strandedEvents } from '../../../server/shipping/carriers/inbox-store.ts'
import { ordersFor, type CarrierOrder } from '../../../server/shipping/carriers/order-store.ts'
import { askForSilent, carrierTrackingJob, settleDoubts } from '../../../server/shipping/carriers/asking.ts'
import { carrierOrderJob } from '../../../server/shipping/carriers/sending.ts'
import { reissueLabel } from '../../../server/shipping/reissue.ts'
import { shipmentsOf } from '../../../server/shipping/store.ts'
import { openDesk, prepared, type TestDesk } from '../../claims/desk.ts'
import { openTestDatabase } from '../../database.ts'
import { programmeText } from '../../programmes/samples.ts'
import { books, heavy, openDepots } from '../pickups.ts'
import { openKarrioStub, type KarrioStub } from './karrio-stub.ts'

const by: Actor = { kind: 'staff', id: 1, roles: ['dispatcher'] }
const token = 'a token of the stub'
const karrio = `carrier: { connection: karrio, carrierCode: dhl_parcel_de, service: dhl_parcel_de_retoure }\n`

let desk: TestDesk
let stub: KarrioStub
let folder: string
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
  const text = programmeText('dk-workstation-trade-in') + karrio
  await loadProgrammes(desk.db, desk.clock, [{ file: 'dk-workstation-trade-in.yaml', text }])
  await openDepots(desk)
  stub = await openKarrioStub(token)
  folder = mkdtempSync(join(tmpdir(), 'backhaul-labels-'))
})
afterEach(async () => {
  await stub.close()
  await desk.db.destroy()
  rmSync(folder, { recursive: true })
})

async function approved(): Promise<Claim> {
  const { reference } = await submit(desk, await prepared(desk, '1'), { kind: 'visitor' })
  return advance(desk, reference, { kind: 'approve', by })
}

/** Three parcels of 36 kg in all, and the day that their participant chose. */
async function fetched(): Promise<Claim> {
  const claim = await heavy(desk)
  return books(desk, claim.reference, { date: '2019-04-03' })
}

const letterDesk = () => ({
  ...desk,
  enqueue,
  linkTo: (reference: string) => `/c/${reference}`,
  texts: openTexts('templates/locales'),
})

const tellLabels = (trx: Transaction, shipment: number): Promise<void> =>
  mailCarrierLabels(letterDesk(), trx, shipment)

/** One round of the worker, with a carrier that is waited for no longer than a moment. */
async function work(privateHosts = ['127.0.0.1'], meanwhile?: () => Promise<unknown>): Promise<void> {
  const call = callerFor({ url: stub.url, token, privateHosts, patience: 500 })
  let during = meanwhile
  const caller: Caller = async (asked) => {
    const answer = await call(asked)
    const happens = during
    during = undefined
    await happens?.()
    return answer
  }
  const office = { ...desk, vault: openVault(folder), callerOf: () => caller, tellLabels }
  await runJobs({ ...desk, worker: 'test' }, { 'carrier-order': carrierOrderJob(office) })
}

const ordersOf = async ({ reference }: Claim): Promise<CarrierOrder[]> =>
  ordersFor(
    desk.db,
    (await shipmentsOf(desk.db, reference)).map(({ id }) => id),
  )

const posts = (): string[] => stub.heard.filter((line) => line.startsWith('POST'))

test('a parcel is ordered with its approval, and the carrier’s label is a document of the claim', async () => {
  const claim = await approved()
  expect(stub.heard).toEqual([])
  await work()
  const [order] = await ordersOf(claim)
  expect(order).toMatchObject({
    state: 'placed',
    trackingNumber: 'JD014600003821',
    carrierReference: 'shp_1',
  })
  expect(stub.made.shipments).toMatchObject([{ reference: order?.key, service: 'dhl_parcel_de_retoure' }])
  const label = (await documentsOf(desk.db, claim.reference)).find(({ kind }) => kind === 'carrier-label')
  expect(label).toMatchObject({ id: order?.labelDocument, facts: { sha256: expect.any(String) } })
  const told = (await mailsAbout(desk.db, claim.reference)).filter(({ name }) => name === 'carrier-label')
  expect(told).toMatchObject([{ facts: { parcels: 1 }, attachments: [{ document: label?.id }] }])
})

test('a heavy shipment orders every parcel and one visit for all (R34)', async () => {
  const claim = await fetched()
  await work()
  expect((await ordersOf(claim)).map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
    'parcel placed',
    'parcel placed',
    'parcel placed',
    'pickup placed',
  ])
  const told = (await mailsAbout(desk.db, claim.reference)).filter(({ name }) => name === 'carrier-label')
  expect(told).toMatchObject([{ facts: { parcels: 3, way: 'pick-up' }, attachments: [{}, {}, {}] }])
  expect(stub.made.pickups).toMatchObject([
    { carrier_code: 'dhl_parcel_de', metadata: { backhaul: 'visit-1-0' } },
  ])
})

test('a visit that is moved is called off and ordered anew (R38)', async () => {
  const claim = await fetched()
  await work()
  await books(desk, claim.reference, { date: '2019-04-05' })
  await work()
  expect(stub.made.pickups).toMatchObject([
    { status: 'cancelled', pickup_date: '2019-04-03' },
    { status: 'scheduled', pickup_date: '2019-04-05', ready_time: '08:00' },
  ])
})

test('a call that timed out but succeeded is found, not repeated', async () => {
  const claim = await approved()
  stub.next.push('silent')
  await work()
  expect(await ordersOf(claim)).toMatchObject([{ state: 'sending' }])
  desk.setClock('2019-04-01T08:10:00Z')
  await work()
  expect(await ordersOf(claim)).toMatchObject([{ state: 'placed', carrierReference: 'shp_1' }])
  expect(stub.made.shipments).toHaveLength(1)
})

test('a carrier that is busy is asked again, after a look', async () => {
  const claim = await approved()
  stub.next.push('busy', 'busy')
  for (const at of ['08:00:00', '08:01:00', '08:05:00']) {
    desk.setClock(`2019-04-01T${at}Z`)
    await work()
  }
  expect(await ordersOf(claim)).toMatchObject([{ state: 'placed' }])
  expect(stub.made.shipments).toHaveLength(1)
})

test('a refusal is kept by its codes alone and not repeated', async () => {
  const claim = await approved()
  stub.next.push('refused')
  await work()
  await work()
  expect(await ordersOf(claim)).toMatchObject([{ state: 'refused', reason: 'http-400 postal_code_invalid' }])
  expect(posts()).toHaveLength(1)
})

test('a worker that died between the call and its row finds what it ordered', async () => {
  const claim = await approved()
  await work()
  await desk.db('carrier_orders').update({ state: 'sending', carrier_reference: null, tracking_number: null })
  await desk.db('jobs').del()
  desk.setClock('2019-04-01T10:00:00Z')
  expect(await settleDoubts(desk)).toBe(1)
  await work()
  expect(await ordersOf(claim)).toMatchObject([{ state: 'placed', trackingNumber: 'JD014600003821' }])
  expect(stub.made.shipments).toHaveLength(1)
})

test('a label that is made anew orders its parcel anew and calls the older one off (R32)', async () => {
  const claim = await approved()
  await work()
  await reissueLabel(desk, claim.reference, { reason: 'label-lost', by })
  await work()
  expect((await ordersOf(claim)).map(({ state }) => state)).toEqual(['called-off', 'placed'])
  expect(stub.made.shipments.map(({ status }) => status)).toEqual(['cancelled', 'created'])
})

test('a claim that is taken back needs no carrier: what was never answered is looked up and called off (R22)', async () => {
  const claim = await fetched()
  stub.next.push('silent')
  await work()
  await advance(desk, claim.reference, { kind: 'withdraw', by })
  desk.setClock('2019-04-01T08:10:00Z')
  await work()
  expect(new Set((await ordersOf(claim)).map(({ state }) => state))).toEqual(new Set(['called-off']))
  expect([...stub.made.shipments, ...stub.made.pickups].map(({ status }) => status)).toEqual(
    Array(4).fill('cancelled'),
  )
})

test('what is called off while it is on its way is called off with the next breath', async () => {
  const claim = await approved()
  await work(undefined, () => advance(desk, claim.reference, { kind: 'withdraw', by }))
  expect(await ordersOf(claim)).toMatchObject([{ state: 'called-off' }])
  expect(stub.made.shipments.map(({ status }) => status)).toEqual(['cancelled'])
})

test('a parcel that nobody speaks of for two days is asked for, and what is told of it is followed', async () => {
  const claim = await approved()
  await work()
  expect(await askForSilent(desk)).toBe(0)
  desk.setClock('2019-04-04T08:00:00Z')
  const asked: string[] = []
  const answers = [
    { status: 503, body: {} },
    { status: 200, body: { ...trackerOf('JD014600003821'), status: 'in_transit' } },
  ]
  const caller: Caller = async ({ path }) => {
    asked.push(path)
    return answers.shift() ?? { status: 404, body: {} }
  }
  const poll = async (): Promise<void> => {
    const jobs = { 'carrier-tracking': carrierTrackingJob({ ...desk, callerOf: () => caller }) }
    await runJobs({ ...desk, worker: 'test' }, jobs)
  }
  expect(await askForSilent(desk)).toBe(1)
  await poll()
  desk.setClock('2019-04-04T08:30:00Z')
  await poll()
  expect(asked).toEqual(Array(2).fill('/v1/trackers/JD014600003821'))
  await followCarriers({ ...desk, log: { error: () => undefined } })
  expect((await claimOf(desk.db, claim.reference)).units.map(({ custody }) => custody)).toEqual([
    'in-transit',
  ])
  expect(await askForSilent(desk)).toBe(0)
})

const trackerOf = (number: string) => ({
  tracking_number: number,
  events: [{ timestamp: '2019-04-03T09:12:00Z', status: 'in_transit', code: 'IT' }],
})

test('what the carrier told before it answered is followed once the number is ours', async () => {
  await approved()
  const early = {
    eventId: 'E-1',
    number: 'JD014600003821',
    kind: 'announced' as const,
    occurredAt: '2019-04-01T07:59:00.000Z',
  }
  await inTransaction(desk.db, (trx) => keepEvents(trx, 'karrio', [early], desk.clock.now()))
  const office = { ...desk, log: { error: () => undefined } }
  await followCarriers(office)
  expect(await strandedEvents(desk.db, desk.clock.now(), 9)).toHaveLength(1)
  await work()
  await followCarriers(office)
  expect(await strandedEvents(desk.db, desk.clock.now(), 9)).toEqual([])
})

test('no call leaves for a private address that nobody named', async () => {
  const claim = await approved()
  await work([])
  expect(stub.heard).toEqual([])
  expect(await ordersOf(claim)).toMatchObject([{ state: 'sending' }])
  expect(await desk.db('jobs').where({ kind: 'carrier-order' }).pluck('error')).toEqual([
    expect.stringContaining('CarrierSilent'),
  ])
})
