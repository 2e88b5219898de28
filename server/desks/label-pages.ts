/** The desk of labels: which nobody has printed yet, many of them as one file, and the history of each claim's. */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { actorText } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { fileOf } from '../documents/store.ts'
import { programmeVersion } from '../programmes/store.ts'
import { batchOf, batchShapes, lastBatches, type LabelBatch } from '../shipping/label-batch-store.ts'
import { orderBatch } from '../shipping/label-batch.ts'
import { fileOfBatch } from '../shipping/label-routes.ts'
import { labelsOf, printsOf, signatureOf } from '../shipping/label-store.ts'
import { labelPapers } from '../shipping/label.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { ticks } from '../web/spellings.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref, documentHref } from './claim-links.ts'
import { labelRows } from './goods-lists.ts'
import { listView } from './list-view.ts'

const shownAtMost = 90

const batchForm = z.strictObject({
  references: z.array(z.string().max(20)),
  paper: z.enum(labelPapers),
  shape: z.enum(batchShapes),
})

/** Labels that wait for paper, batches, and what became of each label. */
export function labelDeskPages(context: Context, frame: Frame): Router {
  const router = Router()
  const { db, vault } = context
  const show = async (_request: Request, response: Response, attempt: Attempt): Promise<void> => {
    const texts = context.texts(localeOf(response.req))
    const typed = { paper: 'A6', shape: 'pdf', ...attempt.typed }
    const view = await listView({ db, texts }, actorIn(response), 'labels', response.req)
    await frame.show(response, 'desk/labels', {
      desk: 'labels',
      list: view.list,
      labels: await labelRows(context, shownAtMost),
      batches: (await lastBatches(db, 20)).map(batchView),
      papers: labelPapers.map((paper) => ({ value: paper, text: texts.text(`desk.labels.papers.${paper}`) })),
      shapes: batchShapes.map((shape) => ({ value: shape, text: texts.text(`desk.labels.shapes.${shape}`) })),
      form: formView({ area: 'desk', texts, typed, faults: attempt.faults }),
    })
  }
  router.get('/desk/labels', frame.may('label'), (request, response) => show(request, response, untouched))
  router.post(
    '/desk/labels/batches',
    frame.may('label'),
    deskForm,
    act<Request>(async (request, response) => {
      const order = read(batchForm, {
        references: [],
        ...formBody(typedIn(request), { spellings: { references: ticks } }),
      })
      return `/desk/labels/batches/${await orderBatch(context, { ...order, by: actorIn(response) })}`
    }, show),
  )
  router.get('/desk/labels/batches/:id', frame.may('label'), async (request, response) => {
    const batch = await batchOf(db, read(rowId, request.params['id']))
    // What the page shows are rows, so a reload loses nothing; without JavaScript it loads itself again.
    const events = batch.state === 'ready' ? {} : { eventsHref: `/desk/labels/batches/${batch.id}/events` }
    await frame.show(response, 'desk/label-batch', {
      desk: 'labels',
      batch: { ...batchView(batch), ...events },
    })
  })
  router.get('/desk/labels/batches/:id/events', frame.may('label'), async (request, response) => {
    const id = read(rowId, request.params['id'])
    const texts = context.texts(localeOf(request))
    await batchOf(db, id)
    await context.streams.tell(response, actorText(actorIn(response)), async () => {
      const { done, total, state } = await batchOf(db, id)
      const text = texts.text(`desk.labels.state.${state}`, { done, total })
      return { done, total, text, isEnded: state === 'ready' }
    })
  })
  router.get('/desk/labels/batches/:id/file', frame.may('label'), async (request, response) => {
    const batch = await batchOf(db, read(rowId, request.params['id']))
    if (!batch.sha256) throw refuse('conflict', 'batch-not-ready', { done: batch.done, total: batch.total })
    const { name, mediaType } = fileOfBatch(batch)
    response
      .attachment(name)
      .type(mediaType)
      .send(await vault.get(batch.sha256))
  })
  router.get('/desk/labels/:reference', frame.may('see-shipments'), async (request, response) =>
    frame.show(response, 'desk/label-history', {
      desk: 'labels',
      ...(await historyOf(context, String(request.params['reference']))),
    }),
  )
  return router
}

const batchView = (batch: LabelBatch): object => ({
  ...batch,
  href: `/desk/labels/batches/${batch.id}`,
  ...(batch.sha256 && { fileHref: `/desk/labels/batches/${batch.id}/file` }),
})

async function historyOf(context: Context, reference: string): Promise<object> {
  const { db } = context
  const claim = await claimOf(db, reference)
  const { timeZone } = await programmeVersion(db, claim.programmeVersion)
  const labels = await labelsOf(db, reference)
  return {
    reference,
    href: claimHref(reference),
    timeZone,
    labels: await Promise.all(
      labels.toReversed().map(async (label) => {
        const signature = await signatureOf(db, label.id)
        // Only what was drawn has a hash; looking at the history draws it at the latest.
        const { document } = await fileOf(context, label.documentId)
        return {
          ...label,
          documentHref: documentHref(reference, label.documentId),
          sha256: document.sha256,
          prints: await printsOf(db, label.id),
          ...(signature && { signature }),
        }
      }),
    ),
  }
}
