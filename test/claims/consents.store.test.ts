/** The log of consents: what was agreed to, in which edition, and taken back (R8, R24, R48). */
import type { Actor } from '../../server/base/actor.ts'
import { consentsOf } from '../../server/claims/consent-store.ts'
import { newsConsent, withdrawNews } from '../../server/claims/consenting.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { submit } from '../../server/claims/submission.ts'
import { openTestDatabase } from '../database.ts'
import { openDesk, prepared, type TestDesk } from './desk.ts'

const visitor: Actor = { kind: 'visitor' }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
})
afterEach(() => desk.db.destroy())

test('terms and every declaration are kept with their edition; news only when asked for (R8, R24)', async () => {
  const wanted = await prepared(desk, '1', { marketingConsent: false })
  const { reference } = await submit(desk, wanted, visitor)
  const kept = (await consentsOf(desk.db, reference)).map(({ kind, name, version, answer }) => [
    kind,
    name,
    version,
    answer,
  ])
  expect(kept).toContainEqual(['terms', 'terms', wanted.termsVersion, 'given'])
  for (const id of wanted.declarations)
    expect(kept).toContainEqual(['declaration', id, wanted.termsVersion, 'given'])
  expect(await newsConsent(desk.db, reference)).toBeUndefined()
  await expect(withdrawNews(desk, reference, visitor)).rejects.toMatchObject({ kind: 'conflict' })
})

test('the consent to news is taken back once; both answers stay, and the journal tells of it (R24)', async () => {
  const { reference } = await submit(desk, await prepared(desk, '2', { marketingConsent: true }), visitor)
  const participant: Actor = { kind: 'participant', reference }
  expect(await newsConsent(desk.db, reference)).toMatchObject({ answer: 'given' })
  const both = await Promise.allSettled([
    withdrawNews(desk, reference, participant),
    withdrawNews(desk, reference, participant),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const answers = (await consentsOf(desk.db, reference)).filter(({ kind }) => kind === 'marketing')
  expect(answers.map(({ answer }) => answer)).toEqual(['given', 'withdrawn'])
  expect((await entriesOf(desk.db, reference)).at(-1)).toMatchObject({ kind: 'consent-withdrawn' })
})
