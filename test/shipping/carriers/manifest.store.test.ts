/** The day's list: what waits is told to the carrier once, and what is not wanted any more as well. */
import type { Actor } from '../../../server/base/actor.ts'
import { advance } from '../../../server/claims/advance.ts'
import type { Claim } from '../../../server/claims/claim.ts'
import { submit } from '../../../server/claims/submission.ts'
import { closeManifest } from '../../../server/shipping/carriers/manifest.ts'
import { manifestFile, manifests } from '../../../server/shipping/carriers/manifest-store.ts'
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

async function approved(tail: string): Promise<Claim> {
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

test('two people who close at once have one list between them', async () => {
  await approved('1')
  const results = await Promise.allSettled([closed(), closed()])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await manifests(desk.db, 9)).toHaveLength(1)
})
