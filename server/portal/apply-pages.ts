/** The first page and the application form: choose a programme, apply, complete. Works without JavaScript. */
import { Router, type Request, type RequestHandler, type Response } from 'express'
import { actorText } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { Refusal, type Fault } from '../base/refusal.ts'
import { claimOf } from '../claims/store.ts'
import { resubmit, submit } from '../claims/submission.ts'
import type { Context } from '../context.ts'
import { findEvidence } from '../evidence/store.ts'
import { receiveUpload, uploadFaults } from '../evidence/upload.ts'
import { bankAccountOf } from '../parties/store.ts'
import type { Programme } from '../programmes/programme.ts'
import { currentProgramme, currentProgrammes, programmeVersion } from '../programmes/store.ts'
import { formView } from '../web/form-view.ts'
import { rowsOf, withoutRow, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { localeOf } from '../web/request.ts'
import { applicationIn, fieldsOf } from './application-form.ts'
import { programmeCard, programmeForm } from './programme-view.ts'

/** A form as it was sent: its fields, and ids of the files that came with it or before. */
type Sent = { readonly typed: Typed; readonly evidence: readonly string[]; readonly faults: readonly Fault[] }

export function applyPages(context: Context, frame: Frame): Router {
  const { db, clock } = context
  const upload = receiveUpload(
    { ...context, whose: async () => actorText({ kind: 'visitor' }) },
    { field: 'evidence', filesAtMost: 5, kind: 'proof-of-purchase' },
  )
  const show = formPage(context, frame)
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
    await show(response, programme, { typed: {}, evidence: [], faults: [] })
  })

  router.post('/apply/:programme', upload, async (request: Request<{ programme: string }>, response) => {
    const { programme } = await currentProgramme(db, request.params.programme)
    await sendIn(response, programme, show, async (sent) => {
      const application = applicationIn(sent.typed, programme, localeOf(request), sent.evidence)
      const claim = await submit(context, application, { kind: 'visitor' })
      response.redirect(303, `${new URL(context.linkTo(claim.reference)).pathname}/done`)
    })
  })

  return completing(router, context, frame, upload, show)
}

/** R25: what was sent before is there; what is missing is typed; nothing twice. */
function completing(
  router: Router,
  context: Context,
  frame: Frame,
  upload: RequestHandler,
  show: FormPage,
): Router {
  const { db } = context
  type At = Request<{ reference: string; token: string }>
  const address = '/c/:reference/:token/application'

  router.get(address, frame.mayOwn('resubmit'), async (request: At, response) => {
    const { application, programmeVersion: version } = await claimOf(db, request.params.reference)
    const account = await bankAccountOf(db, request.params.reference)
    const bankAccount = account && { holder: account.holder, iban: account.iban }
    const evidence = application.evidence.map(({ file }) => file)
    const typed = fieldsOf({ ...application, ...(bankAccount && { bankAccount }) })
    await show(response, await programmeVersion(db, version), { typed, evidence, faults: [] })
  })

  router.post(address, frame.mayOwn('resubmit'), upload, async (request: At, response) => {
    const { reference, token } = request.params
    const { programmeVersion: version } = await claimOf(db, reference)
    const programme = await programmeVersion(db, version)
    await sendIn(response, programme, show, async (sent) => {
      const application = applicationIn(sent.typed, programme, localeOf(request), sent.evidence)
      await resubmit(context, reference, application, actorIn(response))
      response.redirect(303, `/c/${reference}/${token}`)
    })
  })
  return router
}

type FormPage = (response: Response, programme: Programme, sent: Sent) => Promise<void>

/** What was typed and uploaded stays, whatever was wrong with it. */
const formPage =
  ({ db, texts }: Context, frame: Frame): FormPage =>
  async (response, programme, { typed, evidence, faults }) => {
    const locale = localeOf(response.req)
    const files = await Promise.all(evidence.map((id) => findEvidence(db, id)))
    await frame.show(response, 'apply', {
      programme: programmeForm(programme, locale),
      rows: rowsOf(typed, 'units'),
      kept: files.map(({ id, name }) => ({ id, name })),
      form: formView({ area: 'apply', texts: texts(locale), typed, faults }),
    })
  }

/** Adds or removes a pair when that was the button; else sends the form in and shows it again with its faults. */
async function sendIn(
  response: Response,
  programme: Programme,
  show: FormPage,
  send: (sent: Sent) => Promise<void>,
): Promise<void> {
  const body = response.req.body as Typed & { evidence: readonly string[] }
  const sent: Sent = { typed: body, evidence: body.evidence, faults: uploadFaults(response) }
  const intent = String(body['_intent'] ?? 'submit')
  const removed = /^remove\.(\d{1,2})$/.exec(intent)?.[1]
  if (intent === 'add') {
    const next = `units.${rowsOf(body, 'units')}.product.model`
    return show(response, programme, { ...sent, typed: { ...body, [next]: '' } })
  }
  if (removed)
    return show(response, programme, { ...sent, typed: withoutRow(body, 'units', Number(removed)) })
  try {
    if (sent.faults.length > 0) throw new Refusal('invalid', sent.faults)
    await send(sent)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await show(response.status(statusOf(error)), programme, { ...sent, faults: error.faults })
  }
}
