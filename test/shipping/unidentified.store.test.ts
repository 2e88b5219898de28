/** The bench of unidentified goods: nothing is ever dropped, and a match receives what has come. */
import type { Actor } from '../../server/base/actor.ts'
import { advance } from '../../server/claims/advance.ts'
import { claimOf } from '../../server/claims/store.ts'
import { submit } from '../../server/claims/submission.ts'
import { tidyEvidence } from '../../server/evidence/tidying.ts'
import { onTheBench, type UnidentifiedKind } from '../../server/shipping/unidentified-store.ts'
import { matchUnidentified, shelve, suggestionsFor } from '../../server/shipping/unidentified.ts'
import { openDesk, photographed, prepared, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'

const by: Actor = { kind: 'staff', id: 1, roles: ['auditor'] }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
})
afterEach(() => desk.db.destroy())

const office = () => ({ ...desk, tokenKeys: new Map() })

async function approved(): Promise<{ reference: string; serial: string }> {
  const { reference } = await submit(desk, await prepared(desk, '1'), { kind: 'visitor' })
  const { application } = await advance(desk, reference, { kind: 'approve', by })
  return { reference, serial: application.units[0]?.device?.serial ?? '' }
}

test('a device of nobody is matched by its serial number once somebody has applied for it', async () => {
  const found = { kind: 'nobodys', shelf: 'B-4', photos: [await photographed(desk)] } as const
  const { id } = await shelve(office(), found, by)
  expect(await suggestionsFor(desk.db, found)).toEqual([])
  const { reference, serial } = await approved()
  const suggested = await suggestionsFor(desk.db, { ...found, serial: serial.toLowerCase() })
  expect(suggested).toMatchObject([{ reference, sscc: expect.any(String) }])
  const { entry, receipt } = await matchUnidentified(office(), id, { reference }, by)
  expect([entry.match?.reference, receipt?.verdict]).toEqual([reference, 'received'])
  expect((await claimOf(desk.db, reference)).units.map(({ custody }) => custody)).toEqual(['at-centre'])
})

test('an entry is matched once and stays on the bench’s list, with its photos kept', async () => {
  const photo = await photographed(desk)
  const { id } = await shelve(office(), { kind: 'no-label', shelf: 'B-3', photos: [photo] }, by)
  const { reference } = await approved()
  await matchUnidentified(office(), id, { reference }, by)
  await expect(matchUnidentified(office(), id, { reference }, by)).rejects.toMatchObject({
    faults: [{ code: 'unidentified-matched', facts: { name: `UG-${id}`, reference } }],
  })
  desk.setClock('2019-06-01')
  await tidyEvidence({ ...desk, vault: { remove: async () => undefined } })
  expect(await onTheBench(desk.db, 10)).toMatchObject([{ id, photos: [photo], match: { reference } }])
})

test('nothing goes on the bench without a photo, and nothing belongs to a claim that does not exist', async () => {
  await expect(shelve(office(), { kind: 'no-label', shelf: 'B-3', photos: [] }, by)).rejects.toMatchObject({
    faults: [{ code: 'photo-needed' }],
  })
  const { id } = await shelve(
    office(),
    { kind: 'other-claim', shelf: 'B-3', photos: [await photographed(desk)] },
    by,
  )
  await expect(matchUnidentified(office(), id, { reference: 'TI-0000-0000' }, by)).rejects.toMatchObject({
    faults: [{ code: 'claim-unknown' }],
  })
  expect((await onTheBench(desk.db, 10)).map(({ match }) => match)).toEqual([undefined])
})

test('of one kind the bench is read to its end, however much of another stands before it', async () => {
  const put = async (kind: UnidentifiedKind) =>
    shelve(office(), { kind, shelf: 'B-3', photos: [await photographed(desk)] }, by)
  await put('no-label')
  const { id } = await put('nobodys')
  expect(await onTheBench(desk.db, 1)).toMatchObject([{ kind: 'no-label' }])
  expect(await onTheBench(desk.db, 1, 'nobodys')).toMatchObject([{ id, kind: 'nobodys' }])
})
