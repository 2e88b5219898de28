/** How far a task on many things has come: as a page, and as server-sent events that tell it while one looks on. */
import { Router, type Request } from 'express'
import { actorText, type Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { taskItems, taskOf, type Task, type TaskItem } from '../jobs/task-store.ts'
import { mayDo } from '../staff/access.ts'
import type { Permission } from '../staff/roles.ts'
import type { Texts } from '../texts/texts.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { faultText } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf } from '../web/request.ts'
import { claimHref, historyHref, taskHref } from './claim-links.ts'
import type { TaskKind } from './tasks.ts'

type List = {
  readonly desk: string
  readonly href: string
  /** Key of its name. */
  readonly words: string
  readonly may: Permission
}

const jobs: List = { desk: 'jobs', href: '/desk/jobs', words: 'pages.desk.jobs', may: 'see-jobs' }

/** The list from which each kind is ordered. */
const listOf: Readonly<Record<TaskKind, List>> = {
  approve: { desk: 'review', href: '/desk/review', words: 'desk.review.title', may: 'list-claims' },
  'lift-hold': {
    desk: 'payments',
    href: '/desk/payments/holds',
    words: 'desk.hold.title',
    may: 'see-payments',
  },
  'resend-mail': jobs,
  'revive-job': jobs,
}

/** `/desk/tasks/:id` and its events. What a task was done to is for whoever sees the list. */
export function taskPages({ db, texts, streams }: Context, frame: Frame): Router {
  const router = Router()
  const taskFor = async (reader: Actor, request: Request): Promise<Task> => {
    const task = await taskOf(db, read(rowId, request.params['id']))
    if (!mayDo(reader, listOf[task.kind as TaskKind].may)) throw refuse('forbidden', 'not-permitted')
    return task
  }
  router.get('/desk/tasks/:id', frame.may('see-task'), async (request, response) => {
    const task = await taskFor(actorIn(response), request)
    const spoken = texts(localeOf(request))
    const list = listOf[task.kind as TaskKind]
    const items = await taskItems(db, task.id)
    await frame.show(response, 'desk/task', {
      desk: list.desk,
      list: { href: list.href, text: spoken.text(list.words) },
      task: { ...task, eventsHref: `${taskHref(task.id)}/events` },
      results: items.flatMap((item) => resultOf(task.kind, item, actorIn(response), spoken)),
    })
  })
  router.get('/desk/tasks/:id/events', frame.may('see-task'), async (request, response) => {
    const { id } = await taskFor(actorIn(response), request)
    const spoken = texts(localeOf(request))
    await streams.tell(response, actorText(actorIn(response)), async () => {
      const { done, total, endedAt } = await taskOf(db, id)
      const text = spoken.text('tasks.progress', { done, total })
      return { done, total, text, isEnded: endedAt !== undefined }
    })
  })
  return router
}

const tones = { done: 'good', left: 'wait', refused: 'bad' } as const

function resultOf(
  kind: string,
  { label, reference, outcome, faults }: TaskItem,
  reader: Actor,
  texts: Texts,
): object[] {
  if (!outcome) return []
  const text =
    outcome === 'refused'
      ? faults.map((fault) => faultText(fault, texts)).join(' ')
      : texts.text(`tasks.${outcome}.${kind}`)
  const href = reference && hrefFor(reader, reference)
  return [{ label, ...(href && { href }), tone: tones[outcome], text }]
}

/** A page of the claim that this reader may open. */
function hrefFor(reader: Actor, reference: string): string | undefined {
  const may = (move: Permission) => mayDo(reader, move)
  if (may('list-claims')) return historyHref(reference)
  return may('see-claim') ? claimHref(reference) : undefined
}
