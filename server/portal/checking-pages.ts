/** The last page of an application: every answer, what the rules say to them, the terms, and the button that sends. */
import { Router, urlencoded, type Request, type Response } from 'express'
import { Refusal, refuse, type Fault } from '../base/refusal.ts'
import { openParticipantSession } from '../claims/access-store.ts'
import { forgetDraft } from '../claims/draft-store.ts'
import { eligibilityOf } from '../claims/eligibility.ts'
import { submit } from '../claims/submission.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { evidenceById } from '../evidence/store.ts'
import { formView } from '../web/form-view.ts'
import type { Typed } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { rememberParticipant } from './access-pages.ts'
import { checkedView } from './apply-form-pages.ts'
import { applicationIn, beginningIn } from './application-form.ts'
import { closingFields, ownerOf, whole } from './journey.ts'
import { openDraft, type Opened } from './begun.ts'
import { answersOf, tasksOf } from './journey-view.ts'
import { programmeForm } from './programme-view.ts'

const closing = urlencoded({ extended: false, limit: 4096, parameterLimit: 10 })

type At = Request<{ id: string; token: string }>

/** `GET` and `POST /draft/…/check`; stands before the pages of single questions. */
export function checkingPages(context: Context, frame: Frame): Router {
  const { db, clock } = context
  const router = Router()

  router.get('/draft/:id/:token/check', async (request: At, response) => {
    await show(response, await openDraft(context, request.params, localeOf(request)), {}, [])
  })

  router.post('/draft/:id/:token/check', closing, async (request: At, response) => {
    const opened = await openDraft(context, request.params, localeOf(request))
    const sent = typedIn(request)
    const closed = Object.fromEntries(closingFields.map((name) => [name, sent[name] ?? '']))
    const { draft, programme, evidence } = opened
    try {
      const typed = { ...whole(draft.fields, programme), ...closed }
      const application = applicationIn(typed, programme, localeOf(request), evidence)
      // In one transaction, so that what was sent in cannot be continued and sent in again.
      const { claim, session } = await inTransaction(db, async (trx) => {
        if (!(await forgetDraft(trx, draft.id))) throw refuse('not-found', 'draft-unknown')
        const made = await submit({ ...context, db: trx }, application, { kind: 'visitor' })
        return { claim: made, session: await openParticipantSession(trx, clock, made.reference) }
      })
      // Who has just typed it all need not prove who it is.
      rememberParticipant(context, response, claim.reference, session.token)
      response.redirect(303, `${new URL(context.linkTo(claim.reference)).pathname}/done`)
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'not-found') throw error
      await show(response.status(statusOf(error)), opened, closed, error.faults)
    }
  })
  return router

  async function show(
    response: Response,
    opened: Opened,
    closed: Typed,
    faults: readonly Fault[],
  ): Promise<void> {
    const { programme, begun, steps, evidence, at } = opened
    const texts = context.texts(localeOf(response.req))
    const files = await Promise.all(begun.evidence.map((id) => evidenceById(db, id)))
    const typed = whole(begun.typed, programme)
    // The rules can judge what can be read; until then the pages that hold something else are named.
    const isReadable = begun.faults.length === 0
    const checked =
      isReadable &&
      (await eligibilityOf(context, beginningIn(typed, programme, texts.locale, evidence), programme))
    const form = formView({ area: 'apply', texts, typed: { ...typed, ...closed }, faults })
    await frame.show(response, 'apply-check', {
      programme: programmeForm(programme, texts.locale),
      answers: answersOf(
        steps,
        begun,
        files.flatMap((file) => (file ? [file.name] : [])),
        { programme, texts, at },
      ),
      ...(checked && { checked: checkedView(checked, programme, texts) }),
      open: isReadable
        ? []
        : tasksOf(steps, begun, { programme, texts, at }).filter(({ state }) => state !== 'done'),
      action: `${at}/check`,
      backHref: at,
      pairsAction: `${at}/pairs`,
      form: { ...form, summary: form.summary.map((line) => ({ ...line, ...leadTo(line.href) })) },
    })

    /** A fault of another page leads to its field there. */
    function leadTo(href = ''): { href?: string } {
      const step = ownerOf(href.slice(1), steps)
      return step ? { href: `${at}/${step.id}?next=check${href}` } : {}
    }
  }
}
