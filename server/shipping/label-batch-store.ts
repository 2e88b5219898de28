/** Rows of batches: many labels in one file. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import type { LabelPaper } from './label.ts'

/** `pdf`: one file to print from. `zip`: each label's own sealed file. */
export const batchShapes = ['pdf', 'zip'] as const
export type BatchShape = (typeof batchShapes)[number]

/** `waiting` and `drawing` go on by themselves, also after a crash. */
export const batchStates = ['waiting', 'drawing', 'ready'] as const
export type BatchState = (typeof batchStates)[number]

export type LabelBatch = {
  readonly id: number
  readonly paper: LabelPaper
  readonly shape: BatchShape
  readonly state: BatchState
  /** Labels in all, and those that are drawn. */
  readonly total: number
  readonly done: number
  readonly madeBy: string
  readonly madeAt: string
  readonly endedAt?: string
  readonly sha256?: string
}

type BatchRow = {
  id: number
  paper: LabelPaper
  shape: BatchShape
  state: BatchState
  total: number
  done: number
  made_by: string
  made_at: string
  ended_at: string | null
  sha256: string | null
}

type ItemRow = { batch_id: number; no: number; label_id: number }

/** Opens a batch of these labels, in this order; gives its id. */
export async function openBatch(
  trx: Transaction,
  batch: { paper: LabelPaper; shape: BatchShape; labels: readonly number[]; by: string },
  at: Temporal.Instant,
): Promise<number> {
  const [{ id } = { id: 0 }] = await trx<BatchRow>('label_batches')
    .insert({
      paper: batch.paper,
      shape: batch.shape,
      state: 'waiting',
      total: batch.labels.length,
      done: 0,
      made_by: batch.by,
      made_at: instantText(at),
    })
    .returning('id')
  const items = batch.labels.map((label, place) => ({ batch_id: id, no: place + 1, label_id: label }))
  for (let from = 0; from < items.length; from += 200)
    await trx('label_batch_items').insert(items.slice(from, from + 200))
  return id
}

/** @throws Refusal `not-found` / `batch-unknown`. */
export async function batchOf(db: Database, id: number): Promise<LabelBatch> {
  const row = await db<BatchRow>('label_batches').where({ id }).first()
  if (!row) throw refuse('not-found', 'batch-unknown', { id })
  return batchFromRow(row)
}

/** The last batches, newest first. */
export async function lastBatches(db: Database, limit: number): Promise<LabelBatch[]> {
  return (await db<BatchRow>('label_batches').orderBy('id', 'desc').limit(limit)).map(batchFromRow)
}

/** Ids of the labels of a batch, in their order. */
export async function labelsInBatch(db: Database, id: number): Promise<number[]> {
  const rows = await db<ItemRow>('label_batch_items').where({ batch_id: id }).orderBy('no')
  return rows.map(({ label_id }) => label_id)
}

/** How far a batch has come. */
export async function noteProgress(db: Database, id: number, done: number): Promise<void> {
  // What is told late never takes a batch back that is ready.
  await db<BatchRow>('label_batches')
    .where({ id })
    .whereNot({ state: 'ready' })
    .update({ state: 'drawing', done })
}

/** The batch is ready under this hash. */
export async function endBatch(
  trx: Transaction,
  id: number,
  sha256: string,
  at: Temporal.Instant,
): Promise<void> {
  await trx<BatchRow>('label_batches')
    .where({ id })
    .update({ state: 'ready', sha256, ended_at: instantText(at), done: trx.ref('total') as never })
}

const batchFromRow = (row: BatchRow): LabelBatch => ({
  id: row.id,
  paper: row.paper,
  shape: row.shape,
  state: row.state,
  total: row.total,
  done: row.done,
  madeBy: row.made_by,
  madeAt: row.made_at,
  ...(row.ended_at && { endedAt: row.ended_at }),
  ...(row.sha256 && { sha256: row.sha256 }),
})
