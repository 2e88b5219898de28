/**
 * Rows of tasks: one act on many things, and what became of each. Progress is these rows, so it survives anything. Knows
 * no act and nothing of what it is done to.
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { refuse, type Fault } from '../base/refusal.ts'
import { insertMany, type Database, type Transaction } from '../database.ts'

/** `left`: not to be done with many others, so somebody looks at it by itself. */
export type Outcome = 'done' | 'left' | 'refused'

/** One of the things. */
export type Subject = {
  /** By which the act finds it. */
  readonly subject: string
  /** As people call it. */
  readonly label: string
  /** Of the claim to which it belongs. */
  readonly reference?: string
}

export type Task = {
  readonly id: number
  readonly kind: string
  /** What was said of all of them; until the task ends. */
  readonly words?: string
  readonly madeBy: string
  readonly total: number
  readonly done: number
  readonly endedAt?: string
}

export type TaskItem = Subject & {
  readonly no: number
  readonly outcome?: Outcome
  readonly faults: readonly Fault[]
}

type TaskRow = {
  id: number
  kind: string
  words: string | null
  made_by: string
  made_at: string
  total: number
  ended_at: string | null
}
type ItemRow = {
  task_id: number
  no: number
  subject: string
  label: string
  claim_reference: string | null
  outcome: Outcome | null
  faults: string | null
}

/** Opens a task on these, in this order; gives its id. */
export async function openTask(
  trx: Transaction,
  task: {
    readonly kind: string
    readonly subjects: readonly Subject[]
    readonly words?: string | undefined
    readonly by: string
  },
  at: Temporal.Instant,
): Promise<number> {
  const { kind, subjects, words = null, by } = task
  const row = { kind, words, made_by: by, made_at: instantText(at), total: subjects.length }
  const [{ id } = { id: 0 }] = await trx<TaskRow>('tasks').insert(row).returning('id')
  const items = subjects.map(({ subject, label, reference = null }, place) => ({
    task_id: id,
    no: place + 1,
    subject,
    label,
    claim_reference: reference,
  }))
  await insertMany(trx, 'task_items', items)
  return id
}

/** @throws Refusal `not-found` / `task-unknown`. */
export async function taskOf(db: Database, id: number): Promise<Task> {
  const row = await db<TaskRow>('tasks').where({ id }).first()
  if (!row) throw refuse('not-found', 'task-unknown', { id })
  return withProgress(db, row)
}

/** The last tasks of one person that have not ended, newest first. */
export async function openTasksOf(db: Database, by: string, limit: number): Promise<Task[]> {
  const rows = await db<TaskRow>('tasks')
    .where({ made_by: by })
    .whereNull('ended_at')
    .orderBy('id', 'desc')
    .limit(limit)
  return Promise.all(rows.map((row) => withProgress(db, row)))
}

async function withProgress(db: Database, row: TaskRow): Promise<Task> {
  const [done] = await db('task_items')
    .where({ task_id: row.id })
    .whereNotNull('outcome')
    .count<{ count: number | string }[]>({ count: '*' })
  return {
    id: row.id,
    kind: row.kind,
    ...(row.words !== null && { words: row.words }),
    madeBy: row.made_by,
    total: row.total,
    done: Number(done?.count ?? 0),
    ...(row.ended_at && { endedAt: row.ended_at }),
  }
}

/** What a task is about, in its order, with what became of each so far. */
export async function taskItems(db: Database, id: number): Promise<TaskItem[]> {
  const rows = await db<ItemRow>('task_items').where({ task_id: id }).orderBy('no')
  return rows.map(({ no, subject, label, claim_reference: reference, outcome, faults }) => ({
    no,
    subject,
    label,
    ...(reference !== null && { reference }),
    ...(outcome && { outcome }),
    faults: faults ? (JSON.parse(faults) as Fault[]) : [],
  }))
}

/**
 * Says what became of one, unless that was said already: false then. Said before the act and in its transaction, so that of
 * two workers one waits for the other and does nothing.
 */
export async function noteOutcome(
  db: Database,
  task: number,
  no: number,
  { outcome, faults = [] }: { readonly outcome: Outcome; readonly faults?: readonly Fault[] },
): Promise<boolean> {
  const noted = await db<ItemRow>('task_items')
    .where({ task_id: task, no })
    .whereNull('outcome')
    .update({ outcome, faults: JSON.stringify(faults) })
  return noted === 1
}

/** What was noted as done is left to somebody after all. */
export const noteLeft = async (trx: Transaction, task: number, no: number): Promise<void> => {
  await trx<ItemRow>('task_items').where({ task_id: task, no }).update({ outcome: 'left' })
}

/** The task is through; what was said for it stands in what it did. */
export async function endTask(trx: Transaction, id: number, at: Temporal.Instant): Promise<void> {
  await trx<TaskRow>('tasks')
    .where({ id })
    .update({ ended_at: instantText(at), words: null })
}
