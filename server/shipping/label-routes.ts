/** Labels over HTTP: their life, and many of them in one file. */
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import type { Press } from '../documents/store.ts'
import { file, operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { batchOf, batchShapes, batchStates, type LabelBatch } from './label-batch-store.ts'
import { batchAtMost, orderBatch } from './label-batch.ts'
import { labelForms, labelMachine, printReasons, type LabelState } from './label-life.ts'
import { labelsOf, printsOf } from './label-store.ts'
import { labelPapers } from './label.ts'

const labelView = z.object({
  revision: z.int(),
  state: z.enum(Object.keys(labelMachine) as [LabelState, ...LabelState[]]),
  document: z.int(),
  expiresOn: z.string(),
  issuedAt: z.string(),
  printedAt: z.string().optional(),
  endedAt: z.string().optional(),
  prints: z.array(
    z.object({
      form: z.enum(labelForms),
      reason: z.enum(printReasons).optional(),
      at: z.string(),
      by: z.string(),
    }),
  ),
})

const batchView = z
  .object({
    id: z.int(),
    paper: z.enum(labelPapers),
    shape: z.enum(batchShapes),
    state: z.enum(batchStates),
    total: z.int(),
    done: z.int(),
  })
  .meta({ id: 'LabelBatch' })

const batchForm = z.strictObject({
  references: z.array(z.string().max(20)).min(1).max(batchAtMost),
  paper: z.enum(labelPapers).default('A6'),
  shape: z.enum(batchShapes).default('pdf'),
})

/** What a batch's file is called and what kind it is. */
export const fileOfBatch = ({ id, shape }: LabelBatch): { name: string; mediaType: string } => ({
  name: `labels-${id}.${shape}`,
  mediaType: shape === 'pdf' ? 'application/pdf' : 'application/zip',
})

/** The life of a claim's labels, and batches. */
export const labelOperations = (press: Press): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/labels',
      move: 'see-shipments',
      tag: 'shipping',
      summary: 'Labels of a claim with their states and prints, oldest first',
      output: z.array(labelView),
    },
    async ({ db, params }) =>
      Promise.all(
        (await labelsOf(db, params.reference)).map(async (label) => ({
          ...label,
          document: label.documentId,
          prints: await printsOf(db, label.id),
        })),
      ),
  ),
  operation(
    {
      method: 'post',
      path: '/label-batches',
      move: 'label',
      tag: 'shipping',
      summary: 'Print the labels of many claims: one PDF, or a ZIP of their files',
      input: batchForm,
      output: batchView,
      status: 201,
    },
    async ({ db, actor, input }) => batchOf(db, await orderBatch({ ...press, db }, { ...input, by: actor })),
  ),
  operation(
    {
      method: 'get',
      path: '/label-batches/{id}',
      move: 'label',
      tag: 'shipping',
      summary: 'How far a batch of labels has come',
      params: z.object({ id: rowId }),
      output: batchView,
    },
    async ({ db, params }) => batchOf(db, params.id),
  ),
  operation(
    {
      method: 'get',
      path: '/label-batches/{id}/file',
      move: 'label',
      tag: 'shipping',
      summary: 'The file of a batch that is ready',
      params: z.object({ id: rowId }),
      file: ['application/pdf', 'application/zip'],
    },
    async ({ db, params }) => {
      const batch = await batchOf(db, params.id)
      if (!batch.sha256) throw refuse('conflict', 'batch-not-ready', { done: batch.done, total: batch.total })
      return file({ bytes: await press.vault.get(batch.sha256), ...fileOfBatch(batch), shown: true })
    },
  ),
]
