/** Finance: documents that were issued, and that their numbers have no gap (R48, R49, N6). */
import { Router, type Response } from 'express'
import { money } from '../base/money.ts'
import { isSettlementNote } from '../billing/content.ts'
import { continuity, gapsIn, latestInvoices } from '../billing/invoice-store.ts'
import type { SettlementState } from '../claims/machines.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import type { Frame } from '../web/frame.ts'
import { claimHref } from './claim-links.ts'

/** The newest documents, and the continuity of their numbers (N6). */
export function financePages(context: Context, frame: Frame): Router {
  const router = Router()
  router.get('/desk/invoices', frame.may('see-payments'), (_request, response) =>
    showInvoices(context, frame, response),
  )
  return router
}

async function showInvoices({ db }: Context, frame: Frame, response: Response): Promise<void> {
  const invoices = await Promise.all(
    (await latestInvoices(db, 200)).map(async ({ number, type, issuedOn, claimReference, content }) => {
      const claim = await claimOf(db, claimReference)
      const settlements = claim.units
        .filter(({ invoice }) => invoice === number)
        .map((unit) => unit.settlement)
      return {
        number,
        href: `/desk/invoices/${number}`,
        kind: type === '261' ? 'credit-note' : isSettlementNote(content) ? 'settlement-note' : 'invoice',
        reference: claimReference,
        claimHref: claimHref(claimReference),
        company: content.seller.name,
        whyHref: `/desk/why/${claimReference}`,
        issuedOn,
        dueOn: content.payment.payBy,
        total: money(content.totals.payableMinor, content.currency),
        state: type === '261' ? 'credited' : stateOf(settlements),
      }
    }),
  )
  const series = (await continuity(db)).map((one) => ({ ...one, gaps: gapsIn(one) }))
  await frame.show(response, 'desk/invoices', { desk: 'invoices', invoices, series })
}

/** Where an invoice is: nothing of it may be left, when its units were credited or went on to another one. */
function stateOf(settlements: readonly SettlementState[]): 'credited' | 'open' | 'queued' | 'paid' {
  const live = settlements.filter((settlement) => settlement !== 'credited')
  if (live.length === 0) return 'credited'
  if (live.includes('queued')) return 'queued'
  return live.includes('final') ? 'open' : 'paid'
}
