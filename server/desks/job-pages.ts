/** What the machine gave up: dead jobs with their reason and mails that did not arrive, each tried again by a button. */
import { Router, type Request, type Response } from 'express'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { deadShownAtMost } from '../jobs/routes.ts'
import { deadJobs, queueHealth, reviveJob } from '../jobs/store.ts'
import { undeliveredMails } from '../mail/store.ts'
import { mayDo } from '../staff/access.ts'
import { formView } from '../web/form-view.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { act, deskForm, tickedIn, untouched, type Attempt } from './act.ts'
import { claimHref, taskHref } from './claim-links.ts'
import { listView } from './list-view.ts'
import { orderTask, type TaskKind } from './tasks.ts'

/** The desk of those who keep the house running. */
export function jobPages(context: Context, frame: Frame): Router {
  const { db, clock, texts } = context
  const router = Router()
  const show = async (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const spoken = { db, texts: texts(localeOf(request)) }
    const mayRevive = mayDo(actorIn(response), 'revive-job')
    await frame.show(response, 'desk/jobs', {
      desk: 'jobs',
      jobList: (await listView(spoken, actorIn(response), 'jobs', request)).list,
      mailList: (await listView(spoken, actorIn(response), 'mails', request)).list,
      health: await queueHealth(db),
      form: formView({ area: 'desk', texts: spoken.texts, typed, faults }),
      mayResend: mayDo(actorIn(response), 'resend-mail'),
      mayRevive,
      jobs: (await deadJobs(db, deadShownAtMost)).map(({ id, kind, key, attempts, error }) => ({
        id,
        kind,
        key,
        attempts,
        error,
        ...(mayRevive && { reviveHref: `/desk/jobs/${id}/revival` }),
      })),
      mails: (await undeliveredMails(db, deadShownAtMost)).map(
        ({ id, reference, name, failure, createdAt }) => ({
          id,
          reference,
          href: `${claimHref(reference)}#mails`,
          name,
          failure,
          at: createdAt,
        }),
      ),
    })
  }
  router.get('/desk/jobs', frame.may('see-jobs'), (request, response) => show(request, response, untouched))
  const many = (path: string, kind: TaskKind): void => {
    const order = act(async (request, response) => {
      const ticked = tickedIn(request)
      return taskHref(await orderTask(context, kind, { ticked, by: actorIn(response) }))
    }, show)
    router.post(path, frame.may(kind), deskForm, order)
  }
  many('/desk/jobs/revivals', 'revive-job')
  many('/desk/jobs/copies', 'resend-mail')

  router.post('/desk/jobs/:id/revival', frame.may('revive-job'), deskForm, async (request, response) => {
    const { id } = (request as Request<{ id: string }>).params
    if (!/^\d{1,9}$/.test(id)) throw refuse('not-found', 'not-found')
    if (!(await reviveJob(db, clock, Number(id)))) throw refuse('conflict', 'job-not-dead', { id })
    response.redirect(303, '/desk/jobs')
  })
  return router
}
