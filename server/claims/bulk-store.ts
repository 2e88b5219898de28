/** Rows of bulk tasks: one move on many claims, and what became of each. Progress is these rows, so it survives anything. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { refuse, type Fault } from '../base/refusal.ts'
import { insertMany, type Database, type Transaction } from '../database.ts'

/** `left`: a rule speaks against it, so it is decided by itself. */
export type BulkOutcome = 'approved' | 'left' | 'refused'

export type BulkTask = {
  readonly id: number
  readonly madeBy: string
  readonly madeAt: string
  readonly total: number
  readonly done: number
  readonly endedAt?: string
}

export type BulkItem = {
  readonly reference: string
  readonly outcome?: BulkOutcome
  readonly faults: readonly Fault[]
}

type TaskRow = {
  id: number
  kind: string
  made_by: string
  made_at: string
  total: number
  ended_at: string | null
}
type ItemRow = {
  task_id: number
  no: number
  claim_reference: string
  outcome: BulkOutcome | null
  faults: string | null
}

/** Opens a task to approve these claims, in this order; gives its id. */
export async function openBulk(
  trx: Transaction,
  { references, by }: { readonly references: readonly string[]; readonly by: string },
  at: Temporal.Instant,
): Promise<number> {
  const row = { kind: 'approve', made_by: by, made_at: instantText(at), total: references.length }
  const [{ id } = { id: 0 }] = await trx<TaskRow>('bulk_tasks').insert(row).returning('id')
  const items = references.map((reference, place) => ({
    task_id: id,
    no: place + 1,
    claim_reference: reference,
  }))
  await insertMany(trx, 'bulk_items', items)
  return id
}

/** Of these references those of claims that there are, in the order given. */
export async function knownAmong(db: Database, references: readonly string[]): Promise<string[]> {
  const known: string[] = await db('claims')
    .whereIn('reference', [...references])
    .pluck('reference')
  return references.filter((reference) => known.includes(reference))
}

/** @throws Refusal `not-found` / `task-unknown`. */
export async function bulkOf(db: Database, id: number): Promise<BulkTask> {
  const row = await db<TaskRow>('bulk_tasks').where({ id }).first()
  if (!row) throw refuse('not-found', 'task-unknown', { id })
  return withProgress(db, row)
}

/** The last tasks of one person that have not ended, newest first. */
export async function openBulksOf(db: Database, by: string, limit: number): Promise<BulkTask[]> {
  const rows = await db<TaskRow>('bulk_tasks')
    .where({ made_by: by })
    .whereNull('ended_at')
    .orderBy('id', 'desc')
    .limit(limit)
  return Promise.all(rows.map((row) => withProgress(db, row)))
}

async function withProgress(db: Database, row: TaskRow): Promise<BulkTask> {
  const [done] = await db('bulk_items')
    .where({ task_id: row.id })
    .whereNotNull('outcome')
    .count<{ count: number | string }[]>({ count: '*' })
  return {
    id: row.id,
    madeBy: row.made_by,
    madeAt: row.made_at,
    total: row.total,
    done: Number(done?.count ?? 0),
    ...(row.ended_at && { endedAt: row.ended_at }),
  }
}

/** The claims of a task in their order, with what became of each so far. */
export async function bulkItems(db: Database, id: number): Promise<BulkItem[]> {
  const rows = await db<ItemRow>('bulk_items').where({ task_id: id }).orderBy('no')
  return rows.map(({ claim_reference: reference, outcome, faults }) => ({
    reference,
    ...(outcome && { outcome }),
    faults: faults ? (JSON.parse(faults) as Fault[]) : [],
  }))
}

/** Says what became of one claim. */
export async function noteOutcome(
  db: Database,
  id: number,
  { reference, outcome, faults }: Required<BulkItem>,
): Promise<void> {
  await db<ItemRow>('bulk_items')
    .where({ task_id: id, claim_reference: reference })
    .update({ outcome, faults: JSON.stringify(faults) })
}

/** The task is through. */
export async function endBulk(trx: Transaction, id: number, at: Temporal.Instant): Promise<void> {
  await trx<TaskRow>('bulk_tasks')
    .where({ id })
    .update({ ended_at: instantText(at) })
}
