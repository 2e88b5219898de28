/** How far a task on many claims has come: as a page, and as server-sent events that tell it while one looks on. */
import { Router } from 'express'
import { actorText } from '../base/actor.ts'
import { bulkItems, bulkOf, type BulkItem } from '../claims/bulk-store.ts'
import type { Context } from '../context.ts'
import type { Texts } from '../texts/texts.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { faultText } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { historyHref, taskHref } from './claim-links.ts'

/** `/desk/tasks/:id` and its events. */
export function taskPages({ db, texts, streams }: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/tasks/:id', frame.may('list-claims'), async (request, response) => {
    const task = await bulkOf(db, read(rowId, request.params['id']))
    const items = await bulkItems(db, task.id)
    await frame.show(response, 'desk/task', {
      desk: 'review',
      task: { ...task, eventsHref: `${taskHref(task.id)}/events` },
      results: items.flatMap((item) => resultOf(item, texts(localeOf(request)))),
    })
  })
  router.get('/desk/tasks/:id/events', frame.may('list-claims'), async (request, response) => {
    const id = read(rowId, request.params['id'])
    const spoken = texts(localeOf(request))
    await bulkOf(db, id)
    await streams.tell(response, actorText(actorIn(response)), async () => {
      const { done, total, endedAt } = await bulkOf(db, id)
      const text = spoken.text('tasks.progress', { done, total })
      return { done, total, text, isEnded: endedAt !== undefined }
    })
  })
  return router
}

const tones = { approved: 'good', left: 'wait', refused: 'bad' } as const

function resultOf({ reference, outcome, faults }: BulkItem, texts: Texts): object[] {
  if (!outcome) return []
  const said = {
    approved: () => texts.text('desk.review.bulk.approved'),
    left: () => texts.text('desk.review.bulk.not-clean'),
    refused: () => faults.map((fault) => faultText(fault, texts)).join(' '),
  }
  return [{ reference, href: historyHref(reference), tone: tones[outcome], text: said[outcome]() }]
}
