/** Finance: proposals by the age of their wait, what blocks others, and making one anew (R48, A4). */
import { Router, type Request, type Response } from 'express'
import { dateIn } from '../base/calendar.ts'
import { money } from '../base/money.ts'
import {
  blockedClaims,
  countProposals,
  proposalsIn,
  type Proposal,
  type ProposalState,
} from '../billing/proposal-store.ts'
import { compositionFor } from '../billing/proposing.ts'
import { advance } from '../claims/advance.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { documentsOf } from '../documents/store.ts'
import { deadAmong } from '../parties/vat-check-store.ts'
import { programmeVersion } from '../programmes/store.ts'
import { mayDo } from '../staff/access.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { localeOf, queryText } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref, documentHref } from './claim-links.ts'
import { savedView } from './filter-view.ts'

type At = Request<{ reference: string }>

const page = '/desk/proposals'
const states = ['open', 'disputed', 'accepted'] as const satisfies readonly ProposalState[]

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
  const asked = queryText(request, 'state')
  const state = states.find((one) => one === asked) ?? 'open'
  const view = await savedView({ db }, actorIn(response), 'proposals', request)
  if (view.instead && faults.length === 0) return response.redirect(302, view.instead)
  const spoken = texts(localeOf(request))
  const counts = await countProposals(db)
  await frame.show(response, 'desk/proposals', {
    desk: 'proposals',
    saved: view.saved,
    mayPropose: mayDo(actorIn(response), 'propose'),
    filters: states.map((one) => ({
      text: spoken.text('desk.proposal.counted', {
        state: spoken.text(`desk.proposal.${one}`),
        count: counts.get(one) ?? 0,
      }),
      href: `${page}?state=${one}`,
      current: one === state ? 'yes' : undefined,
    })),
    proposals: await Promise.all((await proposalsIn(db, state, 200)).map((one) => rowOf(context, one))),
    blocked: await blockedNow(context, spoken),
    form: formView({ area: 'desk', texts: spoken, typed, faults }),
  })
}

async function rowOf(
  { db, clock }: Context,
  { content, composedAt, dispute, state, remindedAt }: Proposal,
): Promise<object> {
  const { programmeVersion: version } = await claimOf(db, content.reference)
  const { timeZone } = await programmeVersion(db, version)
  const document = (await documentsOf(db, content.reference)).findLast(({ kind }) => kind === 'proposal')
  const sentOn = dateIn(composedAt, timeZone)
  return {
    reference: content.reference,
    claimHref: claimHref(content.reference),
    href: document && documentHref(content.reference, document.id),
    company: content.seller.name,
    version: content.version,
    total: money(content.totals.payableMinor, content.currency),
    sentOn: sentOn.toString(),
    days: sentOn.until(dateIn(clock.now(), timeZone)).days,
    ...(remindedAt && { remindedOn: dateIn(remindedAt, timeZone).toString() }),
    state,
    // Accepting it is refused from then on, so somebody has to know before the participant asks.
    dead: state === 'open' ? await deadAmong(db, [content.seller.vatId, content.buyer.vatId]) : [],
    ...(dispute && { dispute }),
  }
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
