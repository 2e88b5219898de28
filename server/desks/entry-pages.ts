/** R57: an application that came on paper, by fax or from a camera, entered by staff in the participant's own form. */
import { Router, type Request, type Response } from 'express'
import { actorText } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { channels, submit } from '../claims/submission.ts'
import type { Context } from '../context.ts'
import { applicationIn } from '../portal/application-form.ts'
import { evidenceIn, formPage, formUpload } from '../portal/apply-form-pages.ts'
import { programmeCard } from '../portal/programme-view.ts'
import { currentProgramme, currentProgrammes } from '../programmes/store.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { claimHref } from './claim-links.ts'

type At = Request<{ programme: string }>

/** The choice of a programme, and its form as the participant knows it. */
export function entryPages(context: Context, frame: Frame): Router {
  const { db, clock } = context
  const form = formPage(context, frame)
  const router = Router()

  router.get('/desk/entry', frame.may('enter-on-behalf'), async (request, response) => {
    const programmes = (await currentProgrammes(db)).map(({ programme }) => ({
      ...programmeCard(programme, localeOf(request), dateIn(clock.now(), programme.timeZone)),
      href: `/desk/entry/${programme.id}`,
    }))
    await frame.show(response, 'desk/entry', { desk: 'review', programmes })
  })

  router.get('/desk/entry/:programme', frame.may('enter-on-behalf'), async (request, response) => {
    const { programme } = await currentProgramme(db, (request as unknown as At).params.programme)
    await form.show(response, programme, { typed: {}, evidence: [], faults: [] }, more(request))
  })

  const upload = (request: Request, response: Response, next: () => void) =>
    formUpload(context, actorText(actorIn(response)))(request, response, next)
  router.post('/desk/entry/:programme', frame.may('enter-on-behalf'), upload, async (request, response) => {
    const { programme } = await currentProgramme(db, (request as unknown as At).params.programme)
    await form.take(response, programme, {
      more: more(request),
      send: async ({ typed, evidence }) => {
        const channel = channels.find((one) => one === typed['_channel'])
        if (!channel) throw refuse('invalid', 'channel-missing', {}, '/_channel')
        const files = await evidenceIn(context, evidence)
        const application = applicationIn(typed, programme, localeOf(request), files)
        const claim = await submit(context, application, actorIn(response), channel)
        response.redirect(303, claimHref(claim.reference))
      },
    })
  })
  return router

  function more(request: Request): object {
    const { text } = context.texts(localeOf(request))
    return {
      desk: 'review',
      entry: {
        channels: channels.map((value) => ({ value, text: text(`apply.entry.channels.${value}`) })),
      },
    }
  }
}
