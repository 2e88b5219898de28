import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../../../server/database.ts'
import { takeIn } from '../../../server/evidence/intake.ts'
import { compare } from '../../../server/evidence/reading/compare.ts'
import { readEvidence, type ReadingRoom } from '../../../server/evidence/reading/read.ts'
import { findPage, pagesOf } from '../../../server/evidence/reading/store.ts'
import { openVault } from '../../../server/evidence/vault.ts'
import { openTestDatabase } from '../../database.ts'
import { pdf, photo } from '../hostile.ts'

let folder: string
let db: Database
let room: ReadingRoom

beforeEach(async () => {
  db = await openTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'reading-'))
  room = { db, vault: openVault(folder), clock: { now: () => Temporal.Instant.from('2026-03-02T12:00:00Z') } }
})

afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

const lines = ['Nordisk IT A/S', 'Fakturanr.: 2020-10473', 'Fakturadato: 14. marts 2020', 'Serienr. PF2ABC12']

const sought = {
  seller: 'Nordisk IT',
  invoiceNumber: '2020-10473',
  date: Temporal.PlainDate.from('2020-03-14'),
  serials: ['PF2ABC12'],
}

async function read(bytes: Buffer) {
  const upload = {
    read: () => Promise.resolve(bytes),
    name: 'Faktura',
    kind: 'proof-of-purchase',
    by: 'participant:new',
  }
  const { id } = await takeIn(room, upload)
  await readEvidence(room, id, 'dan')
  return { id, pages: await pagesOf(db, [id]) }
}

test('a PDF is read by its own text and shown as pictures', async () => {
  const { id, pages } = await read(await pdf({ lines }))
  expect(pages).toHaveLength(1)
  expect(compare(pages, sought).map(({ outcome }) => outcome)).toEqual(['found', 'found', 'found', 'found'])
  const shown = await room.vault.get((await findPage(db, id, 1)).pictureSha256)
  expect(await sharp(shown).metadata()).toMatchObject({ format: 'jpeg', height: 1800 })
})

test('a picture is its own page; reading it again gives the same', async () => {
  const bare = await photo({ width: 200, height: 150 })
  const { id, pages } = await read(bare)
  await readEvidence(room, id, 'dan')
  expect(await pagesOf(db, [id])).toEqual(pages)
  expect(pages).toMatchObject([{ page: 1, barcodes: [] }])
})

test('a page that is not drawn is not found', async () => {
  await expect(findPage(db, '0'.repeat(32), 1)).rejects.toMatchObject({ kind: 'not-found' })
})
