/** How far an application is, its pairs, and how to come back to it (R25). Nothing is typed or uploaded twice. */
import { Router, type Request } from 'express'
import { actorText } from '../base/actor.ts'
import { draftHours } from '../claims/draft-store.ts'
import type { Context } from '../context.ts'
import { rowsOf, withoutRow } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { formUpload } from './apply-form-pages.ts'
import { keepDraft, openDraft } from './begun.ts'
import { tasksOf } from './journey-view.ts'
import { programmeForm } from './programme-view.ts'

type At = Request<{ id: string; token: string }>

/** The list of tasks, pairs that come and go, and the page that says how to come back. */
export function journeyPages(context: Context, frame: Frame): Router {
  const upload = formUpload(context, actorText({ kind: 'visitor' }))
  const router = Router()

  router.get('/draft/:id/:token', async (request: At, response) => {
    const { programme, begun, steps, at } = await openDraft(context, request.params, localeOf(request))
    const texts = context.texts(localeOf(request))
    const tasks = tasksOf(steps, begun, { programme, texts, at })
    await frame.show(response, 'apply-tasks', {
      programme: programmeForm(programme, texts.locale),
      tasks,
      done: tasks.filter(({ state }) => state === 'done').length,
      checkHref: `${at}/check`,
      saveHref: `${at}/saved`,
      pairsAction: `${at}/pairs`,
    })
  })

  router.get('/draft/:id/:token/saved', async (request: At, response) => {
    const { draft, programme, at } = await openDraft(context, request.params, localeOf(request))
    await frame.show(response, 'draft-saved', {
      href: at,
      link: new URL(at, context.settings.publicUrl).href,
      keptUntil: draft.savedAt.add({ hours: draftHours }).toString(),
      timeZone: programme.timeZone,
      programme: programmeForm(programme, localeOf(request)),
    })
  })

  // Another pair begins as a blank model; a pair that goes takes its fields along.
  router.post('/draft/:id/:token/pairs', upload, async (request: At, response) => {
    const { draft, at } = await openDraft(context, request.params, localeOf(request))
    const intent = String(typedIn(request)['_intent'] ?? '')
    const gone = /^remove\.(\d{1,2})$/.exec(intent)?.[1]
    const row = rowsOf(draft.fields, 'units')
    if (gone === undefined)
      await keepDraft(context, draft, (typed) => ({ ...typed, [`units.${row}.product.model`]: '' }))
    else await keepDraft(context, draft, (typed) => withoutRow(typed, 'units', Number(gone)))
    response.redirect(303, gone === undefined ? `${at}/product-${row + 1}` : `${at}/check`)
  })
  return router
}
