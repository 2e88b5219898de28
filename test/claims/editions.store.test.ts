import type { Actor } from '../../server/base/actor.ts'
import { loadDraft, loadEdition } from '../../server/claims/editions.ts'
import { submit } from '../../server/claims/submission.ts'
import { claimOf } from '../../server/claims/store.ts'
import { inTransaction } from '../../server/database.ts'
import { openDraft, openDrafts, programmeDraft, saveDraft } from '../../server/programmes/draft-store.ts'
import { changedFiles, currentProgramme } from '../../server/programmes/store.ts'
import { loadedVersions } from '../../server/programmes/version-store.ts'
import { openTestDatabase } from '../database.ts'
import { programmeText } from '../programmes/samples.ts'
import { openDesk, prepared, type TestDesk } from './desk.ts'

const programmeId = 'dk-workstation-trade-in'
const text = programmeText(programmeId)
const dearer = text.replace('amountMinor: 110000', 'amountMinor: 120000')
const writer: Actor = { kind: 'staff', id: 3, roles: ['programme-manager'] }
const loader: Actor = { kind: 'staff', id: 4, roles: ['programme-manager'] }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2021-03-02')
})
afterEach(() => desk.db.destroy())

const drafted = async (source: string): Promise<number> => {
  const { hash } = await currentProgramme(desk.db, programmeId)
  const at = desk.clock.now()
  return inTransaction(desk.db, async (trx) => {
    const id = await openDraft(trx, { programmeId, basedOn: hash, source: text, by: writer, at })
    await saveDraft(trx, id, 1, { source, by: writer, at })
    return id
  })
}

test('a draft becomes the edition for new applications; claims that run keep theirs, and a start undoes nothing (R98)', async () => {
  const before = await submit(desk, await prepared(desk, '1'), { kind: 'visitor' })
  const id = await drafted(dearer)
  const { hash } = await loadDraft(desk, id, 2, loader)
  expect((await currentProgramme(desk.db, programmeId)).hash).toBe(hash)
  expect((await claimOf(desk.db, before.reference)).programmeVersion).not.toBe(hash)
  expect(await programmeDraft(desk.db, id)).toMatchObject({ state: 'loaded', hash })
  expect(await openDrafts(desk.db)).toEqual([])

  const [loaded] = (await loadedVersions(desk.db)).filter((version) => version.hash === hash)
  expect(loaded?.loads.map(({ by, part }) => [by, part])).toEqual([
    ['staff:4', 'loaded'],
    ['staff:3', 'wrote'],
  ])
  expect(await desk.db('journal').orderBy('no', 'desc').first()).toMatchObject({
    claim: '',
    kind: 'edition-loaded',
    actor: 'staff:4',
    programme: hash,
  })
  expect(await changedFiles(desk.db, [{ file: 'test.yaml', text }])).toEqual([])
  expect(await changedFiles(desk.db, [{ file: 'test.yaml', text: `# a remark\n${text}` }])).toEqual([])
})

test.each([
  ['a mistake', 2, text.replace('capMinor: 150000', 'capMinor: 1000'), 'programme-mistake'],
  ['what is current already', 2, `# a remark\n${text}`, 'edition-current'],
  ['what somebody saved meanwhile', 1, dearer, 'draft-edition-changed'],
])('%s is not loaded, and nothing of it is left', async (_, revision, source, code) => {
  const id = await drafted(source)
  const entries = await desk.db('journal')
  await expect(loadDraft(desk, id, revision, loader)).rejects.toMatchObject({
    faults: expect.arrayContaining([expect.objectContaining({ code })]),
  })
  expect(await loadedVersions(desk.db)).toHaveLength(1)
  expect(await desk.db('journal')).toEqual(entries)
})

test('a draft that was loaded is written no more', async () => {
  const id = await drafted(dearer)
  await loadDraft(desk, id, 2, loader)
  const again = inTransaction(desk.db, (trx) =>
    saveDraft(trx, id, 2, { source: text, by: writer, at: desk.clock.now() }),
  )
  await expect(again).rejects.toMatchObject({ faults: [{ code: 'draft-edition-over' }] })
})

test('an edition that comes over the API is told by the journal too', async () => {
  await loadEdition(desk, dearer, loader)
  expect(await desk.db('journal')).toMatchObject([{ kind: 'edition-loaded', actor: 'staff:4' }])
})
