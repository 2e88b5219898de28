/** The queue of applications, by age or by risk, and several clean ones approved at once: one answer for each (R96). */
import { Router, type Request, type Response } from 'express'
import { dateIn } from '../base/calendar.ts'
import { Refusal } from '../base/refusal.ts'
import { advance } from '../claims/advance.ts'
import type { Claim } from '../claims/claim.ts'
import { latestTraces, type Trace } from '../claims/decision-store.ts'
import { standingOf } from '../claims/standing-store.ts'
import { claimOf, claimsIn } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Texts } from '../texts/texts.ts'
import type { Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { faultText } from '../web/problem.ts'
import { localeOf, queryText } from '../web/request.ts'
import { mayDo } from '../staff/access.ts'
import { deskForm } from './act.ts'
import { claimHref } from './claim-links.ts'

const filters = ['submitted', 'incomplete', 'approved'] as const
const orders = ['age', 'risk'] as const
const shownAtMost = 100

/** What became of one claim of several. */
type Result = {
  readonly reference: string
  readonly href: string
  readonly text: string
  readonly tone: string
}

/** Applications that wait, and approving several clean ones at once. */
export function reviewQueuePages(context: Context, frame: Frame): Router {
  const router = Router()
  const show = (request: Request, response: Response, results: readonly Result[] = []): Promise<void> =>
    showQueue(context, frame, request, response, results)

  router.get('/desk/review', frame.may('list-claims'), (request, response) => show(request, response))

  router.post('/desk/review', frame.may('approve'), deskForm, async (request, response) => {
    const { claims = [] } = (request.body ?? {}) as Typed
    const references = [...new Set([claims].flat())].slice(0, shownAtMost)
    const texts = context.texts(localeOf(request))
    const results: Result[] = []
    // One after the other, each in a transaction of its own: what one is refused takes nothing from the others.
    for (const reference of references) results.push(await approved(context, reference, response, texts))
    await show(request, response, results)
  })
  return router
}

async function approved(
  context: Context,
  reference: string,
  response: Response,
  texts: Texts,
): Promise<Result> {
  const href = claimHref(reference)
  try {
    const claim = await claimOf(context.db, reference)
    const { codes } = await standingOf(context.db, claim)
    if (codes.length > 0)
      return { reference, href, tone: 'wait', text: texts.text('desk.review.bulk.not-clean') }
    await advance(context, reference, { kind: 'approve', by: actorIn(response) })
    return { reference, href, tone: 'good', text: texts.text('desk.review.bulk.approved') }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return {
      reference,
      href,
      tone: 'bad',
      text: error.faults.map((fault) => faultText(fault, texts)).join(' '),
    }
  }
}

async function showQueue(
  { db, texts }: Context,
  frame: Frame,
  request: Request,
  response: Response,
  results: readonly Result[],
): Promise<void> {
  const state = filters.find((filter) => filter === queryText(request, 'state')) ?? 'submitted'
  const order = orders.find((one) => one === queryText(request, 'order')) ?? 'age'
  const spoken = texts(localeOf(request))
  const claims = await claimsIn(db, state, shownAtMost, order)
  const traces = await latestTraces(
    db,
    claims.map(({ id }) => id),
  )
  await frame.show(response, 'desk/review-queue', {
    desk: 'review',
    results,
    bulk: state === 'submitted' && mayDo(actorIn(response), 'approve') ? request.originalUrl : undefined,
    entry: mayDo(actorIn(response), 'enter-on-behalf') ? '/desk/entry' : undefined,
    filters: filters.map((one) =>
      link(spoken.text(`pages.claim.${one}`), `state=${one}&order=${order}`, one === state),
    ),
    orders: orders.map((one) =>
      link(spoken.text(`desk.review.order.${one}`), `state=${state}&order=${one}`, one === order),
    ),
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
