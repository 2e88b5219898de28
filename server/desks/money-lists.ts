/** The lists of finance: their rows as the pages and the files show them. Reads. */
import { dateIn } from '../base/calendar.ts'
import { money } from '../base/money.ts'
import { isSettlementNote, type InvoiceType } from '../billing/content.ts'
import { latestInvoices, type KeptInvoice } from '../billing/invoice-store.ts'
import { proposalsIn, type Proposal, type ProposalState } from '../billing/proposal-store.ts'
import type { SettlementState } from '../claims/machines.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database.ts'
import { documentsOf } from '../documents/store.ts'
import { deadAmong } from '../parties/vat-check-store.ts'
import { openHoldsOf, refusedProposal, type Hold } from '../payments/hold-store.ts'
import type { RunState } from '../payments/machines.ts'
import { openRecoveries } from '../payments/recovery-store.ts'
import { leftOf, type Recovery } from '../payments/recovery.ts'
import { openReturns, type OpenReturn } from '../payments/return-store.ts'
import { runsBefore, type RunSummary } from '../payments/run-list-store.ts'
import { programmeVersion } from '../programmes/store.ts'
import { claimHref, documentHref } from './claim-links.ts'
import { only, type Asked } from './filters.ts'
import { amountColumns, atOnce, openAtMost, type Listed } from './listed.ts'
import { runFacts } from './payment-run-view.ts'

const batch = 200

type ProposalRow = Awaited<ReturnType<typeof proposalRow>>

/** Proposals in a state, the longest waiting first, after the last one that was seen. */
export async function proposalRows(
  context: Pick<Context, 'db' | 'clock'>,
  { state }: Asked,
  { after, limit }: { readonly after?: ProposalRow | undefined; readonly limit: number },
): Promise<ProposalRow[]> {
  const proposals = await proposalsIn(context.db, state as ProposalState, limit, after)
  return Promise.all(proposals.map((one) => proposalRow(context, one)))
}

async function proposalRow(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { id, content, composedAt, dispute, state, remindedAt }: Proposal,
) {
  const { programmeVersion: version } = await claimOf(db, content.reference)
  const { timeZone } = await programmeVersion(db, version)
  const document = (await documentsOf(db, content.reference)).findLast(({ kind }) => kind === 'proposal')
  const sentOn = dateIn(composedAt, timeZone)
  return {
    id,
    composedAt,
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

export const proposalList: Listed<ProposalRow> = {
  may: 'see-payments',
  columns: [
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.column.company', ({ company }) => company],
    ['desk.column.document', ({ version }) => version],
    ['desk.column.sent', ({ sentOn }) => sentOn],
    ['desk.column.state', ({ state }, texts) => texts.text(`desk.proposal.${state}`)],
    ['desk.fields.reason.label', ({ dispute }) => dispute?.reason],
    ...amountColumns(({ total }: ProposalRow) => total),
  ],
  async *rows(context, asked) {
    for (let after: ProposalRow | undefined; ;) {
      const rows = await proposalRows(context, asked, { after, limit: batch })
      yield rows
      if (rows.length < batch) return
      after = rows.at(-1)
    }
  },
}

type InvoiceRow = Awaited<ReturnType<typeof invoiceRow>>

/** Issued documents, the newest first, before the row of the last one that was seen. */
export async function invoiceRows(
  db: Database,
  { kind }: Asked,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<InvoiceRow[]> {
  const invoices = await latestInvoices(db, limit, { before, type: only(kind) as InvoiceType | undefined })
  return Promise.all(invoices.map((one) => invoiceRow(db, one)))
}

async function invoiceRow(
  db: Database,
  { id, number, type, issuedOn, claimReference, content }: KeptInvoice,
) {
  const claim = await claimOf(db, claimReference)
  const settlements = claim.units.filter(({ invoice }) => invoice === number).map((unit) => unit.settlement)
  return {
    id,
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
}

/** Where an invoice is: nothing of it may be left, when its units were credited or went on to another one. */
function stateOf(settlements: readonly SettlementState[]): 'credited' | 'open' | 'queued' | 'paid' {
  const live = settlements.filter((settlement) => settlement !== 'credited')
  if (live.length === 0) return 'credited'
  if (live.includes('queued')) return 'queued'
  return live.includes('final') ? 'open' : 'paid'
}

export const invoiceList: Listed<InvoiceRow> = {
  may: 'see-payments',
  columns: [
    ['desk.column.number', ({ number }) => number],
    ['desk.column.kind', ({ kind }, texts) => texts.text(`desk.invoice.${kind}`)],
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.column.company', ({ company }) => company],
    ['desk.column.issued', ({ issuedOn }) => issuedOn],
    ['desk.column.pay-by', ({ dueOn }) => dueOn],
    ['desk.column.state', ({ state }, texts) => texts.text(`desk.invoice.${state}`)],
    ...amountColumns(({ total }: InvoiceRow) => total),
  ],
  async *rows({ db }, asked) {
    for (let before: number | undefined; ;) {
      const rows = await invoiceRows(db, asked, { before, limit: batch })
      yield rows
      if (rows.length < batch) return
      before = rows.at(-1)?.id
    }
  },
}

/** Payment runs, the newest first. */
export const runsAsked = (
  db: Database,
  { state }: Asked,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<RunSummary[]> => runsBefore(db, { ...page, state: only(state) as RunState | undefined })

export const runList: Listed<RunSummary> = {
  may: 'see-payments',
  columns: [
    ['desk.column.run', ({ name }) => name],
    ['desk.column.created', (run) => runFacts(run).createdOn],
    ['desk.column.execute', (run) => runFacts(run).executeOn],
    ['desk.column.state', ({ state }, texts) => texts.text(`desk.run.state.${state}`)],
    ['desk.column.payments', ({ count }) => count],
    ...amountColumns(({ totalMinor, currency }: RunSummary) => money(totalMinor, currency)),
  ],
  async *rows({ db }, asked) {
    for (let before: number | undefined; ;) {
      const runs = await runsAsked(db, asked, { before, limit: batch })
      yield runs
      if (runs.length < batch) return
      before = runs.at(-1)?.id
    }
  },
}

/** Payments that came back and were not made again. */
export const returnsAsked = (db: Database, { side }: Asked, limit: number): Promise<OpenReturn[]> =>
  openReturns(db, { side: only(side) as OpenReturn['side'] | undefined, limit })

export const returnList: Listed<OpenReturn> = {
  may: 'see-payments',
  columns: [
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.column.number', ({ number }) => number],
    ['desk.column.at', ({ toldAt }) => toldAt.toString()],
    ['desk.answers.code', ({ code }) => code],
    ['desk.column.state', ({ side }, texts) => texts.text(`desk.answers.side.${side}`)],
    ...amountColumns(({ amountMinor, currency }: OpenReturn) => money(amountMinor, currency)),
  ],
  rows: atOnce(({ db }, asked) => returnsAsked(db, asked, openAtMost)),
}

/** Cases of what is owed to us. */
export const recoveriesAsked = (db: Database, { cause }: Asked, limit: number): Promise<Recovery[]> =>
  openRecoveries(db, limit, only(cause) as Recovery['cause'] | undefined)

export const recoveryList: Listed<Recovery> = {
  may: 'see-payments',
  columns: [
    ['desk.column.number', ({ number }) => number],
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.column.kind', ({ cause }, texts) => texts.text(`desk.outlook.cause.${cause}`)],
    ['desk.column.latest', ({ dueOn }) => dueOn.toString()],
    ['desk.fields.reason.label', ({ writeOff }) => writeOff?.reason],
    ...amountColumns((one: Recovery) => money(leftOf(one), one.currency)),
  ],
  rows: atOnce(({ db }, asked) => recoveriesAsked(db, asked, openAtMost)),
}

/** Payments that are held back. */
export const holdsAsked = (db: Database, { kind }: Asked, limit: number): Promise<Hold[]> =>
  openHoldsOf(db, { kind: only(kind) as Hold['kind'] | undefined, limit })

export const holdList: Listed<Hold> = {
  may: 'see-payments',
  columns: [
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.column.kind', ({ kind }, texts) => texts.text(`desk.hold.kind.${kind}`)],
    [
      'desk.fields.reason.label',
      ({ reason }, texts) => (reason === refusedProposal ? texts.text('desk.hold.refused') : reason),
    ],
    ['desk.column.at', ({ heldAt }) => heldAt.toString()],
  ],
  rows: atOnce(({ db }, asked) => holdsAsked(db, asked, openAtMost)),
}
