/**
 * Labels of many claims at once. Staff order a batch; the worker has each label drawn where documents are drawn, notes
 * how far it has come, and puts the one file into the vault. After a crash it begins again and draws nothing twice.
 */
import { actorText, type Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { documentOf, fileOf, type Press } from '../documents/store.ts'
import type { Completion } from '../jobs/queue.ts'
import { enqueue } from '../jobs/store.ts'
import {
  batchOf,
  endBatch,
  labelsInBatch,
  noteProgress,
  openBatch,
  type BatchShape,
} from './label-batch-store.ts'
import { documentFor, printableLabel } from './label-printing.ts'
import { labelById, notePrint } from './label-store.ts'
import type { LabelPaper } from './label.ts'
import { zipped } from '../documents/zip.ts'

/** A file of more would be too large to open at a printer. */
export const batchAtMost = 1000

/** So many labels are drawn at once; the drawing room has them one after the other in each of its threads. */
const atOnce = 20

/**
 * Orders a batch; gives its id. @throws Refusal `invalid` / `batch-empty` or `batch-too-large`, or as
 * `printableLabel` for a claim whose label is over.
 */
export const orderBatch = (
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  order: {
    readonly references: readonly string[]
    readonly paper: LabelPaper
    readonly shape: BatchShape
    readonly by: Actor
  },
): Promise<number> =>
  inTransaction(db, async (trx) => {
    const references = [...new Set(order.references)]
    if (references.length === 0) throw refuse('invalid', 'batch-empty', {}, '/references')
    if (references.length > batchAtMost)
      throw refuse('invalid', 'batch-too-large', { most: batchAtMost }, '/references')
    const labels: number[] = []
    for (const reference of references) labels.push((await printableLabel(trx, reference)).id)
    const { paper, shape } = order
    const id = await openBatch(trx, { paper, shape, labels, by: actorText(order.by) }, clock.now())
    await enqueue(trx, {
      kind: 'print-labels',
      key: String(id),
      payload: { batch: id },
      dueAt: clock.now(),
    })
    return id
  })

/** Draws a batch and gives what ends it: the file's hash, and a print of each label. */
export async function drawBatch(press: Press, id: number): Promise<Completion> {
  const { db, clock, vault } = press
  const { paper, shape, madeBy, state } = await batchOf(db, id)
  if (state === 'ready') return () => Promise.resolve()
  const labels = await labelsInBatch(db, id)
  const documents: number[] = []
  const files: { name: string; bytes: Buffer }[] = []
  for (let place = 0; place < labels.length; place += atOnce) {
    const some = labels.slice(place, place + atOnce)
    const ordered = await inTransaction(db, (trx) => documentsFor(trx, clock, some, paper))
    documents.push(...ordered)
    // One file is drawn as a whole below; each label's own file only where it is wanted.
    if (shape === 'pdf') continue
    files.push(...(await Promise.all(ordered.map((one) => namedFile(press, one)))))
    await noteProgress(db, id, place + some.length)
  }
  // A courtesy to whoever waits: a figure that could not be written ends no print.
  const told = (done: number): void => void noteProgress(db, id, done).catch(() => undefined)
  const bytes = shape === 'zip' ? await zipped(files) : await bundled(press, documents, paper, told)
  const sha256 = await vault.put(bytes)
  return async (trx) => {
    await endBatch(trx, id, sha256, clock.now())
    for (const label of labels) await notePrint(trx, label, { form: paper, by: madeBy }, clock.now())
  }
}

async function documentsFor(
  trx: Transaction,
  clock: Clock,
  labels: readonly number[],
  paper: LabelPaper,
): Promise<number[]> {
  const documents: number[] = []
  for (const id of labels) documents.push(await documentFor(trx, clock, await labelById(trx, id), paper))
  return documents
}

async function namedFile(press: Press, id: number): Promise<{ name: string; bytes: Buffer }> {
  const { document, bytes } = await fileOf(press, id)
  return { name: document.name, bytes }
}

/** All labels as pages of one sealed file. `told` hears how many are drawn. */
async function bundled(
  press: Press,
  documents: readonly number[],
  paper: LabelPaper,
  told: (done: number) => void,
): Promise<Buffer> {
  const labels = await Promise.all(documents.map((id) => documentOf(press.db, id)))
  const draw = press.drawings['label-bundle']
  if (!draw) throw new Error('nobody draws bundles of labels')
  const facts = { paper, labels: labels.map(({ facts: one, locale }) => ({ facts: one, locale })) }
  return draw(facts, labels[0]?.locale ?? 'en', told)
}
