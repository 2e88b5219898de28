/** Rows of decision traces: what every rule found, on which facts, under which edition (R96). Never changed. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Database, Transaction } from '../database.ts'
import type { Finding, Recommendation } from '../programmes/rules.ts'
import type { Claim } from './claim.ts'

export type Trace = {
  readonly askedAt: string
  /** `enrolment`: staff looked a partner up (R50). */
  readonly occasion: 'submission' | 'enrolment'
  readonly verdict: Recommendation
  readonly programmeVersion: string
  readonly findings: readonly Finding[]
}

type DecisionRow = {
  claim_id: number
  asked_at: string
  occasion: Trace['occasion']
  verdict: Recommendation
  programme_version: string
  findings: string
}

/** Keeps what every rule found (R96). Nothing changes it afterwards. */
export async function insertDecision(
  trx: Transaction,
  claim: Pick<Claim, 'id' | 'programmeVersion'>,
  trace: Pick<Trace, 'occasion' | 'verdict' | 'findings'> & { at: Temporal.Instant },
): Promise<void> {
  await trx<DecisionRow>('decisions').insert({
    claim_id: claim.id,
    asked_at: instantText(trace.at),
    occasion: trace.occasion,
    verdict: trace.verdict,
    programme_version: claim.programmeVersion,
    findings: JSON.stringify(trace.findings),
  })
}

/** Every trace of a claim, the latest first: each submission asks all rules again. */
export async function tracesOf(db: Database, claimId: number): Promise<Trace[]> {
  const rows = await db<DecisionRow>('decisions').where({ claim_id: claimId }).orderBy('id', 'desc')
  return rows.map(traceFromRow)
}

/** The latest trace of each of these claims, by claim id, in one query. */
export async function latestTraces(db: Database, claimIds: readonly number[]): Promise<Map<number, Trace>> {
  const rows = await db<DecisionRow>('decisions').whereIn('claim_id', claimIds).orderBy('id')
  // Ascending, so that the last one set is the latest.
  return new Map(rows.map((row) => [row.claim_id, traceFromRow(row)]))
}

const traceFromRow = (row: DecisionRow): Trace => ({
  askedAt: row.asked_at,
  occasion: row.occasion,
  verdict: row.verdict,
  programmeVersion: row.programme_version,
  findings: JSON.parse(row.findings) as Finding[],
})
