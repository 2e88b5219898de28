/** What a draft changes, held against any edition, and what becomes of it: the edition for new applications, or nothing. */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { loadDraft } from '../claims/editions.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { closeDraft, lockDraft, programmeDraft } from '../programmes/draft-store.ts'
import { mayDo } from '../staff/access.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { localeOf, queryText, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { changesView, draftView } from './draft-view.ts'
import { whatIfRows } from './what-if-view.ts'
import { versionHref } from './programme-view.ts'

const asRead = z.object({ revision: rowId })

/** `/desk/programmes/drafts/:id/changes`, and the two ends of a draft. */
export function draftLoadingPages(context: Context, frame: Frame): Router {
  const { db } = context
  const router = Router()
  const show = showChanges(context, frame)
  router.get('/desk/programmes/drafts/:id/changes', frame.may('write-programme'), (request, response) =>
    show(request, response, untouched),
  )
  router.post(
    '/desk/programmes/drafts/:id/loading',
    frame.may('load-programme'),
    deskForm,
    act(async (request, response) => {
      const { hash } = await loadDraft(context, idIn(request), revisionIn(request), actorIn(response))
      return versionHref(hash)
    }, show),
  )
  router.post(
    '/desk/programmes/drafts/:id/end',
    frame.may('write-programme'),
    deskForm,
    act(async (request) => {
      await inTransaction(db, async (trx) => {
        await lockDraft(trx, idIn(request), revisionIn(request))
        await closeDraft(trx, idIn(request))
      })
      return '/desk/programmes'
    }, show),
  )
  return router
}

const showChanges =
  ({ db, texts }: Context, frame: Frame) =>
  async (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const draft = await programmeDraft(db, idIn(request))
    const spoken = texts(localeOf(request))
    await frame.show(response, 'desk/programme-changes', {
      desk: 'programmes',
      ...(await draftView(db, draft, draft.source, spoken)),
      ...(await changesView(db, draft, queryText(request, 'against'))),
      whatIfs: await whatIfRows(db, draft.id, spoken),
      revision: draft.revision,
      mayLoad: mayDo(actorIn(response), 'load-programme'),
      form: formView({ area: 'programmes', texts: spoken, typed, faults }),
    })
  }

const idIn = ({ params }: Request): number => read(rowId, params['id'])

const revisionIn = (request: Request): number => read(asRead, formBody(typedIn(request))).revision
