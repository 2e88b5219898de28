/** Files of an application wait to be read once, in the language of their country (R27). */
import { Temporal } from 'temporal-polyfill'
import type { Happened } from '../server/claims/advance.ts'
import { inTransaction, type Database } from '../server/database.ts'
import { keepEvidence } from '../server/evidence/store.ts'
import { savePages } from '../server/evidence/reading/store.ts'
import { enqueue } from '../server/jobs/store.ts'
import { orderReading } from '../server/reading.ts'
import { openTestDatabase } from './database.ts'

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

const now = Temporal.Instant.from('2026-03-02T09:00:00Z')
const clock = { now: () => now }

const happened = (country: string, files: readonly string[]) =>
  ({
    application: {
      participant: { address: { country } },
      evidence: files.map((file) => ({ kind: 'proof-of-purchase', file })),
    },
  }) as unknown as Happened['claim']

const order = (country: string, files: readonly string[]): Promise<void> =>
  inTransaction(db, (trx) =>
    orderReading(
      { clock, enqueue },
      { trx, claim: happened(country, files), entry: { kind: 'resubmitted' } },
    ),
  )

const waiting = (): Promise<string[]> =>
  db('jobs').where({ kind: 'read-evidence' }).orderBy('key').pluck<string[]>('payload')

test.each([
  ['DK', 'dan'],
  ['DE', 'eng'],
])('an invoice of %s is read in %s (R27)', async (country, language) => {
  await order(country, ['a'.repeat(32)])
  expect(await waiting()).toEqual([JSON.stringify({ file: 'a'.repeat(32), language })])
})

test('a file that was read is not read again when the claim comes back (R25)', async () => {
  const id = 'b'.repeat(32)
  await keepEvidence(db, {
    id,
    kind: 'proof-of-purchase',
    name: 'faktura.pdf',
    mediaType: 'application/pdf',
    bytes: 1,
    sha256: 'x',
    sentSha256: 'y',
    thumbnailSha256: null,
    look: null,
    pages: 1,
    uploadedAt: now,
    uploadedBy: 'visitor',
    claimReference: null,
  })
  await savePages(db, id, [
    { fileId: id, page: 1, pictureSha256: 'p', text: 'Faktura', barcodes: [], readAt: now },
  ])
  await order('DK', [id, 'c'.repeat(32)])
  await order('DK', [id, 'c'.repeat(32)])
  expect(await waiting()).toHaveLength(1)
})
