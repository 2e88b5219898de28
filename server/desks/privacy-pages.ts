/** `/desk/privacy`: what is held on a participant is given out, or erased, by an admin (GDPR art. 15, 17, 20). */
import { Router, type Request, type Response } from 'express'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { zipped } from '../documents/zip.ts'
import { confirmed } from '../privacy/confirming.ts'
import { erase, type Erased } from '../privacy/erasing-store.ts'
import { exportOf } from '../privacy/exporting.ts'
import { finishErasures } from '../privacy/finishing.ts'
import { erasureForm, subjectForm } from '../privacy/routes.ts'
import { subjectOf } from '../privacy/subject-store.ts'
import { mayDo } from '../staff/access.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref } from './claim-links.ts'

const address = '/desk/privacy'

/** The export and the erasure of what is held on one participant. */
export function privacyPages(context: Context, frame: Frame): Router {
  const { db, texts } = context
  const router = Router()
  const page = (request: Request, response: Response, { typed, faults }: Attempt, erased?: Erased) =>
    frame.show(response, 'desk/privacy', {
      desk: 'privacy',
      mayExport: mayDo(actorIn(response), 'export-personal-data'),
      mayErase: mayDo(actorIn(response), 'erase-personal-data'),
      erased: erased?.references.map((reference) => ({
        reference,
        href: claimHref(reference),
        isBooked: erased.booked.includes(reference),
      })),
      form: formView({ area: 'privacy', texts: texts(localeOf(request)), typed, faults }),
    })
  const show = (request: Request, response: Response, attempt: Attempt): Promise<void> =>
    page(request, response, attempt)
  router.get(address, frame.may('see-retention'), (request, response) => show(request, response, untouched))
  router.post(
    `${address}/exports`,
    frame.may('export-personal-data'),
    deskForm,
    act(async (request, response) => {
      const { subject } = read(subjectForm, formBody(typedIn(request)))
      const archive = await zipped(await exportOf(context, subject, actorIn(response)))
      response.set('Cache-Control', 'no-store').attachment('personal-data.zip').send(archive)
      return undefined
    }, show),
  )
  router.post(
    `${address}/erasures`,
    frame.may('erase-personal-data'),
    deskForm,
    act(async (request, response) => {
      const subject = confirmed(read(erasureForm, formBody(typedIn(request))))
      const by = actorIn(response)
      const done = await inTransaction(db, async (trx) =>
        erase(trx, context, await subjectOf(trx, subject), by),
      )
      await finishErasures(context)
      await page(request, response, untouched, done)
      return undefined
    }, show),
  )
  return router
}
