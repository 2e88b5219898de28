/** The day's list: what waits is told to the carrier once, and what is not wanted any more as well. */
import type { Actor } from '../../../server/base/actor.ts'
import { advance } from '../../../server/claims/advance.ts'
import type { Claim } from '../../../server/claims/claim.ts'
import { submit } from '../../../server/claims/submission.ts'
import { adviceMailTo } from '../../../server/letters/pre-advice.ts'
import type { Message } from '../../../server/mail/mailer.ts'
import { closeManifest } from '../../../server/shipping/carriers/manifest.ts'
import { manifestFile, manifests } from '../../../server/shipping/carriers/manifest-store.ts'
import { runJobs } from '../../../server/jobs/queue.ts'
import {
  carrierAdviceJob,
  closeDailyLists,
  type DeliveringOffice,
} from '../../../server/shipping/carriers/delivering.ts'
import { openDesk, prepared, type TestDesk } from '../../claims/desk.ts'
import { openTestDatabase } from '../../database.ts'
import { books, heavy, openDepots } from '../pickups.ts'

const by: Actor = { kind: 'staff', id: 1, roles: ['dispatcher'] }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
  await openDepots(desk)
})
afterEach(() => desk.db.destroy())

async function approved(tail: string, on?: string): Promise<Claim> {
  if (on) desk.setClock(on)
  const { reference } = await submit(desk, await prepared(desk, tail), { kind: 'visitor' })
  return advance(desk, reference, { kind: 'approve', by })
}

/** Kinds of the lines of the last list. */
async function closed(): Promise<string[]> {
  const { id } = await closeManifest(desk, 'own-contract', 'staff:1')
  const { content } = await manifestFile(desk.db, id)
  return content
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[2] ?? '')
}

test('each parcel and each visit is on one list, and what was called off on the next', async () => {
  await approved('1')
  const fetched = await heavy(desk, '2')
  await books(desk, fetched.reference, { date: '2019-04-03' })
  expect((await closed()).toSorted()).toEqual(['parcel', 'parcel', 'parcel', 'parcel', 'visit'])
  await expect(closed()).rejects.toMatchObject({ faults: [{ code: 'nothing-to-list' }] })
  await books(desk, fetched.reference, { date: '2019-04-05' })
  expect((await closed()).toSorted()).toEqual(['cancel', 'visit'])
  expect((await manifests(desk.db, 9)).map(({ number, orders }) => `${number} ${orders}`)).toEqual([
    'PA-000002 2',
    'PA-000001 5',
  ])
})

test('what was called off before anybody was told of it is on no list', async () => {
  const claim = await approved('1')
  await advance(desk, claim.reference, { kind: 'withdraw', by })
  await expect(closed()).rejects.toMatchObject({ faults: [{ code: 'nothing-to-list' }] })
})

/** Files as they came, in their order; `fails` makes the next one fail once. */
const outbox = () => {
  const files: [name: string, text: string][] = []
  let fails = false
  return {
    files,
    failNext: () => (fails = true),
    put: async (name: string, bytes: Buffer) => {
      if (fails) {
        fails = false
        throw new Error('the disk is full')
      }
      files.push([name, bytes.toString('utf8')])
    },
  }
}

const officeWith = (adviceOutbox: ReturnType<typeof outbox>): DeliveringOffice => ({
  ...desk,
  centreTimeZone: 'Europe/Berlin',
  adviceOutbox,
  drawings: { 'carrier-manifest': async () => Buffer.from('%PDF-') },
})
const work = (office: DeliveringOffice): Promise<number> =>
  runJobs({ ...desk, worker: 'test' }, { 'carrier-advice': carrierAdviceJob(office) })

describe('the list of the day', () => {
  test('closes by itself at its hour, once a day, and comes to the carrier once', async () => {
    const box = outbox()
    const office = officeWith(box)
    await approved('1')
    desk.setClock('2019-04-01T13:59:00Z')
    expect(await closeDailyLists(office, 16)).toBe(0)
    desk.setClock('2019-04-01T14:00:00Z')
    expect(await closeDailyLists(office, 16)).toBe(1)
    await approved('2')
    expect(await closeDailyLists(office, 16)).toBe(0)
    await work(office)
    await desk.db('jobs').update({ due_at: '2019-04-01T14:00:00.000Z' })
    await work(office)
    expect(box.files.map(([name]) => name)).toEqual(['PA-000001.pdf', 'PA-000001.csv'])
    const [list] = await manifests(desk.db, 9)
    expect(list).toMatchObject({ number: 'PA-000001', deliveredAt: '2019-04-01T14:00:00.000Z' })
    expect(box.files[1]?.[1]).toBe((await manifestFile(desk.db, list?.id ?? 0)).content)
    desk.setClock('2019-04-02T14:00:00Z')
    expect(await closeDailyLists(office, 16)).toBe(1)
  })

  test('is one list after a clock that jumped over days, at its hour also on the day on which clocks change', async () => {
    const office = officeWith(outbox())
    const closes = async (now: string): Promise<number> => {
      desk.setClock(now)
      return closeDailyLists(office, 16)
    }
    await approved('1')
    expect(await closes('2019-10-27T14:59:59Z')).toBe(0)
    expect(await closes('2019-10-27T15:00:00Z')).toBe(1)
    await approved('2', '2019-04-01')
    expect(await closes('2019-10-30T15:00:00Z')).toBe(1)
    await approved('3', '2019-04-01')
    expect(await closes('2019-10-29T16:00:00Z')).toBe(0)
    expect(await closes('2020-03-29T13:59:59Z')).toBe(0)
    expect(await closes('2020-03-29T14:00:00Z')).toBe(1)
    expect(await manifests(desk.db, 9)).toHaveLength(3)
  })

  test('that could not be written is written again under its name, and has its own number', async () => {
    const box = outbox()
    const office = officeWith(box)
    await approved('1')
    desk.setClock('2019-04-01T14:00:00Z')
    await closeDailyLists(office, 16)
    box.failNext()
    await work(office)
    expect((await manifests(desk.db, 9))[0]).not.toHaveProperty('deliveredAt')
    desk.setClock('2019-04-01T14:30:00Z')
    await work(office)
    expect(box.files.map(([name]) => name)).toEqual(['PA-000001.pdf', 'PA-000001.csv'])
    expect(await manifests(desk.db, 9)).toMatchObject([{ deliveredAt: '2019-04-01T14:30:00.000Z' }])
  })

  test('is mailed with its CSV and its paper where an address is set, every try under one Message-ID', async () => {
    const sent: Message[] = []
    let fails = true
    const mailer = {
      send: async (message: Message) => {
        sent.push(message)
        if (fails) throw new Error('the mail server is away')
      },
    }
    const words = { subject: 'Pre-advice', text: 'attached', html: '<p>attached</p>', templateVersion: '' }
    const templates = { render: async () => words }
    const from = { name: 'Backhaul', address: 'trade-in@house.example' }
    const post = {
      mailer,
      templates,
      texts: desk.texts,
      from,
      publicUrl: '',
      centreTimeZone: 'Europe/Berlin',
    }
    const office = { ...officeWith(outbox()), adviceMail: adviceMailTo(post, 'orders@carrier.example') }
    await approved('1')
    desk.setClock('2019-04-01T14:00:00Z')
    await closeDailyLists(office, 16)
    await work(office)
    expect((await manifests(desk.db, 9))[0]).not.toHaveProperty('deliveredAt')
    fails = false
    desk.setClock('2019-04-01T14:30:00Z')
    await work(office)
    expect((await manifests(desk.db, 9))[0]).toMatchObject({ deliveredAt: '2019-04-01T14:30:00.000Z' })
    expect(sent).toHaveLength(2)
    expect(sent[0]).toEqual(sent[1])
    expect(sent[1]).toMatchObject({ to: { address: 'orders@carrier.example' } })
    expect(sent[1]?.attachments.map(({ name }) => name)).toEqual(['PA-000001.csv', 'PA-000001.pdf'])
  })

  test('is nothing where nothing waits', async () => {
    desk.setClock('2019-04-01T20:00:00Z')
    expect(await closeDailyLists(officeWith(outbox()), 16)).toBe(0)
    expect(await manifests(desk.db, 9)).toEqual([])
  })
})

test('two people who close at once have one list between them', async () => {
  await approved('1')
  const results = await Promise.allSettled([closed(), closed()])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await manifests(desk.db, 9)).toHaveLength(1)
})
