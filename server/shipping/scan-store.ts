/** Every scan at the receiving desk, whatever came of it: nothing that was scanned is forgotten. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'

/** `void`: the claim is over. `label-replaced`: another label took this one's place; the box is received under that.
 * `forged`: a QR code that our keys did not sign. */
export const scanVerdicts = [
  'received',
  'already-received',
  'not-expected',
  'void',
  'label-replaced',
  'forged',
] as const
export type ScanVerdict = (typeof scanVerdicts)[number]

export type LoggedScan = {
  readonly id: number
  readonly at: string
  readonly by: string
  readonly scanned: string
  readonly verdict: ScanVerdict
  readonly claimReference?: string
}

type ScanRow = {
  id: number
  at: string
  by: string
  scanned: string
  verdict: ScanVerdict
  claim_reference: string | null
}

/** Keeps a scan with its verdict. */
export async function logScan(
  trx: Transaction,
  scan: {
    at: Temporal.Instant
    by: string
    scanned: string
    verdict: ScanVerdict
    claimReference?: string | undefined
  },
): Promise<void> {
  const { by, scanned, verdict, claimReference } = scan
  await trx<ScanRow>('scans').insert({
    at: instantText(scan.at),
    by,
    scanned,
    verdict,
    claim_reference: claimReference ?? null,
  })
}

/** The last scans of one person, newest first. */
export async function lastScans(db: Database, by: string, limit: number): Promise<LoggedScan[]> {
  const rows = await db<ScanRow>('scans').where({ by }).orderBy('id', 'desc').limit(limit)
  return rows.map(({ claim_reference, ...scan }) => ({
    ...scan,
    ...(claim_reference && { claimReference: claim_reference }),
  }))
}
