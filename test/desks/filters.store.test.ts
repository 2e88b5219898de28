import { Temporal } from 'temporal-polyfill'
import type { Database } from '../../server/database.ts'
import { endFilter, filtersOf, saveFilter } from '../../server/staff/filter-store.ts'
import { createAccount } from '../../server/staff/store.ts'
import { openTestDatabase } from '../database.ts'

const clock = { now: () => Temporal.Instant.from('2026-11-22T09:00:00Z') }
const unknown = { faults: [{ code: 'not-found' }] }
let db: Database
let staff: number

beforeAll(async () => {
  db = await openTestDatabase()
  staff = await createAccount(
    { db, clock },
    { email: 'a@b.example', name: 'Ada', roles: [], passwordHash: '' },
  )
})
afterAll(() => db.destroy())

const save = (name: string, isDefault: boolean, query = 'state=approved'): Promise<void> =>
  saveFilter({ db, clock }, staff, { list: 'review', name, query, isDefault })

const kept = async (): Promise<unknown[]> =>
  (await filtersOf(db, staff, 'review')).map(({ name, query, isDefault }) => [name, query, isDefault])

test('of one name the later counts, one of a list opens first, and what is given up is gone', async () => {
  await save('Mine', true)
  await save('Other', true)
  await save('Mine', false, 'state=incomplete')
  expect(await kept()).toEqual([
    ['Mine', 'state=incomplete', false],
    ['Other', 'state=approved', true],
  ])
  const [mine] = await filtersOf(db, staff, 'review')
  expect(await endFilter({ db, clock }, staff, mine?.id ?? 0)).toBe('review')
  await expect(endFilter({ db, clock }, staff, mine?.id ?? 0)).rejects.toMatchObject(unknown)
  await expect(endFilter({ db, clock }, staff + 1, 2)).rejects.toMatchObject(unknown)
  expect(await kept()).toHaveLength(1)
})

test('a list has at most twenty of them', async () => {
  for (let no = 1; no < 20; no += 1) await save(`No ${no}`, false)
  await expect(save('One more', false)).rejects.toMatchObject({ faults: [{ code: 'too-many-filters' }] })
})
