/** The queue of applications, by age or by risk, and several clean ones approved at once: one answer for each (R96). */
import { Router, type Request, type Response } from 'express'
import { dateIn } from '../base/calendar.ts'
import { orderApprovals } from '../claims/approving.ts'
import type { Claim } from '../claims/claim.ts'
import { latestTraces, type Trace } from '../claims/decision-store.ts'
import { claimsIn } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import type { Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf, queryText } from '../web/request.ts'
import { mayDo } from '../staff/access.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref, taskHref } from './claim-links.ts'
import { savedView } from './filter-view.ts'
import { queueAsked, queueOrders, queueStates } from './review-queue.ts'

const shownAtMost = 100

/** Applications that wait, and approving several clean ones at once. */
export function reviewQueuePages(context: Context, frame: Frame): Router {
  const router = Router()
  const show = (request: Request, response: Response, attempt: Attempt): Promise<void> =>
    showQueue(context, frame, request, response, attempt)

  router.get('/desk/review', frame.may('list-claims'), (request, response) =>
    show(request, response, untouched),
  )

  router.post(
    '/desk/review',
    frame.may('approve'),
    deskForm,
    act<Request>(async (request, response) => {
      const { claims = [] } = (request.body ?? {}) as Typed
      const references = [claims].flat().slice(0, shownAtMost)
      return taskHref(await orderApprovals(context, references, actorIn(response)))
    }, show),
  )
  return router
}

async function showQueue(
  { db, texts }: Context,
  frame: Frame,
  request: Request,
  response: Response,
  { typed, faults }: Attempt,
): Promise<void> {
  const { state, order } = queueAsked(request)
  const view = await savedView({ db }, actorIn(response), 'review', request)
  if (view.instead && faults.length === 0) return response.redirect(302, view.instead)
  const spoken = texts(localeOf(request))
  const after = queryText(request, 'after') || undefined
  const claims = await claimsIn(db, state, shownAtMost, order, after)
  const last = claims.length < shownAtMost ? undefined : claims.at(-1)
  const traces = await latestTraces(
    db,
    claims.map(({ id }) => id),
  )
  await frame.show(response, 'desk/review-queue', {
    desk: 'review',
    form: formView({ area: 'desk', texts: spoken, typed, faults }),
    bulk: state === 'submitted' && mayDo(actorIn(response), 'approve') ? request.originalUrl : undefined,
    entry: mayDo(actorIn(response), 'enter-on-behalf') ? '/desk/entry' : undefined,
    saved: view.saved,
    exportHref: `/desk/exports/review.csv?state=${state}&order=${order}`,
    filters: queueStates.map((one) =>
      link(spoken.text(`pages.claim.${one}`), `state=${one}&order=${order}`, one === state),
    ),
    orders: queueOrders.map((one) =>
      link(spoken.text(`desk.review.order.${one}`), `state=${state}&order=${one}`, one === order),
    ),
    ...(last && { more: `/desk/review?state=${state}&order=${order}&after=${last.reference}` }),
    claims: await Promise.all(
      claims.map(async (claim) =>
        rowOf(claim, await programmeVersion(db, claim.programmeVersion), traces.get(claim.id), spoken),
      ),
    ),
  })
}

const link = (text: string, query: string, isCurrent: boolean): object => ({
  text,
  href: `/desk/review?${query}`,
  current: isCurrent ? 'yes' : undefined,
})

const rowOf = (
  claim: Claim,
  programme: Awaited<ReturnType<typeof programmeVersion>>,
  trace: Trace | undefined,
  texts: Texts,
): object => ({
  reference: claim.reference,
  href: claimHref(claim.reference),
  company: claim.application.participant.company,
  programme: textIn(programme.name, texts.locale),
  submittedOn: dateIn(claim.submittedAt, programme.timeZone).toString(),
  units: claim.units.length,
  state: claim.state,
  verdict: trace?.verdict ?? 'review',
  remarks: (trace?.findings ?? []).filter(({ outcome }) => outcome !== 'pass').length,
})
