/** Rows of audits: one per look at a unit, never overwritten. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Verdict } from '../claims/machines.ts'
import type { Database, Transaction } from '../database.ts'
import type { Finding } from './finding.ts'

export type Audit = {
  readonly id: number
  readonly unitId: number
  /** 1 is the first audit; a second one is by another auditor. */
  readonly no: number
  readonly auditorId: number
  readonly auditedAt: string
  readonly finding: Finding
  readonly verdict: Verdict
  readonly reasons: readonly string[]
  /** Ids of evidence files. */
  readonly photos: readonly string[]
}

type AuditRow = {
  id: number
  unit_id: number
  no: number
  auditor_id: number
  audited_at: string
  finding: string
  verdict: Verdict
  reasons: string
  photos: string
}

/** Writes an audit; gives its id. The unit's claim is locked by then, so the number is free. */
export async function insertAudit(
  trx: Transaction,
  audit: Omit<Audit, 'id' | 'no' | 'auditedAt'>,
  now: Temporal.Instant,
): Promise<number> {
  const before = await auditsOf(trx, [audit.unitId])
  const [{ id } = { id: 0 }] = await trx<AuditRow>('audits')
    .insert({
      unit_id: audit.unitId,
      no: before.length + 1,
      auditor_id: audit.auditorId,
      audited_at: instantText(now),
      finding: JSON.stringify(audit.finding),
      verdict: audit.verdict,
      reasons: JSON.stringify(audit.reasons),
      photos: JSON.stringify(audit.photos),
    })
    .returning('id')
  return id
}

/** The audits of these units, oldest first. */
export async function auditsOf(db: Database, unitIds: readonly number[]): Promise<Audit[]> {
  const rows = await db<AuditRow>('audits')
    .whereIn('unit_id', [...unitIds])
    .orderBy('id')
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    no: row.no,
    auditorId: row.auditor_id,
    auditedAt: row.audited_at,
    finding: JSON.parse(row.finding) as Finding,
    verdict: row.verdict,
    reasons: JSON.parse(row.reasons) as string[],
    photos: JSON.parse(row.photos) as string[],
  }))
}
