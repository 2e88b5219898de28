/** Rows of the files that banks sent: what each was, who handed it in and what became of it. Files themselves are not kept. */
import { Temporal } from 'temporal-polyfill'
import type { Database, Transaction } from '../database.ts'

export type TakenFile = {
  readonly sha256: string
  /** Such as `camt.053.001.08`. */
  readonly message: string
  readonly messageId: string
  /** In the journal's spelling. */
  readonly takenBy: string
  readonly takenAt: Temporal.Instant
  readonly sizeBytes: number
  /** Payments that it moved, and movements that it left to a person. */
  readonly moved: number
  readonly asked: number
}

/** Keeps what became of a file, in the transaction that took it in. */
export const noteOutcome = async (
  trx: Transaction,
  sha256: string,
  { moved, asked }: { readonly moved: number; readonly asked: number },
): Promise<void> => {
  await trx<FileRow>('bank_files').where({ sha256 }).update({ moved, asked })
}

/** Files that were taken in, the newest first. */
export async function takenFiles(db: Database, limit: number): Promise<TakenFile[]> {
  const rows = await db<FileRow>('bank_files').orderBy('taken_at', 'desc').limit(limit)
  return rows.map((row) => ({
    sha256: row.sha256,
    message: row.message,
    messageId: row.message_id,
    takenBy: row.taken_by,
    takenAt: Temporal.Instant.from(row.taken_at),
    sizeBytes: row.size_bytes,
    moved: row.moved,
    asked: row.asked,
  }))
}

type FileRow = {
  sha256: string
  message: string
  message_id: string
  taken_by: string
  taken_at: string
  size_bytes: number
  moved: number
  asked: number
}
