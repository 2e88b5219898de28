import { Temporal } from 'temporal-polyfill'
import {
  attachEvidence,
  evidenceOf,
  findEvidence,
  forgetUnclaimed,
  keepEvidence,
  twinsOf,
  unclaimedSince,
  type EvidenceFile,
} from '../../server/evidence/store.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import { openTestDatabase } from '../database.ts'

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

const noon = Temporal.Instant.from('2026-03-02T12:00:00Z')

const fileNumber = (number: number, differing: Partial<EvidenceFile> = {}): EvidenceFile => ({
  id: String(number).padStart(32, '0'),
  kind: 'proof-of-purchase',
  name: 'Faktura.pdf',
  mediaType: 'application/pdf',
  bytes: 20_000,
  sha256: `kept-${number}`,
  sentSha256: `sent-${number}`,
  thumbnailSha256: null,
  look: null,
  pages: 1,
  uploadedAt: noon.add({ minutes: number }),
  uploadedBy: 'participant:new',
  claimReference: null,
  ...differing,
})

const kept = async (...files: EvidenceFile[]): Promise<void> => {
  for (const file of files) await keepEvidence(db, file)
}

const attach = (reference: string, ...files: EvidenceFile[]): Promise<void> =>
  inTransaction(db, (trx) =>
    attachEvidence(
      trx,
      files.map(({ id }) => id),
      reference,
    ),
  )

test('a file comes back as it was kept', async () => {
  const file = fileNumber(1, { look: '0123456789abcdef'.repeat(4), thumbnailSha256: 'small' })
  await kept(file)
  expect(await findEvidence(db, file.id)).toEqual(file)
  await expect(findEvidence(db, fileNumber(2).id)).rejects.toMatchObject({ kind: 'not-found' })
})

test('a claim has its files in the order they came', async () => {
  const [one, two] = [fileNumber(1), fileNumber(2)]
  await kept(two, one, fileNumber(3))
  await attach('TI-1', two, one)
  expect((await evidenceOf(db, 'TI-1')).map(({ id }) => id)).toEqual([one.id, two.id])
})

test('a resubmission names its files again, and nothing changes (R25)', async () => {
  await kept(fileNumber(1))
  await attach('TI-1', fileNumber(1))
  await attach('TI-1', fileNumber(1))
  expect(await evidenceOf(db, 'TI-1')).toHaveLength(1)
})

test('a file belongs to one claim; a refused submission takes none', async () => {
  await kept(fileNumber(1), fileNumber(2))
  await attach('TI-1', fileNumber(1))
  await expect(attach('TI-2', fileNumber(2), fileNumber(1))).rejects.toMatchObject({
    kind: 'conflict',
    faults: [{ code: 'evidence-taken', path: '/1' }],
  })
  expect(await evidenceOf(db, 'TI-2')).toEqual([])
})

test('a file that nobody sent cannot be named', async () => {
  await expect(attach('TI-1', fileNumber(9))).rejects.toMatchObject({
    kind: 'invalid',
    faults: [{ code: 'evidence-unknown', path: '/0' }],
  })
})

test('two submissions at once: one gets the file', async () => {
  await kept(fileNumber(1))
  const outcomes = await Promise.allSettled(['TI-1', 'TI-2'].map((name) => attach(name, fileNumber(1))))
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

describe('the same again in another claim', () => {
  const look = '0123456789abcdef'.repeat(4)
  // Three bits differ, in three bands: five bands stay as they are.
  const near = look.replace('0123456789abcdef', '1123456799abcdef').replace(/f$/, 'e')
  const far = 'f'.repeat(64)

  test('is found by the bytes that were sent, and by its look', async () => {
    const asked = fileNumber(1, { look, sentSha256: 'same', claimReference: 'TI-1' })
    await kept(
      asked,
      fileNumber(2, { look, sentSha256: 'same', claimReference: 'TI-2' }),
      fileNumber(3, { look: near, claimReference: 'TI-3' }),
      fileNumber(4, { look: far, claimReference: 'TI-4' }),
    )
    expect(await twinsOf(db, asked)).toEqual([
      { id: fileNumber(2).id, reference: 'TI-2', how: 'same-file' },
      { id: fileNumber(3).id, reference: 'TI-3', how: 'alike' },
    ])
  })

  test('is not found in the claim itself, nor where nobody applied', async () => {
    const asked = fileNumber(1, { look, sentSha256: 'same', claimReference: 'TI-1' })
    await kept(
      asked,
      fileNumber(2, { look, sentSha256: 'same', claimReference: 'TI-1' }),
      fileNumber(3, { look, sentSha256: 'same' }),
    )
    expect(await twinsOf(db, asked)).toEqual([])
  })

  test('is not asked of PDFs by look', async () => {
    const asked = fileNumber(1, { claimReference: 'TI-1' })
    await kept(asked, fileNumber(2, { claimReference: 'TI-2' }))
    expect(await twinsOf(db, asked)).toEqual([])
  })
})

describe('tidying', () => {
  test('finds what nobody used, oldest first', async () => {
    await kept(fileNumber(2), fileNumber(1), fileNumber(3), fileNumber(60))
    await attach('TI-1', fileNumber(3))
    const old = await unclaimedSince(db, noon.add({ minutes: 30 }), 10)
    expect(old.map(({ id }) => id)).toEqual([fileNumber(1).id, fileNumber(2).id])
    expect(await unclaimedSince(db, noon.add({ minutes: 30 }), 1)).toHaveLength(1)
  })

  test('names the bytes that no other file needs', async () => {
    const file = fileNumber(1, { look: '0'.repeat(64), sha256: 'shared', thumbnailSha256: 'small' })
    await kept(file, fileNumber(2, { sha256: 'shared' }))
    expect(await forgetUnclaimed(db, file)).toEqual(['small'])
    expect(await forgetUnclaimed(db, fileNumber(2, { sha256: 'shared' }))).toEqual(['shared'])
    await expect(findEvidence(db, file.id)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('leaves a file that was used at the last moment', async () => {
    await kept(fileNumber(1))
    await attach('TI-1', fileNumber(1))
    expect(await forgetUnclaimed(db, fileNumber(1))).toEqual([])
    expect(await evidenceOf(db, 'TI-1')).toHaveLength(1)
  })
})
