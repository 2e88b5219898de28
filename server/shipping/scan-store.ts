/** Every scan at the receiving desk, whatever came of it: nothing that was scanned is forgotten, nothing is deleted. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import { scanLengthAtMost, type ScanVerdict } from './scan-verdict.ts'

export type LoggedScan = {
  readonly id: number
  readonly at: string
  readonly by: string
  readonly scanned: string
  readonly verdict: ScanVerdict
  readonly claimReference?: string
  /** The parcel it was taken for. */
  readonly sscc?: string
  /** The cage that was open, or was opened or closed. */
  readonly cage?: string
  /** When the station's own clock says that it was made; it may have waited there without a network. */
  readonly scannedAt?: string
  readonly undoneAt?: string
}

type ScanRow = {
  id: number
  at: string
  by: string
  scanned: string
  verdict: ScanVerdict
  claim_reference: string | null
  sscc: string | null
  cage: string | null
  scanned_at: string | null
  undone_at: string | null
  undone_by: string | null
}

/** Keeps a scan with its verdict; gives its number. Of what is too long to be a code the beginning is kept. */
export async function logScan(
  trx: Transaction,
  scan: {
    at: Temporal.Instant
    by: string
    scanned: string
    verdict: ScanVerdict
    claimReference?: string | undefined
    sscc?: string | undefined
    cage?: string | undefined
    scannedAt?: Temporal.Instant | undefined
  },
): Promise<number> {
  const [row] = await trx<ScanRow>('scans')
    .insert({
      at: instantText(scan.at),
      by: scan.by,
      scanned: scan.scanned.slice(0, scanLengthAtMost),
      verdict: scan.verdict,
      claim_reference: scan.claimReference ?? null,
      sscc: scan.sscc ?? null,
      cage: scan.cage ?? null,
      scanned_at: scan.scannedAt ? instantText(scan.scannedAt) : null,
    })
    .returning('id')
  if (!row) throw new Error('a scan was not written')
  return row.id
}

/** The last scans of one person, newest first. */
export async function lastScans(db: Database, by: string, limit: number): Promise<LoggedScan[]> {
  const rows = await db<ScanRow>('scans').where({ by }).orderBy('id', 'desc').limit(limit)
  return rows.map(scanFromRow)
}

/** @throws Refusal `not-found` / `scan-unknown`. */
export async function scanOf(db: Database, id: number): Promise<LoggedScan> {
  const row = await db<ScanRow>('scans').where({ id }).first()
  if (!row) throw refuse('not-found', 'scan-unknown', { id })
  return scanFromRow(row)
}

/** Notes who took a scan back; false when somebody did already. */
export async function markUndone(
  trx: Transaction,
  id: number,
  { at, by }: { at: Temporal.Instant; by: string },
): Promise<boolean> {
  const changed = await trx<ScanRow>('scans')
    .where({ id })
    .whereNull('undone_at')
    .update({ undone_at: instantText(at), undone_by: by })
  return changed === 1
}

const scanFromRow = (row: ScanRow): LoggedScan => ({
  id: row.id,
  at: row.at,
  by: row.by,
  scanned: row.scanned,
  verdict: row.verdict,
  ...(row.claim_reference && { claimReference: row.claim_reference }),
  ...(row.sscc && { sscc: row.sscc }),
  ...(row.cage && { cage: row.cage }),
  ...(row.scanned_at && { scannedAt: row.scanned_at }),
  ...(row.undone_at && { undoneAt: row.undone_at }),
})
