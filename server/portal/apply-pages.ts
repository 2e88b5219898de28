/** The first page, the beginning of an application, and completing one that was incomplete. Works without JavaScript. */
import { Router, type Request } from 'express'
import { actorText } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { draftHours, saveDraft } from '../claims/draft-store.ts'
import { claimOf } from '../claims/store.ts'
import { resubmit } from '../claims/submission.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { bankAccountOf } from '../parties/account-store.ts'
import { currentProgramme, currentProgrammes, programmeVersion } from '../programmes/store.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { applicationIn, fieldsOf } from './application-form.ts'
import { evidenceIn, formPage, formUpload } from './apply-form-pages.ts'
import { stepsOf } from './journey.ts'
import { programmeCard, programmeForm } from './programme-view.ts'

/** The first page, the application form, and completing what was incomplete (R25). */
export function applyPages(context: Context, frame: Frame): Router {
  const { db, clock } = context
  const upload = formUpload(context, actorText({ kind: 'visitor' }))
  const form = formPage(context, frame)
  const router = Router()

  router.get('/', async (request, response) => {
    const now = clock.now()
    const cards = (await currentProgrammes(db)).map(({ programme }) =>
      programmeCard(programme, localeOf(request), dateIn(now, programme.timeZone)),
    )
    await frame.show(response, 'home', { programmes: cards })
  })

  router.get('/apply/:programme', async (request, response) => {
    const { programme } = await currentProgramme(db, request.params.programme)
    const locale = localeOf(request)
    await frame.show(response, 'apply-start', {
      programme: programmeForm(programme, locale),
      hours: draftHours,
    })
  })

  // Kept from the first question on, so that nothing typed is ever lost.
  router.post('/apply/:programme', async (request: Request<{ programme: string }>, response) => {
    const { programme } = await currentProgramme(db, request.params.programme)
    const blank = { programmeId: programme.id, fields: {}, evidence: [], savedAt: clock.now() }
    const id = await inTransaction(db, (trx) => saveDraft(trx, blank))
    const [first] = stepsOf(programme, {})
    response.redirect(303, `${context.draftPath(id)}/${first?.id ?? 'check'}`)
  })

  // R25: what was sent before is there; what is missing is typed; nothing twice.
  type At = Request<{ reference: string; token: string }>
  const address = '/c/:reference/:token/application'

  router.get(address, frame.mayOwn('resubmit'), async (request: At, response) => {
    const { application, programmeVersion: version } = await claimOf(db, request.params.reference)
    const account = await bankAccountOf(db, request.params.reference)
    const bankAccount = account && { holder: account.holder, iban: account.iban }
    const evidence = application.evidence.map(({ file }) => file)
    const typed = fieldsOf({ ...application, ...(bankAccount && { bankAccount }) })
    await form.show(response, await programmeVersion(db, version), { typed, evidence, faults: [] })
  })

  router.post(address, frame.mayOwn('resubmit'), upload, async (request: At, response) => {
    const { reference, token } = request.params
    const { programmeVersion: version } = await claimOf(db, reference)
    const programme = await programmeVersion(db, version)
    await form.take(response, programme, {
      send: async (sent) => {
        const evidence = await evidenceIn(context, sent.evidence)
        const application = applicationIn(sent.typed, programme, localeOf(request), evidence)
        await resubmit(context, reference, application, actorIn(response))
        response.redirect(303, `/c/${reference}/${token}`)
      },
    })
  })
  return router
}
