/**
 * Which VAT a device is sold under. The law is data: rows with a source and the days from which they hold; the first
 * row that fits decides, and what it needs but does not find blocks by name. Knows no amounts.
 * Not legal advice: an accountant of the operator owns these rows.
 */
import type { Temporal } from 'temporal-polyfill'
import type { VatCategory } from '../documents/e-invoice.ts'

/** How the seller stands to VAT. A dealer under the margin scheme sells used goods without showing VAT. */
export type SellerStanding = 'taxable' | 'exempt' | 'not-registered' | 'margin-scheme'

/** How far the authorities have confirmed a VAT number. Only `valid` counts where the law wants certainty. */
export type Confirmation = 'valid' | 'pending' | 'invalid'

export type VatInputs = {
  readonly sellerStanding: SellerStanding
  readonly sellerCountry: string
  readonly sellerVatId?: string | undefined
  readonly sellerRegistrationNumber?: string | undefined
  readonly sellerVatIdConfirmed: Confirmation
  /** Seller's signature that its data are right, or that the device served only exempt activity. */
  readonly sellerDeclared: 'yes' | 'no'
  /** The buyer's VAT numbers by country of registration. */
  readonly buyerVatIds: Readonly<Record<string, string>>
  readonly buyerVatIdConfirmed: Confirmation
  /** Whether the seller's country moves the tax on such goods to the buyer. */
  readonly goods: 'ordinary' | 'domestic-reverse-charge'
  /** Where the transport of the device ends. */
  readonly deliveryCountry: string
  /** ISO date on which title passes (R40). */
  readonly deliveredOn?: string | undefined
}

export type Treatment = {
  readonly id: string
  readonly category: VatCategory
  /** Hundredths of a per cent: 2500 is 25 %. None outside the scope of VAT. */
  readonly rateBasisPoints: number | null
  /** VATEX code of EN 16931; none for taxed goods and for national exemptions without a code. */
  readonly exemptionCode: string | null
  readonly source: string
  /** First day of delivery to which the row applies. */
  readonly from: string
  readonly seller: SellerStanding
  readonly delivery: 'domestic' | 'other-member-state' | 'anywhere'
  readonly goods: VatInputs['goods'] | 'any'
  readonly needs: readonly Need[]
}

/** Version of the table below: it is stored with every decision. */
export const vatTableVersion = 'DK-2026-11'

/** Rows for sellers in Denmark, most special first. */
export const treatments: readonly Treatment[] = [
  {
    id: 'not-registered',
    category: 'O',
    rateBasisPoints: null,
    exemptionCode: 'VATEX-EU-O',
    source: 'momsloven § 3, § 48; no VAT-bearing document for the unregistered (R49)',
    from: '2014-07-01',
    seller: 'not-registered',
    delivery: 'anywhere',
    goods: 'any',
    needs: ['seller-declaration'],
  },
  {
    id: 'margin-scheme',
    category: 'E',
    rateBasisPoints: 0,
    exemptionCode: 'VATEX-EU-F',
    source: 'momsloven kapitel 17; Directive 2006/112 art. 313, 226 (14)',
    from: '2014-07-01',
    seller: 'margin-scheme',
    delivery: 'anywhere',
    goods: 'any',
    needs: ['seller-declaration', 'seller-number'],
  },
  {
    id: 'exempt-use',
    category: 'E',
    rateBasisPoints: 0,
    exemptionCode: null,
    source: 'momsloven § 13, stk. 2; Directive 2006/112 art. 136',
    from: '2014-07-01',
    seller: 'exempt',
    delivery: 'anywhere',
    goods: 'any',
    needs: ['seller-declaration', 'seller-number'],
  },
  {
    id: 'intra-community',
    category: 'K',
    rateBasisPoints: 0,
    exemptionCode: 'VATEX-EU-IC',
    source: 'momsloven § 34, stk. 1, nr. 1; Directive 2006/112 art. 138',
    from: '2020-01-01',
    seller: 'taxable',
    delivery: 'other-member-state',
    goods: 'any',
    needs: ['seller-vat-id', 'buyer-vat-id', 'confirmed-vat-ids', 'delivery-date'],
  },
  {
    id: 'reverse-charge',
    category: 'AE',
    rateBasisPoints: 0,
    exemptionCode: 'VATEX-EU-AE',
    source: 'momsloven § 46, stk. 1, nr. 8-10',
    from: '2014-07-01',
    seller: 'taxable',
    delivery: 'domestic',
    goods: 'domestic-reverse-charge',
    needs: ['seller-vat-id', 'buyer-vat-id'],
  },
  {
    id: 'standard',
    category: 'S',
    rateBasisPoints: 2500,
    exemptionCode: null,
    source: 'momsloven § 33, § 52 a, stk. 3',
    from: '2014-07-01',
    seller: 'taxable',
    delivery: 'domestic',
    goods: 'ordinary',
    needs: ['seller-vat-id', 'buyer-vat-id'],
  },
]

/** What a row may need, and how it is seen. The name of a need that is not met is the name of the block. */
const needs = {
  'seller-declaration': ({ sellerDeclared }: VatInputs) => sellerDeclared === 'yes',
  // An invoice without VAT must still say who its seller is to the authorities (EN 16931, BR-E-02).
  'seller-number': ({ sellerVatId, sellerRegistrationNumber }: VatInputs) =>
    (sellerVatId ?? sellerRegistrationNumber ?? '') !== '',
  'seller-vat-id': ({ sellerVatId, sellerCountry, sellerVatIdConfirmed }: VatInputs) =>
    sellerVatId?.startsWith(sellerCountry) === true && sellerVatIdConfirmed !== 'invalid',
  // The buyer's number must be of the country in which the goods arrive.
  'buyer-vat-id': ({ buyerVatIds, deliveryCountry, buyerVatIdConfirmed }: VatInputs) =>
    buyerVatIds[deliveryCountry] !== undefined && buyerVatIdConfirmed !== 'invalid',
  'confirmed-vat-ids': ({ sellerVatIdConfirmed, buyerVatIdConfirmed }: VatInputs) =>
    sellerVatIdConfirmed === 'valid' && buyerVatIdConfirmed === 'valid',
  'delivery-date': ({ deliveredOn }: VatInputs) => deliveredOn !== undefined,
}
export type Need = keyof typeof needs

/** Why no document can be issued: needs that are not met, or no row for such a sale. */
export type VatBlock = Need | 'no-vat-rule'

export type VatDecision =
  | { readonly outcome: 'decided'; readonly treatment: Treatment }
  | { readonly outcome: 'blocked'; readonly blocks: readonly VatBlock[] }

const memberStates = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(
  ' ',
)

/** The treatment of one device (V1), as the law stood on `asOf` when the day of delivery is unknown. */
export function decideVat(inputs: VatInputs, asOf: Temporal.PlainDate): VatDecision {
  const day = inputs.deliveredOn ?? asOf.toString()
  const treatment =
    inputs.sellerCountry === 'DK' ? treatments.find((row) => fits(row, inputs, day)) : undefined
  if (!treatment) return { outcome: 'blocked', blocks: ['no-vat-rule'] }
  const blocks = treatment.needs.filter((need) => !needs[need](inputs))
  return blocks.length > 0 ? { outcome: 'blocked', blocks } : { outcome: 'decided', treatment }
}

const fits = (row: Treatment, inputs: VatInputs, day: string): boolean =>
  row.seller === inputs.sellerStanding &&
  day >= row.from &&
  (row.goods === 'any' || row.goods === inputs.goods) &&
  (row.delivery === 'anywhere' || row.delivery === deliveryOf(inputs))

function deliveryOf({ sellerCountry, deliveryCountry }: VatInputs): Treatment['delivery'] | 'abroad' {
  if (deliveryCountry === sellerCountry) return 'domestic'
  return memberStates.includes(deliveryCountry) ? 'other-member-state' : 'abroad'
}
