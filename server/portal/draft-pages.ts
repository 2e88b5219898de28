/** Applications that go on later, by their link (R25): nothing is typed or uploaded twice, and none is sent in twice. */
import { Router, type Request } from 'express'
import { refuse } from '../base/refusal.ts'
import { draftHours, draftOf, type Draft } from '../claims/draft-store.ts'
import type { Context } from '../context.ts'
import { currentProgramme } from '../programmes/store.ts'
import type { Typed } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { evidenceIn, formPage } from './apply-form-pages.ts'
import { programmeForm } from './programme-view.ts'

type At = Request<{ id: string; token: string }>

/** Saving an unfinished application and going on with it by its link. */
export function draftPages(context: Context, frame: Frame): Router {
  const form = formPage(context, frame)
  const router = Router()

  router.get('/draft/:id/:token', async (request: At, response) => {
    const draft = await draftAt(request)
    const { programme } = await currentProgramme(context.db, draft.programmeId)
    const files = await evidenceIn(context, draft.evidence)
    const isComplete = files.length === draft.evidence.length
    await form.show(
      response,
      programme,
      {
        typed: { ...draft.fields, _draft: `${request.params.id}.${request.params.token}` },
        evidence: files.map(({ file }) => file),
        faults: isComplete ? [] : [{ code: 'evidence-no-longer-kept', path: '/evidence' }],
      },
      { mayBeSaved: true, action: `/apply/${programme.id}` },
    )
  })

  router.get('/draft/:id/:token/saved', async (request: At, response) => {
    const draft = await draftAt(request)
    const { programme } = await currentProgramme(context.db, draft.programmeId)
    await frame.show(response, 'draft-saved', {
      href: context.draftPath(draft.id),
      link: new URL(context.draftPath(draft.id), context.settings.publicUrl).href,
      keptUntil: draft.savedAt.add({ hours: draftHours }).toString(),
      timeZone: programme.timeZone,
      programme: programmeForm(programme, localeOf(request)),
    })
  })
  return router

  /** A wrong token is answered like a draft that does not exist. */
  async function draftAt({ params: { id, token } }: At): Promise<Draft> {
    const draft = context.opensDraft(id, token) ? await draftOf(context.db, id) : undefined
    if (!draft) throw refuse('not-found', 'draft-unknown')
    return draft
  }
}

/** The draft that a form continues, named by a hidden field; undefined when there is none or the token is wrong. */
export function openDraft(
  { opensDraft }: Pick<Context, 'opensDraft'>,
  request: Pick<Request, 'body'>,
): string | undefined {
  const [id = '', token = ''] = String((request.body as Typed)['_draft'] ?? '').split('.')
  return opensDraft(id, token) ? id : undefined
}
