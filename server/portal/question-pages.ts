/**
 * Applying by one question a page (R24): each is kept as it is left, says at once what is wrong with it and leads to the
 * next that is open. Works without JavaScript.
 */
import { Router, type Request, type Response } from 'express'
import { actorText } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { qrPicture } from '../documents/barcode.ts'
import { evidenceById } from '../evidence/store.ts'
import { uploadFaults } from '../evidence/upload.ts'
import { formView } from '../web/form-view.ts'
import type { Typed } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { formUpload } from './apply-form-pages.ts'
import { keepDraft, openDraft, openedOf, type Opened } from './begun.ts'
import { answered, faultsAt, stateOf, type Begun, type Step } from './journey.ts'
import { pairsIn, titleOf } from './journey-view.ts'
import { programmeForm } from './programme-view.ts'

type At = Request<{ id: string; token: string; step: string }>

/** `GET` and `POST /draft/…/:step`; stands behind the pages with a name of their own. */
export function questionPages(context: Context, frame: Frame): Router {
  const { db } = context
  const upload = formUpload(context, actorText({ kind: 'visitor' }))
  const router = Router()

  router.get('/draft/:id/:token/:step', async (request: At, response) => {
    const opened = await openDraft(context, request.params, localeOf(request))
    const step = stepIn(opened, request)
    // A page that was sent before says at once what is wrong with it.
    const isBlank = stateOf(step, opened.programme, opened.begun) === 'blank'
    await ask(response, opened, step, isBlank ? [] : faultsAt(step, opened.begun.faults))
  })

  router.post('/draft/:id/:token/:step', upload, async (request: At, response) => {
    const before = await openDraft(context, request.params, localeOf(request))
    const step = stepIn(before, request)
    const sent = typedIn(request) as Typed & { evidence: readonly string[] }
    const intent = String(sent['_intent'] ?? 'next')
    const forgotten = /^forget\.(.{1,100})$/.exec(intent)?.[1]
    // What a telephone has brought meanwhile stays, though this page does not know of it yet.
    const files = (known: readonly string[]): string[] =>
      [...new Set([...known, ...sent.evidence])].filter((file) => file !== forgotten)
    const kept = await keepDraft(context, before.draft, (typed) => answered(typed, step, sent), files)
    const opened = await openedOf(context, kept, localeOf(request))
    const refused = uploadFaults(response)
    const faults = [...faultsAt(step, opened.begun.faults), ...refused]
    // Who leaves for today would not learn later that a file of theirs was not taken in.
    if (intent === 'save' && refused.length === 0) return response.redirect(303, `${opened.at}/saved`)
    const stays = intent === 'more' || forgotten !== undefined
    if (faults.length > 0) return ask(response.status(422), opened, step, faults)
    response.redirect(303, stays ? `${opened.at}/${step.id}` : `${opened.at}/${after(step, opened, request)}`)
  })
  return router

  async function ask(
    response: Response,
    { programme, begun, steps, at }: Opened,
    step: Step,
    faults: Begun['faults'],
  ): Promise<void> {
    const texts = context.texts(localeOf(response.req))
    const files = await Promise.all(begun.evidence.map((id) => evidenceById(db, id)))
    const row = step.row ?? 0
    await frame.show(response, 'apply-step', {
      programme: programmeForm(programme, texts.locale),
      question: step.question,
      title: titleOf(step, programme, pairsIn(steps), texts),
      unit: `units.${row}`,
      backHref: at,
      number: steps.indexOf(step) + 1,
      steps: steps.length,
      kept: files.flatMap((file) => (file ? [{ id: file.id, name: file.name }] : [])),
      ...(step.question === 'proof' && {
        phone: qrPicture(new URL(`${at}/proof`, context.settings.publicUrl).href),
      }),
      form: formView({ area: 'apply', texts, typed: begun.typed, faults }),
    })
  }
}

/** @throws Refusal `not-found` / `step-unknown`: a pair that was taken out, or an address that was made up. */
function stepIn({ steps }: Opened, { params }: At): Step {
  const step = steps.find(({ id }) => id === params.step)
  if (!step) throw refuse('not-found', 'step-unknown')
  return step
}

/** Back to the answers for who came from there; else the next page that is not done, round to the beginning. */
function after(step: Step, { steps, programme, begun }: Opened, { query }: At): string {
  if (query['next'] === 'check') return 'check'
  const place = steps.indexOf(step)
  const open = [...steps.slice(place + 1), ...steps.slice(0, place)].find(
    (other) => stateOf(other, programme, begun) !== 'done',
  )
  return open?.id ?? 'check'
}
