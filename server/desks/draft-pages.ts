/**
 * Writing an edition: a text that is checked while it is written and kept save by save. Works without JavaScript; a script
 * only checks sooner. What becomes of it is the business of `draft-loading-pages.ts`.
 */
import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { openDraft, programmeDraft, saveDraft } from '../programmes/draft-store.ts'
import { programmeVersion, sourceOf } from '../programmes/store.ts'
import { formView } from '../web/form-view.ts'
import type { Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { draftHref, draftView } from './draft-view.ts'
import { mistakesView } from './mistakes-view.ts'

/** The largest text that the API takes as well; a form sends three letters for many of its characters. */
const sourceAtMost = 200_000
const writingForm = urlencoded({ extended: false, limit: 3 * sourceAtMost + 10_000, parameterLimit: 10 })

const writing = z.object({ source: z.string().min(1).max(sourceAtMost), revision: rowId })

/** `/desk/programmes/drafts/:id`: the text, its mistakes, its saves. */
export function draftPages(context: Context, frame: Frame): Router {
  const { db, clock, texts } = context
  const router = Router()
  const may = frame.may('write-programme')
  const show = showEditor(context, frame)
  router.post('/desk/programmes/versions/:hash/drafts', may, deskForm, async (request, response) => {
    const basedOn = read(z.string().max(64), request.params['hash'])
    const { id: programmeId } = await programmeVersion(db, basedOn)
    const source = await sourceOf(db, basedOn)
    const by = actorIn(response)
    const id = await inTransaction(db, (trx) =>
      openDraft(trx, { programmeId, basedOn, source, by, at: clock.now() }),
    )
    response.redirect(303, draftHref(id))
  })
  // Before the drafts, whose addresses end in a number.
  router.post('/desk/programmes/drafts/mistakes', may, writingForm, (request, response) => {
    const locale = localeOf(request)
    const source = sourceIn(typedIn(request)).slice(0, sourceAtMost)
    response
      .type('html')
      .send(frame.piece(locale, 'pieces/mistakes', { ...mistakesView(source, texts(locale)) }))
  })
  router.get('/desk/programmes/drafts/:id', may, (request, response) => show(request, response, untouched))
  router.post(
    '/desk/programmes/drafts/:id',
    may,
    writingForm,
    act(async (request, response) => {
      const typed = typedIn(request)
      if (typed['_do'] === 'check') {
        await show(request, response, { typed, faults: [] })
        return undefined
      }
      const { source, revision } = read(writing, { ...typed, source: sourceIn(typed) })
      const id = read(rowId, request.params['id'])
      const by = actorIn(response)
      await inTransaction(db, (trx) => saveDraft(trx, id, revision, { source, by, at: clock.now() }))
      return typed['_do'] === 'compare' ? `${draftHref(id)}/changes` : draftHref(id)
    }, show),
  )
  return router
}

const showEditor =
  ({ db, texts }: Context, frame: Frame) =>
  async (request: Request, response: Response, attempt: Attempt): Promise<void> => {
    const draft = await programmeDraft(db, read(rowId, request.params['id']))
    const spoken = texts(localeOf(request))
    const source = sourceIn(attempt.typed) || draft.source
    const typed = { revision: String(draft.revision), ...attempt.typed, source }
    await frame.show(response, 'desk/programme-draft', {
      desk: 'programmes',
      ...(await draftView(db, draft, source, spoken)),
      isUnsaved: source !== draft.source,
      form: formView({ area: 'programmes', texts: spoken, typed, faults: attempt.faults }),
    })
  }

/** Browsers send the ends of lines as two characters; files have one, so that lines can be compared. */
const sourceIn = ({ source = '' }: Typed): string =>
  (typeof source === 'string' ? source : (source.at(-1) ?? '')).replace(/\r\n?/g, '\n')
