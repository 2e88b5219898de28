/** The queue of applications, by age or by risk, and several clean ones approved at once: one answer for each (R96). */
import { Router, type Request, type Response } from 'express'
import type { Context } from '../context.ts'
import { formView } from '../web/form-view.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf, queryText } from '../web/request.ts'
import { mayDo } from '../staff/access.ts'
import { act, deskForm, tickedIn, untouched, type Attempt } from './act.ts'
import { taskHref } from './claim-links.ts'
import { listHref } from './filters.ts'
import { listView } from './list-view.ts'
import { reviewRows } from './review-list.ts'
import { orderTask } from './tasks.ts'

const shownAtMost = 100

/** Applications that wait, and approving several clean ones at once. */
export function reviewQueuePages(context: Context, frame: Frame): Router {
  const router = Router()
  const show = (request: Request, response: Response, attempt: Attempt): Promise<void> =>
    showQueue(context, frame, request, response, attempt)

  router.get('/desk/review', frame.may('list-claims'), (request, response) =>
    show(request, response, untouched),
  )

  router.post(
    '/desk/review',
    frame.may('approve'),
    deskForm,
    act<Request>(async (request, response) => {
      const ticked = tickedIn(request)
      return taskHref(await orderTask(context, 'approve', { ticked, by: actorIn(response) }))
    }, show),
  )
  return router
}

async function showQueue(
  { db, texts }: Context,
  frame: Frame,
  request: Request,
  response: Response,
  { typed, faults }: Attempt,
): Promise<void> {
  const spoken = texts(localeOf(request))
  const view = await listView({ db, texts: spoken }, actorIn(response), 'review', request)
  if (view.instead && faults.length === 0) return response.redirect(302, view.instead)
  const { asked } = view
  const after = queryText(request, 'after') || undefined
  const claims = await reviewRows(db, asked, { after, limit: shownAtMost }, spoken)
  const last = claims.length < shownAtMost ? undefined : claims.at(-1)
  await frame.show(response, 'desk/review-queue', {
    desk: 'review',
    form: formView({ area: 'desk', texts: spoken, typed, faults }),
    bulk:
      asked['state'] === 'submitted' && mayDo(actorIn(response), 'approve') ? request.originalUrl : undefined,
    entry: mayDo(actorIn(response), 'enter-on-behalf') ? '/desk/entry' : undefined,
    list: view.list,
    ...(last && {
      more: listHref('review', new URLSearchParams({ ...asked, after: last.reference }).toString()),
    }),
    claims,
  })
}
