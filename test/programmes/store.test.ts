import { Temporal } from 'temporal-polyfill'
import type { Database } from '../../server/database.ts'
import { parseProgramme, versionOf } from '../../server/programmes/source.ts'
import {
  changedFiles,
  currentProgramme,
  currentProgrammes,
  editionsOf,
  loadProgrammes,
  programmeVersion,
  referencePrefixes,
  sourceOf,
} from '../../server/programmes/store.ts'
import { loadedVersions } from '../../server/programmes/version-store.ts'
import { openTestDatabase } from '../database.ts'
import { programmeText } from './samples.ts'

const text = programmeText('dk-workstation-trade-in')
const dearer = text
  .replace('edition: 2018-2021', 'edition: 2018-2021 dearer')
  .replace('amountMinor: 110000', 'amountMinor: 120000')
const at = (instant: string) => ({ now: () => Temporal.Instant.from(instant) })
const today = at('2026-01-01T00:00:00Z')
const load = (db: Database, ...texts: string[]) =>
  loadProgrammes(
    db,
    today,
    texts.map((one) => ({ file: 'test.yaml', text: one })),
  )

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

test('a file that is loaded twice is one edition, comments or not', async () => {
  await load(db, text)
  await load(db, `# a remark\n${text}`)
  expect(await editionsOf(db, 'dk-workstation-trade-in')).toEqual([
    { hash: versionOf(text), edition: '2018-2021', loadedAt: '2026-01-01T00:00:00.000Z' },
  ])
})

test('a start reads only files that say something else than the current edition', async () => {
  const files = [{ file: 'test.yaml', text }]
  expect(await changedFiles(db, files)).toEqual(files)
  await load(db, text)
  expect(await changedFiles(db, files)).toEqual([])
  await load(db, dearer)
  expect(await changedFiles(db, files)).toEqual(files)
})

test('a file that changes never alters a running claim: both editions stay (R98)', async () => {
  const [first] = await load(db, text)
  const [second] = await load(db, dearer)
  const worn = async (hash: string) => {
    const programme = await programmeVersion(db, hash)
    return programme.values.rows.find(({ id }) => id === 'tower-worn')?.amountMinor
  }
  expect(await worn(first?.hash ?? '')).toBe(110_000)
  expect(await worn(second?.hash ?? '')).toBe(120_000)
  expect((await currentProgramme(db, 'dk-workstation-trade-in')).hash).toBe(second?.hash)
})

test('the file that was loaded last is current, also when it is the older one', async () => {
  await load(db, text)
  await load(db, dearer)
  await load(db, text)
  expect(await currentProgramme(db, 'dk-workstation-trade-in')).toEqual({
    hash: versionOf(text),
    programme: parseProgramme(text),
  })
})

test('every edition tells who loaded it, and one of them is current', async () => {
  await load(db, text)
  await loadProgrammes(db, today, [{ file: 'test.yaml', text: dearer }], { kind: 'staff', id: 3, roles: [] })
  const loadedAt = '2026-01-01T00:00:00.000Z'
  expect(await loadedVersions(db)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        isCurrent: false,
        loads: [{ by: 'system:start', at: loadedAt, part: 'loaded' }],
      }),
      expect.objectContaining({ isCurrent: true, loads: [{ by: 'staff:3', at: loadedAt, part: 'loaded' }] }),
    ]),
  )
})

test('all files are loaded or none, and the refusal names file and line', async () => {
  const broken = text.replace('capMinor: 150000', 'capMinor: 1000')
  await expect(load(db, text, broken)).rejects.toMatchObject({
    kind: 'invalid',
    faults: expect.arrayContaining([
      expect.objectContaining({
        code: 'programme-mistake',
        facts: { file: 'test.yaml', line: expect.any(Number), mistake: 'value-over-cap' },
      }),
    ]),
  })
  expect(await currentProgrammes(db)).toEqual([])
})

test('two programmes are listed by id, with every prefix that a label may bear', async () => {
  const open = programmeText('dk-workstation-trade-in-open').replace(
    'referencePrefix: TI',
    'referencePrefix: OP',
  )
  await load(db, open, text)
  expect((await currentProgrammes(db)).map(({ programme }) => programme.id)).toEqual([
    'dk-workstation-trade-in',
    'dk-workstation-trade-in-open',
  ])
  expect((await referencePrefixes(db)).toSorted()).toEqual(['OP', 'TI'])
})

test('the source is kept as it was written', async () => {
  const [loaded] = await load(db, text)
  expect(await sourceOf(db, loaded?.hash ?? '')).toBe(text)
})

test.each([
  ['programmeVersion', () => programmeVersion(db, 'none'), 'programme-version-unknown'],
  ['sourceOf', () => sourceOf(db, 'none'), 'programme-version-unknown'],
  ['currentProgramme', () => currentProgramme(db, 'none'), 'programme-unknown'],
])('%s refuses what it does not know', async (_, ask, code) => {
  await expect(ask()).rejects.toMatchObject({ kind: 'not-found', faults: [{ code }] })
})
