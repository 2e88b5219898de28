/**
 * What a self-billing document says, whole and in plain data: the proposal that a participant accepts by its hash, and
 * the invoice made of it unchanged (R48). Everything that draws or writes a document reads this and nothing else.
 */
import { canonicalJson, sha256 } from '../base/canonical.ts'
import type { Currency } from '../base/money.ts'
import type { Locale } from '../texts/texts.ts'
import type { Totals } from './totals.ts'
import type { VatCategory } from '../documents/e-invoice.ts'

/** One text in several languages, as programme files have it. */
export type Localised = { readonly [language in Locale]?: string | undefined }

export type PartyFacts = {
  readonly name: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly country: string
  readonly vatId: string | null
  readonly registrationNumber: string | null
}

export type ContentLine = {
  /** 1, 2, 3 …: BT-126. */
  readonly no: number
  readonly unit: number
  readonly name: string
  readonly serial: string
  readonly category: Localised
  readonly condition: Localised
  /** Why this amount: row of the value table, rule, clause of the terms (R16, R96). */
  readonly basis: { readonly row: string; readonly rule: string; readonly clause: string }
  readonly treatment: string
  /** What was promised, VAT included. Minor units, as all amounts here. */
  readonly awardMinor: number
  readonly netMinor: number
}

/** BG-23, with the rule that decided it. */
export type ContentVat = {
  readonly treatment: string
  readonly category: VatCategory
  readonly rateBasisPoints: number | null
  readonly exemptionCode: string | null
  readonly source: string
  readonly baseMinor: number
  readonly vatMinor: number
}

export type ProposalContent = {
  readonly reference: string
  readonly version: number
  readonly locale: Locale
  /** ISO dates. `deliveredOn` is the day on which title passed (R40). */
  readonly composedOn: string
  readonly deliveredOn: string
  readonly programme: { readonly id: string; readonly version: string; readonly name: Localised }
  readonly agreement: string
  readonly currency: Currency
  readonly seller: PartyFacts
  readonly buyer: PartyFacts
  readonly issuer: PartyFacts
  readonly deliverTo: Omit<PartyFacts, 'vatId' | 'registrationNumber'>
  readonly lines: readonly ContentLine[]
  /** Version of the VAT table and the groups it led to. */
  readonly vatTable: string
  readonly vat: readonly ContentVat[]
  readonly totals: Totals
  /** Where to and until when. The number of the account stands here masked; `accountId` names its version. */
  readonly payment: {
    readonly payBy: string
    readonly accountId: number
    readonly holder: string
    readonly maskedIban: string
  }
}

/** UNTDID 1001: 389 self-billed invoice, 261 self-billed credit note. */
export type InvoiceType = '389' | '261'

/** An issued document. It is made once and never edited; a mistake is put right by a 261. */
export type Invoice = {
  readonly number: string
  readonly type: InvoiceType
  /** ISO date. */
  readonly issuedOn: string
  readonly content: ProposalContent
  /** BG-3: the invoice that a 261 corrects, and why. */
  readonly corrects?: { readonly number: string; readonly issuedOn: string; readonly reason: string }
}

/** SHA-256 of the canonical spelling: acceptance is bound to it (A3). */
export const contentHash = (content: ProposalContent): string => sha256(canonicalJson(content))

/** R49: a seller outside VAT gets a settlement note, never a document that bears VAT. */
export const isSettlementNote = ({ vat }: ProposalContent): boolean =>
  vat.some(({ category }) => category === 'O')
