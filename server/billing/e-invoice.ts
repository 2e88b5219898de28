/**
 * A self-billing document in the terms of EN 16931, for both electronic syntaxes. Account numbers are left out on purpose:
 * the buyer writes this document and pays it, so the full number would only travel further than it must; the payment terms
 * name its last digits.
 */
import { partyIds, type EInvoice, type ELine, type EParty, type EVat } from '../documents/e-invoice.ts'
import {
  isSettlementNote,
  type ContentLine,
  type ContentVat,
  type Invoice,
  type PartyFacts,
  type ProposalContent,
} from './content.ts'
import { dateText, everyWord, localisedText, type Words } from './words.ts'

/** The whole of an issued document; the same document gives the same. */
export function eInvoiceOf(invoice: Invoice, words: Words): EInvoice {
  const { content, number, type, issuedOn, corrects } = invoice
  return {
    number,
    type,
    issuedOn,
    // Money goes out on an invoice; a credit note is settled by the desk, see its reason.
    ...(type === '389' && { dueOn: content.payment.payBy }),
    currency: content.currency,
    notes: notesOf(invoice, words),
    noteCode: 'AAK',
    buyerReference: content.reference,
    contract: content.agreement,
    corrects,
    ...sidesOf(content),
    delivery: { on: content.deliveredOn, to: content.deliverTo },
    terms: words.own.text('invoice.payment.terms', {
      date: dateText(words.own, content.payment.payBy),
      account: content.payment.maskedIban,
    }),
    vat: content.vat.map((group) => eVat(group, words)),
    totals: content.totals,
    lines: content.lines.map((line) => eLine(content, line, words)),
  }
}

/** Who sells and who buys, with the numbers that the document's VAT lets them show. */
export function sidesOf(content: ProposalContent): { readonly seller: EParty; readonly buyer: EParty } {
  const shared = { outsideVat: isSettlementNote(content), assigned: content.reference }
  const named = (party: PartyFacts, side: 'seller' | 'buyer'): EParty => ({
    ...party,
    ids: partyIds(party, { ...shared, side }),
  })
  return { seller: named(content.seller, 'seller'), buyer: named(content.buyer, 'buyer') }
}

/** BG-1: the words that the law asks for (subject code AAK), whose document it is, and what it corrects. */
function notesOf({ content, corrects }: Invoice, words: Words): string[] {
  const { agreement } = content
  const law = (key: string) =>
    everyWord(words, (texts) => texts.text(`invoice.law.${key}`, { agreement })).join(' / ')
  const correction = everyWord(words, (texts) =>
    corrects
      ? texts.text('invoice.law.corrects', { ...corrects, date: dateText(texts, corrects.issuedOn) })
      : '',
  )
  return [law('self-billing'), law('on-behalf'), ...(corrects ? [correction.join(' / ')] : [])]
}

const eVat = (group: ContentVat, words: Words): EVat => ({
  ...group,
  exemptionCode: group.exemptionCode ?? undefined,
  // BT-120: why no VAT is charged.
  reason:
    group.category === 'S'
      ? undefined
      : everyWord(words, (texts) => texts.text(`invoice.vat.${group.treatment}`)).join(' / '),
})

function eLine(content: ProposalContent, line: ContentLine, { own }: Words): ELine {
  const { category, rateBasisPoints } = vatOfLine(content, line)
  const found = {
    category: localisedText(line.category, own),
    condition: localisedText(line.condition, own),
  }
  return {
    no: line.no,
    category,
    rateBasisPoints,
    netMinor: line.netMinor,
    name: own.text('invoice.line.item', { name: line.name }),
    description: [
      own.text('invoice.line.serial', { serial: line.serial }),
      own.text('invoice.line.found', found),
      own.text('invoice.line.why', line.basis),
    ].join('; '),
  }
}

/** The VAT group of a line. @throws Error for a content that was not composed here. */
export function vatOfLine(content: ProposalContent, line: ContentLine): ContentVat {
  const group = content.vat.find(({ treatment }) => treatment === line.treatment)
  if (!group) throw new Error(`line ${line.no} of ${content.reference} has no VAT group`)
  return group
}
