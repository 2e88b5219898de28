/** One issued document at the finance desk: what is left of it, its files, objections to it, and its correction (A5, N5). */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { decimalsOf, money, type Currency } from '../base/money.ts'
import { isSettlementNote } from '../billing/content.ts'
import { creditInvoice } from '../billing/crediting.ts'
import { documentsOfInvoice, invoiceOf } from '../billing/invoice-store.ts'
import { objectionsTo } from '../billing/objection-store.ts'
import { messageOf } from '../billing/peppol-store.ts'
import { standingOf, type InvoiceStanding } from '../billing/standing-view.ts'
import { advance } from '../claims/advance.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { programmeVersion } from '../programmes/store.ts'
import { mayDo } from '../staff/access.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { amountIn } from '../web/spellings.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref, documentHref } from './claim-links.ts'

type At = Request<{ number: string }>

const creditForm = z.strictObject({
  /** A line's number; none for every line that is left. */
  line: z.string().regex(/^([1-9]\d{0,2}|all)$/),
  amount: z.int().positive().optional(),
  reason: z.string().min(5).max(300),
})

/** `/desk/invoices/:number`: reading it, crediting it, and proposing anew what was credited. */
export function invoicePages(context: Context, frame: Frame): Router {
  const { db } = context
  const router = Router()
  const show = async (request: At, response: Response, attempt: Attempt): Promise<void> =>
    showInvoice(context, frame, request, response, attempt)
  router.get('/desk/invoices/:number', frame.may('see-payments'), (request: At, response) =>
    show(request, response, untouched),
  )
  const credit = act<At>(async (request, response) => {
    const { number } = request.params
    const standing = await standingOf(db, await invoiceOf(db, number))
    const typed = creditedIn(typedIn(request), standing)
    await creditInvoice(context, { number, ...typed, by: actorIn(response) })
    return `/desk/invoices/${number}`
  }, show)
  router.post('/desk/invoices/:number/credit-notes', frame.may('credit'), deskForm, credit)
  const propose = act<At>(async (request, response) => {
    const { number } = request.params
    const { claimReference } = await invoiceOf(db, number)
    await advance(context, claimReference, { kind: 'propose-again', by: actorIn(response) })
    return '/desk/proposals'
  }, show)
  router.post('/desk/invoices/:number/proposals', frame.may('propose'), deskForm, propose)
  return router
}

/** What the form asks to credit: one line whole or in part, or all that is left. */
function creditedIn(typed: Typed, { invoice, lines }: InvoiceStanding) {
  const shape = { spellings: { amount: amountIn(decimalsOf(invoice.content.currency)) } }
  const { line, amount, reason } = read(creditForm, formBody(typed, shape))
  const left = lines.filter(({ leftMinor }) => leftMinor > 0)
  const chosen = line === 'all' ? left.map(({ no }) => ({ no })) : [{ no: Number(line), awardMinor: amount }]
  return { lines: chosen, reason }
}

async function showInvoice(
  context: Context,
  frame: Frame,
  request: At,
  response: Response,
  { typed, faults }: Attempt,
): Promise<void> {
  const { db, texts } = context
  const standing = await standingOf(db, await invoiceOf(db, request.params.number))
  const { claimReference } = standing.invoice
  const claim = await claimOf(db, claimReference)
  const { timeZone } = await programmeVersion(db, claim.programmeVersion)
  const actor = actorIn(response)
  const isOwn = standing.invoice.type === '389'
  const spoken = texts(localeOf(request))
  await frame.show(response, 'desk/invoice', {
    desk: 'invoices',
    timeZone,
    invoice: await documentView(context, standing),
    objections: await objectionsTo(db, { number: standing.invoice.number }),
    mayCredit: isOwn && standing.leftMinor > 0 && mayDo(actor, 'credit'),
    mayPropose:
      isOwn &&
      mayDo(actor, 'propose') &&
      claim.units.some(({ settlement }) => settlement === 'credited' || settlement === 'repaid'),
    creditable: creditable(standing, spoken),
    form: formView({ area: 'desk', texts: spoken, typed, faults }),
  })
}

async function documentView({ db }: Pick<Context, 'db'>, standing: InvoiceStanding): Promise<object> {
  const { invoice, credits, lines, leftMinor } = standing
  const { number, type, issuedOn, claimReference, content, corrects } = invoice
  const { currency } = content
  const files = Object.entries(await documentsOfInvoice(db, invoice.id))
  return {
    number,
    kind: type === '261' ? 'credit-note' : isSettlementNote(content) ? 'settlement-note' : 'invoice',
    reference: claimReference,
    claimHref: claimHref(claimReference),
    whyHref: `/desk/why/${claimReference}`,
    company: content.seller.name,
    issuedOn,
    dueOn: content.payment.payBy,
    total: money(content.totals.payableMinor, currency),
    left: money(leftMinor, currency),
    ...(corrects && { corrects: { ...corrects, href: `/desk/invoices/${corrects.number}` } }),
    peppol: await peppolView(db, number),
    files: files.map(([kind, id]) => ({ kind, href: documentHref(claimReference, id) })),
    lines: lines.map((line) => lineView(line, currency)),
    credits: credits.map((credit) => ({
      number: credit.number,
      href: `/desk/invoices/${credit.number}`,
      issuedOn: credit.issuedOn,
      reason: credit.corrects?.reason,
      total: money(credit.content.totals.payableMinor, currency),
    })),
  }
}

/** How far the document is on its way to the access point; undefined where it does not travel by Peppol. */
async function peppolView(db: Context['db'], number: string): Promise<object | undefined> {
  const message = await messageOf(db, number)
  return message && { state: message.state, ...(message.sentAt && { at: message.sentAt.toString() }) }
}

const lineView = (
  { no, name, serial, awardMinor, leftMinor }: InvoiceStanding['lines'][number],
  currency: Currency,
): object => ({ no, name, serial, amount: money(awardMinor, currency), left: money(leftMinor, currency) })

/** What can be chosen in the form: every line that has something left, or all of them. */
const creditable = ({ invoice, lines }: InvoiceStanding, spoken: Texts): object[] => [
  { value: 'all', text: spoken.text('desk.correction.all') },
  ...lines
    .filter(({ leftMinor }) => leftMinor > 0)
    .map(({ no, name, serial, leftMinor }) => ({
      value: String(no),
      text: spoken.text('desk.correction.line', {
        no,
        device: `${name}, ${serial}`,
        left: spoken.money(money(leftMinor, invoice.content.currency)),
      }),
    })),
]
