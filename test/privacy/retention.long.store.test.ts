/** What goes when, counted by month and kind, alike on both engines. */
import { Temporal } from 'temporal-polyfill'
import { ahead, behind, noteDue } from '../../server/privacy/retention-store.ts'
import { openWorld, type World } from '../stories/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
})
afterAll(() => world.close())

test('claims that lose different things in one month are counted apart', async () => {
  const { db } = world.context
  const references: string[] = []
  for (const invoiceNumber of ['R-1', 'R-2', 'R-3'])
    references.push((await world.people.appliesWell({ boughtOn: '2026-02-10', invoiceNumber })).reference)
  const dues = [
    { kind: 'photo', lastDay: '2027-03-04' },
    { kind: 'books', lastDay: '2027-03-31' },
    { kind: 'photo', lastDay: '2027-03-30' },
  ] as const
  await db.transaction(async (trx) => {
    for (const [place, { kind, lastDay }] of dues.entries())
      await noteDue(trx, references[place] ?? '', 'hash', { kind, lastDay: Temporal.PlainDate.from(lastDay) })
  })
  expect(await ahead(db, 10)).toEqual([
    { month: '2027-03', kind: 'books', claims: 1 },
    { month: '2027-03', kind: 'photo', claims: 2 },
  ])
  expect(await behind(db, 10)).toEqual([])
})
