/**
 * What the two electronic syntaxes have in common: an invoice in the terms of EN 16931 (BT and BG numbers), as text.
 * Account numbers are left out on purpose: the buyer writes this document and pays it, so the full number would only
 * travel further than it must; the payment terms name its last digits.
 */
import { decimal } from '../base/money.ts'
import type { ContentLine, ContentVat, Invoice, PartyFacts, ProposalContent } from './content.ts'
import { dateText, everyWord, localisedText, type Words } from './words.ts'

/** An identifier with its scheme (ISO 6523, Peppol's list of electronic addresses). */
export type Identifier = { readonly id: string; readonly scheme?: string }

export type PartyIds = {
  /** BT-34, BT-49: where Peppol delivers. */
  readonly endpoint?: Identifier
  /** BT-30, BT-47. */
  readonly legal?: Identifier
  /** BT-31, BT-48; never outside the scope of VAT (category O). */
  readonly vat?: string
  /** BT-32: how the tax authority knows an exempt seller without a VAT number. */
  readonly tax?: string
  /** BT-29: how the buyer knows a seller that has no number at all. */
  readonly assigned?: string
}

/** Numbers of both sides, as the VAT categories of the document allow them. */
export function partyIds(party: PartyFacts, { content }: Invoice, side: 'seller' | 'buyer'): PartyIds {
  const outside = content.vat.some(({ category }) => category === 'O')
  const cvr = danishNumber(party)
  const legal = party.registrationNumber ?? cvr
  const vat = outside ? null : party.vatId
  return {
    ...endpointOf(party, cvr),
    ...(legal && { legal: { id: legal, ...(cvr && legal === cvr && { scheme: '0184' }) } }),
    ...(vat && { vat }),
    ...(side === 'seller' && !vat && !outside && legal && { tax: legal }),
    ...(side === 'seller' && !legal && !vat && { assigned: content.reference }),
  }
}

/** Denmark 0184 is the CVR number, Germany 9930 the VAT number; a party without either is not on Peppol. */
function endpointOf({ vatId }: PartyFacts, cvr: string | undefined): Pick<PartyIds, 'endpoint'> {
  if (cvr) return { endpoint: { id: cvr, scheme: '0184' } }
  return vatId?.startsWith('DE') ? { endpoint: { id: vatId, scheme: '9930' } } : {}
}

function danishNumber({ country, registrationNumber, vatId }: PartyFacts): string | undefined {
  if (vatId?.startsWith('DK')) return vatId.slice(2)
  const digits = registrationNumber?.replace(/\D/g, '') ?? ''
  return country === 'DK' && digits.length === 8 ? digits : undefined
}

/** BG-1: the words that the law asks for (subject code AAK), whose document it is, and what it corrects. */
export function notesOf({ content, corrects }: Invoice, words: Words): string[] {
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

/** BT-20. */
export const paymentTerms = ({ content: { payment } }: Invoice, { own }: Words): string =>
  own.text('invoice.payment.terms', { date: dateText(own, payment.payBy), account: payment.maskedIban })

/** BT-120: why no VAT is charged; undefined for taxed goods. */
export const exemptionReason = ({ category, treatment }: ContentVat, words: Words): string | undefined =>
  category === 'S'
    ? undefined
    : everyWord(words, (texts) => texts.text(`invoice.vat.${treatment}`)).join(' / ')

/** BT-153 and BT-154. */
export const itemOf = (line: ContentLine, { own }: Words): { name: string; description: string } => ({
  name: own.text('invoice.line.item', { name: line.name }),
  description: [
    own.text('invoice.line.serial', { serial: line.serial }),
    own.text('invoice.line.found', {
      category: localisedText(line.category, own),
      condition: localisedText(line.condition, own),
    }),
    own.text('invoice.line.why', line.basis),
  ].join('; '),
})

/** BT-119 and BT-152: `25`, `25.50`; undefined outside the scope of VAT. */
export function percentOf(rateBasisPoints: number | null): string | undefined {
  if (rateBasisPoints === null) return undefined
  const [whole, rest] = [Math.trunc(rateBasisPoints / 100), rateBasisPoints % 100]
  return rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(2, '0')}`
}

/** Writes minor units as the document's currency has them. */
export const amountsOf =
  ({ content: { currency } }: Invoice) =>
  (amountMinor: number): string =>
    decimal({ amountMinor, currency })

/** The VAT group of a line. @throws Error for a content that was not composed here. */
export function vatOfLine(content: ProposalContent, line: ContentLine): ContentVat {
  const group = content.vat.find(({ treatment }) => treatment === line.treatment)
  if (!group) throw new Error(`line ${line.no} of ${content.reference} has no VAT group`)
  return group
}
