/** Rows of erasure reports: the file as it came, and what was read in it. */
import type { Temporal } from 'temporal-polyfill'
import { sha256 } from '../base/canonical.ts'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'
import type { ErasureReport } from './erasure-report.ts'

export type KeptReport = ErasureReport & {
  readonly name: string
  readonly sha256: string
  readonly takenAt: string
  readonly match: 'serial-matches' | 'serial-differs'
}

type Row = {
  unit_id: number
  taken_by: string
  taken_at: string
  name: string
  sha256: string
  content: string
  tool: string
  serials: string
  method: string
  result: ErasureReport['result']
  finished_at: string
  match: KeptReport['match']
}

/** Keeps a report with its unit; the same file twice is once. */
export async function keepReport(
  trx: Transaction,
  report: Omit<KeptReport, 'sha256' | 'takenAt'> & {
    readonly unitId: number
    readonly content: string
    readonly by: string
  },
  now: Temporal.Instant,
): Promise<void> {
  await trx<Row>('erasure_reports')
    .insert({
      unit_id: report.unitId,
      taken_by: report.by,
      taken_at: instantText(now),
      name: report.name,
      sha256: sha256(report.content),
      content: report.content,
      tool: report.tool,
      serials: JSON.stringify(report.serials),
      method: report.method,
      result: report.result,
      finished_at: report.finishedAt,
      match: report.match,
    })
    .onConflict(['unit_id', 'sha256'])
    .ignore()
}

/** The reports of a unit, oldest first. */
export async function reportsOf(db: Database, unitId: number): Promise<KeptReport[]> {
  const rows = await db<Row>('erasure_reports').where({ unit_id: unitId }).orderBy('id')
  return rows.map((row) => ({
    name: row.name,
    sha256: row.sha256,
    takenAt: row.taken_at,
    tool: row.tool,
    serials: JSON.parse(row.serials) as string[],
    method: row.method,
    result: row.result,
    finishedAt: row.finished_at,
    match: row.match,
  }))
}
