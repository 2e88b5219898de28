/** Finance: proposals that wait, documents that were issued (R48, R49). */
import { Router, type Request, type Response } from 'express'
import { dateIn } from '../base/calendar.ts'
import { money } from '../base/money.ts'
import { isSettlementNote } from '../billing/content.ts'
import { continuity, documentsOfInvoice, gapsIn, latestInvoices } from '../billing/invoice-store.ts'
import { blockedClaims, proposalsIn, type ProposalState } from '../billing/proposal-store.ts'
import { compositionFor } from '../billing/proposing.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { documentsOf } from '../documents/store.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Texts } from '../texts/texts.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf, queryText } from '../web/request.ts'
import { claimHref, documentHref } from './claim-links.ts'

const states = ['open', 'disputed', 'accepted'] as const satisfies readonly ProposalState[]

/** Proposals by state and the newest documents. */
export function financePages(context: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/proposals', frame.may('see-payments'), (request, response) =>
    showProposals(context, frame, request, response),
  )
  router.get('/desk/invoices', frame.may('see-payments'), (_request, response) =>
    showInvoices(context, frame, response),
  )
  return router
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
        reasons: blocks.map((block) => spoken.text(`invoice.block.${block}`)),
      }
    }),
  )
}

async function showProposals(
  context: Context,
  frame: Frame,
  request: Request,
  response: Response,
): Promise<void> {
  const { db, texts } = context
  const asked = queryText(request, 'state')
  const state = states.find((one) => one === asked) ?? 'open'
  const proposals = await Promise.all(
    (await proposalsIn(db, state, 200)).map(async ({ content, composedAt, dispute }) => {
      const { programmeVersion: version } = await claimOf(db, content.reference)
      const { timeZone } = await programmeVersion(db, version)
      const document = (await documentsOf(db, content.reference)).findLast(({ kind }) => kind === 'proposal')
      return {
        reference: content.reference,
        claimHref: claimHref(content.reference),
        href: document && documentHref(content.reference, document.id),
        company: content.seller.name,
        version: content.version,
        total: money(content.totals.payableMinor, content.currency),
        sentOn: dateIn(composedAt, timeZone).toString(),
        state,
        reason: dispute?.reason,
      }
    }),
  )
  const spoken = texts(localeOf(request))
  const filters = states.map((one) => ({
    text: spoken.text(`desk.proposal.${one}`),
    href: `/desk/proposals?state=${one}`,
    current: one === state ? 'yes' : undefined,
  }))
  const blocked = await blockedNow(context, spoken)
  await frame.show(response, 'desk/proposals', { desk: 'proposals', filters, proposals, blocked })
}

async function showInvoices({ db }: Context, frame: Frame, response: Response): Promise<void> {
  const invoices = await Promise.all(
    (await latestInvoices(db, 200)).map(async ({ id, number, type, issuedOn, claimReference, content }) => {
      const claim = await claimOf(db, claimReference)
      const { invoice } = await documentsOfInvoice(db, id)
      const settlement = claim.units.find((unit) => unit.settlement !== 'none')?.settlement
      return {
        number,
        href: invoice === undefined ? claimHref(claimReference) : documentHref(claimReference, invoice),
        kind: type === '261' ? 'credit-note' : isSettlementNote(content) ? 'settlement-note' : 'invoice',
        reference: claimReference,
        claimHref: claimHref(claimReference),
        company: content.seller.name,
        whyHref: `/desk/why/${claimReference}`,
        issuedOn,
        dueOn: content.payment.payBy,
        total: money(content.totals.payableMinor, content.currency),
        state: settlement === 'paid' ? 'paid' : settlement === 'queued' ? 'queued' : 'open',
      }
    }),
  )
  const series = (await continuity(db)).map((one) => ({ ...one, gaps: gapsIn(one) }))
  await frame.show(response, 'desk/invoices', { desk: 'invoices', invoices, series })
}
