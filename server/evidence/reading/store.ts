/** Rows of what was read: one for each page that was looked at. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { instantText } from '../../base/calendar.ts'
import { refuse } from '../../base/refusal.ts'
import { inTransaction, type Database } from '../../database.ts'

/** One page as a reviewer sees it, and what was read on it. Pages count from 1. */
export type ReadPage = {
  readonly fileId: string
  readonly page: number
  /** JPEG in the vault. */
  readonly pictureSha256: string
  readonly text: string
  readonly barcodes: readonly string[]
  readonly readAt: Temporal.Instant
}

type Row = {
  file_id: string
  page: number
  picture_sha256: string
  read_text: string
  barcodes: string
  read_at: string
}

/** Writes the pages of one file in place of what was read before: a job that runs twice reads the same twice. */
export const savePages = (db: Database, fileId: string, pages: readonly ReadPage[]): Promise<void> =>
  inTransaction(db, async (trx) => {
    await trx<Row>('evidence_pages').where({ file_id: fileId }).delete()
    if (pages.length > 0) await trx<Row>('evidence_pages').insert(pages.map(rowOf))
  })

/** Everything read in these files, in the order of `fileIds` and pages; a file that is not read yet has none. */
export async function pagesOf(db: Database, fileIds: readonly string[]): Promise<ReadPage[]> {
  const rows = await db<Row>('evidence_pages').whereIn('file_id', fileIds).orderBy('page')
  return fileIds.flatMap((id) => rows.filter((row) => row.file_id === id).map(pageFromRow))
}

/** @throws Refusal `not-found` when the page does not exist or is not drawn yet. */
export async function findPage(db: Database, fileId: string, page: number): Promise<ReadPage> {
  const row = await db<Row>('evidence_pages').where({ file_id: fileId, page }).first()
  if (!row) throw refuse('not-found', 'not-found')
  return pageFromRow(row)
}

const barcodes = z.array(z.string())

const rowOf = (page: ReadPage): Row => ({
  file_id: page.fileId,
  page: page.page,
  picture_sha256: page.pictureSha256,
  read_text: page.text,
  barcodes: JSON.stringify(page.barcodes),
  read_at: instantText(page.readAt),
})

const pageFromRow = (row: Row): ReadPage => ({
  fileId: row.file_id,
  page: row.page,
  pictureSha256: row.picture_sha256,
  text: row.read_text,
  barcodes: barcodes.parse(JSON.parse(row.barcodes)),
  readAt: Temporal.Instant.from(row.read_at),
})
