/** Finance: proposals by the age of their wait, what blocks others, and making one anew (R48, A4). */
import { Router, type Request, type Response } from 'express'
import { blockedClaims, countProposals } from '../billing/proposal-store.ts'
import { compositionFor } from '../billing/proposing.ts'
import { advance } from '../claims/advance.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { programmeVersion } from '../programmes/store.ts'
import { mayDo } from '../staff/access.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref } from './claim-links.ts'
import { listView } from './list-view.ts'
import { proposalRows } from './money-lists.ts'

type At = Request<{ reference: string }>

const page = '/desk/proposals'
const shownAtMost = 200

/** Proposals by state, the longest waiting first. */
export function proposalPages(context: Context, frame: Frame): Router {
  const router = Router()
  const show = (request: Request, response: Response, attempt: Attempt): Promise<void> =>
    showProposals(context, frame, request, response, attempt)
  router.get(page, frame.may('see-payments'), (request, response) => show(request, response, untouched))
  const again = act<At>(async ({ params: { reference } }, response) => {
    await advance(context, reference, { kind: 'propose-again', by: actorIn(response) })
    return page
  }, show)
  router.post(`${page}/:reference`, frame.may('propose'), deskForm, again)
  return router
}

async function showProposals(
  context: Context,
  frame: Frame,
  request: Request,
  response: Response,
  { typed, faults }: Attempt,
): Promise<void> {
  const { db, texts } = context
  const spoken = texts(localeOf(request))
  const counts = await countProposals(db)
  const view = await listView({ db, texts: spoken }, actorIn(response), 'proposals', request, counts)
  if (view.instead && faults.length === 0) return response.redirect(302, view.instead)
  await frame.show(response, 'desk/proposals', {
    desk: 'proposals',
    list: view.list,
    mayPropose: mayDo(actorIn(response), 'propose'),
    proposals: await proposalRows(context, view.asked, { limit: shownAtMost }),
    blocked: await blockedNow(context, spoken),
    form: formView({ area: 'desk', texts: spoken, typed, faults }),
  })
}

/** Why there is no proposal although every unit is decided, in words. */
async function blockedNow({ db, clock }: Context, spoken: Texts): Promise<object[]> {
  const references = await blockedClaims(db, 200)
  return Promise.all(
    references.map(async (reference) => {
      const claim = await claimOf(db, reference)
      const programme = await programmeVersion(db, claim.programmeVersion)
      const composition = await compositionFor(db, claim, programme, clock.now())
      // Cleared in the meantime: the proposal only has to be made anew.
      const blocks = composition.outcome === 'blocked' ? composition.blocks : ['cleared']
      return {
        reference,
        claimHref: claimHref(reference),
        company: claim.application.participant.company,
        reasons: blocks.map((block) => spoken.text(`desk.block.${block}`)),
      }
    }),
  )
}
