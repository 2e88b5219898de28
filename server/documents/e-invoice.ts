/**
 * An invoice in the terms of EN 16931 (BT and BG numbers), as plain data: what UBL and CII have in common. Knows no claim
 * and no programme; whoever issues something says it in these terms, and both syntaxes write it.
 */
import { decimal, type Currency } from '../base/money.ts'

/** UNTDID 1001: 380 invoice, 389 self-billed invoice, 261 self-billed credit note. */
export type EInvoiceType = '380' | '389' | '261'

/** UNTDID 5305, as EN 16931 uses it. */
export type VatCategory = 'S' | 'AE' | 'K' | 'E' | 'O'

/** An identifier with its scheme (ISO 6523, Peppol's list of electronic addresses). */
export type Identifier = { readonly id: string; readonly scheme?: string }

export type EAddress = {
  readonly street: string
  readonly postcode: string
  readonly city: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

/** A side as it is registered; what of it a document may show is said by `partyIds`. */
export type Registered = {
  readonly country: string
  readonly vatId: string | null
  readonly registrationNumber: string | null
}

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

/** BG-4, BG-7. */
export type EParty = EAddress & { readonly name: string; readonly ids: PartyIds }

/** BG-23. Minor units. */
export type EVat = {
  readonly category: VatCategory
  /** Hundredths of a per cent; null outside the scope of VAT. */
  readonly rateBasisPoints: number | null
  readonly baseMinor: number
  readonly vatMinor: number
  /** BT-120 and BT-121: none for taxed goods. */
  readonly reason?: string | undefined
  readonly exemptionCode?: string | undefined
}

/** BG-25: one piece of something, at its net. */
export type ELine = Pick<EVat, 'category' | 'rateBasisPoints'> & {
  readonly no: number
  readonly name: string
  readonly description: string
  readonly netMinor: number
}

/** BG-22. Minor units; the rounding is BT-114. */
export type ETotals = {
  readonly netMinor: number
  readonly vatMinor: number
  readonly grossMinor: number
  readonly roundingMinor: number
  readonly payableMinor: number
}

/** One invoice, whole. Dates are ISO. */
export type EInvoice = {
  readonly number: string
  readonly type: EInvoiceType
  readonly issuedOn: string
  /** BT-9: none on a credit note. */
  readonly dueOn?: string | undefined
  readonly currency: Currency
  /** BG-1: the first with its subject code (UNTDID 4451), where it has one. */
  readonly notes: readonly string[]
  readonly noteCode?: string
  /** BT-10 and BT-12. */
  readonly buyerReference: string
  readonly contract?: string
  /** BG-3. */
  readonly corrects?: { readonly number: string; readonly issuedOn: string } | undefined
  readonly seller: EParty
  readonly buyer: EParty
  /** BG-13. */
  readonly delivery: { readonly on: string; readonly to?: EAddress & { readonly name: string } }
  /** BG-16 by credit transfer (UNTDID 4461, 30): none where the reader of the document need not pay. */
  readonly payTo?: { readonly iban: string; readonly holder: string }
  /** BT-20. */
  readonly terms: string
  readonly vat: readonly EVat[]
  readonly totals: ETotals
  readonly lines: readonly ELine[]
}

/**
 * Numbers of one side, as the VAT categories of the document allow them. `assigned` names a seller that has none.
 */
export function partyIds(
  party: Registered,
  { side, outsideVat, assigned }: { side: 'seller' | 'buyer'; outsideVat: boolean; assigned: string },
): PartyIds {
  const cvr = danishNumber(party)
  const legal = party.registrationNumber ?? cvr
  const vat = outsideVat ? null : party.vatId
  return {
    ...endpointOf(party, cvr),
    ...(legal && { legal: { id: legal, ...(cvr && legal === cvr && { scheme: '0184' }) } }),
    ...(vat && { vat }),
    ...(side === 'seller' && !vat && !outsideVat && legal && { tax: legal }),
    ...(side === 'seller' && !legal && !vat && { assigned }),
  }
}

/** Denmark 0184 is the CVR number, Germany 9930 the VAT number; a party without either is not on Peppol. */
function endpointOf({ vatId }: Registered, cvr: string | undefined): Pick<PartyIds, 'endpoint'> {
  if (cvr) return { endpoint: { id: cvr, scheme: '0184' } }
  return vatId?.startsWith('DE') ? { endpoint: { id: vatId, scheme: '9930' } } : {}
}

function danishNumber({ country, registrationNumber, vatId }: Registered): string | undefined {
  if (vatId?.startsWith('DK')) return vatId.slice(2)
  const digits = registrationNumber?.replace(/\D/g, '') ?? ''
  return country === 'DK' && digits.length === 8 ? digits : undefined
}

/** Whether both sides have an electronic address, so that an access point can carry the document. */
export const travelsByPeppol = ({ seller, buyer }: Pick<EInvoice, 'seller' | 'buyer'>): boolean =>
  seller.ids.endpoint !== undefined && buyer.ids.endpoint !== undefined

/** BT-119 and BT-152: `25`, `25.50`; undefined outside the scope of VAT. */
export function percentOf(rateBasisPoints: number | null): string | undefined {
  if (rateBasisPoints === null) return undefined
  const [whole, rest] = [Math.trunc(rateBasisPoints / 100), rateBasisPoints % 100]
  return rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(2, '0')}`
}

/** Writes minor units as the document's currency has them. */
export const amountsOf =
  ({ currency }: Pick<EInvoice, 'currency'>) =>
  (amountMinor: number): string =>
    decimal({ amountMinor, currency })
