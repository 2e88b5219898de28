/**
 * Runs as a list and one run as pages: counts and sums are the database's, so that a run of 10,000 payments opens as
 * fast as one of ten. Reads only; what is done to a run stands in `moves-store.ts`.
 */
import { Temporal } from 'temporal-polyfill'
import type { Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import type { Database } from '../database.ts'
import type { PaymentState, RunState } from './machines.ts'

/** A run without its payments. Minor units; those taken out before the bank had it are not counted. */
export type RunSummary = {
  readonly id: number
  readonly name: string
  readonly state: RunState
  readonly currency: Currency
  readonly executeOn: Temporal.PlainDate
  readonly createdBy: string
  readonly createdAt: Temporal.Instant
  readonly approvedBy?: string
  readonly exportedAt?: Temporal.Instant
  readonly exportedSha256?: string
  readonly count: number
  readonly totalMinor: number
}

/** Runs below row `before`, in one state or in all, the newest first. */
export async function runsBefore(
  db: Database,
  {
    before,
    limit,
    state,
  }: {
    readonly before?: number | undefined
    readonly limit: number
    readonly state?: RunState | undefined
  },
): Promise<RunSummary[]> {
  const query = db<SummaryRow>('payment_runs').orderBy('id', 'desc').limit(limit)
  if (before !== undefined) void query.where('id', '<', before)
  if (state) void query.where({ state })
  return withCounts(db, await query)
}

/** @throws Refusal `not-found` / `run-unknown`. */
export async function runSummary(db: Database, id: number): Promise<RunSummary> {
  const [summary] = await withCounts(db, await db<SummaryRow>('payment_runs').where({ id }))
  if (!summary) throw refuse('not-found', 'run-unknown', { id })
  return summary
}

/** One payment as a person reads it before releasing it. Minor units. */
export type ListedPayment = {
  readonly id: number
  readonly payable: string
  readonly reference: string
  readonly amountMinor: number
  readonly accountId: number
  readonly state: PaymentState
  /** What the bank said of it, or why it was taken out. */
  readonly reason?: string
}

/** Payments of a run after row `after`, in the order of the file; those that were taken out are left out. */
export async function paymentsAfter(
  db: Database,
  run: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<ListedPayment[]> {
  const rows: ListedRow[] = await db('payments')
    .where({ run_id: run })
    .whereNot({ state: 'removed' })
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .select('id', 'payable', 'claim_reference', 'amount_minor', 'account_id', 'state', 'reason')
  return rows.map((row) => ({
    id: row.id,
    payable: row.payable,
    reference: row.claim_reference,
    amountMinor: row.amount_minor,
    accountId: row.account_id,
    state: row.state,
    ...(row.reason !== null && { reason: row.reason }),
  }))
}

/** How many payments of a run are in each state. */
export async function statesIn(db: Database, run: number): Promise<ReadonlyMap<PaymentState, number>> {
  const rows: { state: PaymentState; count: number | string }[] = await db('payments')
    .where({ run_id: run })
    .groupBy('state')
    .select('state')
    .count({ count: '*' })
  return new Map(rows.map(({ state, count }) => [state, Number(count)]))
}

async function withCounts(db: Database, rows: readonly SummaryRow[]): Promise<RunSummary[]> {
  const ids = rows.map(({ id }) => id)
  const sums: { run_id: number; count: number | string; total: number | string }[] = await db('payments')
    .whereIn('run_id', ids)
    .whereNot({ state: 'removed' })
    .groupBy('run_id')
    .select('run_id')
    .count({ count: '*' })
    .sum({ total: 'amount_minor' })
  const byRun = new Map(sums.map((sum) => [sum.run_id, sum]))
  return rows.map((row) => summaryFromRow(row, byRun.get(row.id)))
}

type SummaryRow = {
  id: number
  name: string
  state: RunState
  currency: Currency
  execute_on: string
  created_by: string
  created_at: string
  approved_by: string | null
  exported_at: string | null
  exported_sha256: string | null
}

type ListedRow = {
  id: number
  payable: string
  claim_reference: string
  amount_minor: number
  account_id: number
  state: PaymentState
  reason: string | null
}

const summaryFromRow = (
  row: SummaryRow,
  sum: { readonly count: number | string; readonly total: number | string } | undefined,
): RunSummary => ({
  id: row.id,
  name: row.name,
  state: row.state,
  currency: row.currency,
  executeOn: Temporal.PlainDate.from(row.execute_on),
  createdBy: row.created_by,
  createdAt: Temporal.Instant.from(row.created_at),
  ...(row.approved_by !== null && { approvedBy: row.approved_by }),
  ...(row.exported_at !== null && { exportedAt: Temporal.Instant.from(row.exported_at) }),
  ...(row.exported_sha256 !== null && { exportedSha256: row.exported_sha256 }),
  count: Number(sum?.count ?? 0),
  totalMinor: Number(sum?.total ?? 0),
})
