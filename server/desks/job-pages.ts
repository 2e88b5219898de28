/** What the machine gave up: dead jobs with their reason and mails that did not arrive, each tried again by a button. */
import { Router, type Request } from 'express'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { deadShownAtMost } from '../jobs/routes.ts'
import { deadJobs, queueHealth, reviveJob } from '../jobs/store.ts'
import { undeliveredMails } from '../mail/store.ts'
import { mayDo } from '../staff/access.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { deskForm } from './act.ts'
import { claimHref } from './claim-links.ts'
import { listView } from './list-view.ts'

/** The desk of those who keep the house running. */
export function jobPages(context: Context, frame: Frame): Router {
  const { db, clock, texts } = context
  const router = Router()
  router.get('/desk/jobs', frame.may('see-jobs'), async (request, response) => {
    const spoken = { db, texts: texts(localeOf(request)) }
    const mayRevive = mayDo(actorIn(response), 'revive-job')
    await frame.show(response, 'desk/jobs', {
      desk: 'jobs',
      jobList: (await listView(spoken, actorIn(response), 'jobs', request)).list,
      mailList: (await listView(spoken, actorIn(response), 'mails', request)).list,
      health: await queueHealth(db),
      jobs: (await deadJobs(db, deadShownAtMost)).map(({ id, kind, key, attempts, error }) => ({
        kind,
        key,
        attempts,
        error,
        ...(mayRevive && { reviveHref: `/desk/jobs/${id}/revival` }),
      })),
      mails: (await undeliveredMails(db, deadShownAtMost)).map(({ reference, name, failure, createdAt }) => ({
        reference,
        href: `${claimHref(reference)}#mails`,
        name,
        failure,
        at: createdAt,
      })),
    })
  })

  router.post('/desk/jobs/:id/revival', frame.may('revive-job'), deskForm, async (request, response) => {
    const { id } = (request as Request<{ id: string }>).params
    if (!/^\d{1,9}$/.test(id)) throw refuse('not-found', 'not-found')
    if (!(await reviveJob(db, clock, Number(id)))) throw refuse('conflict', 'job-not-dead', { id })
    response.redirect(303, '/desk/jobs')
  })
  return router
}
