/** The review desk: the queue, one application, and the three decisions (R25, R27, R31). */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { dateIn } from '../base/calendar.ts'
import { advance } from '../claims/advance.ts'
import { tracesOf } from '../claims/decision-store.ts'
import type { ClaimState } from '../claims/machines.ts'
import { askedCodes, rejectedCodes } from '../claims/reasons.ts'
import { claimOf, claimsIn } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import { mayDo } from '../staff/access.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf, queryText } from '../web/request.ts'
import { ticks } from '../web/spellings.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref } from './claim-links.ts'
import { reviewView } from './review-view.ts'

type At = Request<{ reference: string }>

const filters = ['submitted', 'incomplete', 'approved'] as const
const note = z.string().trim().max(2000).optional()
const asked = z.strictObject({ missing: askedCodes, note })
const rejected = z.strictObject({ reasons: rejectedCodes, note })
const shape = { spellings: { missing: ticks, reasons: ticks } }

export function reviewPages(context: Context, frame: Frame): Router {
  const { db } = context
  const router = Router()
  router.get('/desk/review', frame.may('list-claims'), (request, response) =>
    showQueue(context, frame, request, response),
  )

  const show = async (request: At, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const claim = await claimOf(db, request.params.reference)
    const programme = await programmeVersion(db, claim.programmeVersion)
    const texts = context.texts(localeOf(request))
    const view = await reviewView(db, claim, programme, texts, (move) => mayDo(actorIn(response), move))
    await frame.show(response, 'desk/review', {
      ...view,
      desk: 'review',
      form: formView({ area: 'desk', texts, typed, faults }),
    })
  }
  router.get('/desk/review/:reference', frame.may('see-claim'), (request, response) =>
    show(request as At, response, untouched),
  )

  const decide = (
    path: string,
    move: string,
    make: (body: Record<string, unknown>, request: At, response: Response) => Promise<unknown>,
  ): void => {
    const handler = act<At>(async (request, response) => {
      await make(formBody((request.body ?? {}) as Typed, shape), request, response)
      return claimHref(request.params.reference)
    }, show)
    router.post(`/desk/review/:reference/${path}`, frame.may(move), deskForm, handler)
  }
  decide('approval', 'approve', async (_body, { params }, response) =>
    advance(context, params.reference, { kind: 'approve', by: actorIn(response) }),
  )
  decide('questions', 'ask', async (body, { params }, response) => {
    const { missing, note: words } = read(asked, { missing: [], ...body })
    await advance(context, params.reference, {
      kind: 'ask',
      by: actorIn(response),
      missing,
      ...(words && { note: words }),
    })
  })
  decide('rejection', 'reject', async (body, { params }, response) => {
    const { reasons, note: words } = read(rejected, { reasons: [], ...body })
    await advance(context, params.reference, {
      kind: 'reject',
      by: actorIn(response),
      reasons,
      ...(words && { note: words }),
    })
  })
  return router
}

async function showQueue(
  { db, texts }: Context,
  frame: Frame,
  request: Request,
  response: Response,
): Promise<void> {
  const asks = queryText(request, 'state')
  const state: ClaimState = filters.find((filter) => filter === asks) ?? 'submitted'
  const spoken = texts(localeOf(request))
  const claims = await Promise.all(
    (await claimsIn(db, [state], 100)).map(async (claim) => {
      const programme = await programmeVersion(db, claim.programmeVersion)
      const [trace] = await tracesOf(db, claim.id)
      return {
        reference: claim.reference,
        href: claimHref(claim.reference),
        company: claim.application.participant.company,
        programme: textIn(programme.name, spoken.locale),
        submittedOn: dateIn(claim.submittedAt, programme.timeZone).toString(),
        units: claim.units.length,
        state: claim.state,
        verdict: trace?.verdict ?? 'review',
        remarks: (trace?.findings ?? []).filter(({ outcome }) => outcome !== 'pass').length,
      }
    }),
  )
  const links = filters.map((filter) => ({
    text: spoken.text(`pages.claim.${filter}`),
    href: `/desk/review?state=${filter}`,
    current: filter === state ? 'yes' : undefined,
  }))
  await frame.show(response, 'desk/review-queue', { desk: 'review', filters: links, claims })
}
