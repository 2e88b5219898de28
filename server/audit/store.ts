/** Rows of audits: one per look at a unit, never overwritten. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Verdict } from '../claims/machines.ts'
import type { Database, Transaction } from '../database.ts'
import type { Held } from './fairness.ts'
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
  /** Id of the condition that the answers came to. */
  readonly condition: string
  /** Whether it decided the device; see fairness.ts. `recorded`: the claim had ended, so there was nothing to decide. */
  readonly standing: Standing
  /** Category and make as declared, for the report. */
  readonly category: string
  readonly make: string
}

export type Standing = 'concluded' | 'recorded' | `held-${Held}`

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
  condition: string
  standing: Standing
  category: string
  make: string
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
      condition: audit.condition,
      standing: audit.standing,
      category: audit.category,
      make: audit.make,
    })
    .returning('id')
  return id
}

/** The audits of these units, oldest first. */
export async function auditsOf(db: Database, unitIds: readonly number[]): Promise<Audit[]> {
  const rows = await db<AuditRow>('audits')
    .whereIn('unit_id', [...unitIds])
    .orderBy('id')
  return rows.map(auditFromRow)
}

/**
 * Looks since a moment at devices that are decided by now, oldest first: an open blind look is nobody's to count, or the
 * second one would not be blind.
 */
export async function looksSince(db: Database, since: Temporal.Instant): Promise<Audit[]> {
  const rows = await db<AuditRow>('audits').where('audited_at', '>=', instantText(since)).orderBy('id')
  const audits = rows.map(auditFromRow)
  return audits.filter((look) =>
    audits.some((other) => other.unitId === look.unitId && other.id >= look.id && isDeciding(other)),
  )
}

/** First days of the clocks of payment of devices that wait for their audit, with the last ones: ISO dates (R45). */
export async function waitingDates(
  db: Database,
  clocks: readonly string[],
): Promise<{ startedOn: string; dueOn: string }[]> {
  const rows = await db('units')
    .join('claims', 'claims.id', 'units.claim_id')
    .join('clocks', 'clocks.claim_id', 'claims.id')
    .whereIn('units.custody', ['at-centre', 'isolated'])
    .where((unit) => {
      void unit.where({ 'units.audit': 'pending' }).orWhere({ 'units.offer': 'disputed' })
    })
    .where({ 'claims.state': 'approved', 'clocks.state': 'running' })
    .whereIn('clocks.clock', [...clocks])
    .select<{ started_on: string; due_on: string }[]>('clocks.started_on', 'clocks.due_on')
  return rows.map(({ started_on: startedOn, due_on: dueOn }) => ({ startedOn, dueOn }))
}

/** R43: what has been decided so far. Looks that wait for other eyes are shown to nobody, or those would not be blind. */
export const decidedAudits = (audits: readonly Audit[]): Audit[] => {
  const last = audits.findLastIndex(isDeciding)
  return audits.slice(0, last + 1)
}

/** The looks since the last decision: those that a blind one follows. */
export const openLooks = (audits: readonly Audit[]): Audit[] =>
  audits.slice(audits.findLastIndex(isDeciding) + 1)

const isDeciding = ({ standing }: Audit): boolean => standing === 'concluded' || standing === 'recorded'

const auditFromRow = (row: AuditRow): Audit => ({
  id: row.id,
  unitId: row.unit_id,
  no: row.no,
  auditorId: row.auditor_id,
  auditedAt: row.audited_at,
  finding: JSON.parse(row.finding) as Finding,
  verdict: row.verdict,
  reasons: JSON.parse(row.reasons) as string[],
  photos: JSON.parse(row.photos) as string[],
  condition: row.condition,
  standing: row.standing,
  category: row.category,
  make: row.make,
})
