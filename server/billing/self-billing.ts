/**
 * Composes the proposal of a self-billing document from what was agreed for each device (R48). Pure: the claim, the
 * programme's parts and the participant come in, a content or the reasons against one go out. Numbers are drawn later:
 * a proposal has none.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Currency } from '../base/money.ts'
import { maskedIban, type BankAccount } from '../parties/bank-account.ts'
import type { Address, Party } from '../parties/party.ts'
import type { Locale } from '../texts/texts.ts'
import type { ContentLine, ContentVat, Localised, PartyFacts, ProposalContent } from './content.ts'
import { groupsOf, netOf, totalsOf } from './totals.ts'
import { decideVat, vatTableVersion, type Treatment, type VatBlock, type VatInputs } from './vat.ts'

/** A device whose offer was accepted. `awardMinor` includes whatever VAT there is. */
export type SoldUnit = {
  readonly id: number
  readonly name: string
  readonly serial: string
  readonly category: Localised
  readonly condition: Localised
  readonly basis: ContentLine['basis']
  readonly goods: VatInputs['goods']
  readonly awardMinor: number
}

/** A company of the programme, with its VAT number in each country where it is registered. */
export type Buyer = Omit<Party, 'vatId'> & {
  readonly vatIds: readonly { readonly country: string; readonly id: string }[]
}

export type ProposalFacts = {
  readonly reference: string
  readonly version: number
  readonly locale: Locale
  readonly composedOn: Temporal.PlainDate
  /** Day of hand-over: title passes (R40). */
  readonly deliveredOn: Temporal.PlainDate
  readonly payBy: Temporal.PlainDate
  readonly programme: ProposalContent['programme']
  /** Version of the self-billing agreement in force before hand-over (A1). */
  readonly agreement: string
  readonly currency: Currency
  readonly seller: Party
  readonly sellerStanding: VatInputs['sellerStanding']
  readonly sellerDeclared: VatInputs['sellerDeclared']
  readonly vatIdsConfirmed: Pick<VatInputs, 'sellerVatIdConfirmed' | 'buyerVatIdConfirmed'>
  readonly buyer: Buyer
  /** Who writes the document; the buyer itself unless a programme says otherwise (R3). */
  readonly issuer: Buyer
  /** Where the devices went: the audit centre. */
  readonly deliverTo: { readonly name: string; readonly address: Address }
  readonly account: BankAccount & { readonly id: number }
  readonly units: readonly SoldUnit[]
}

export type Composition =
  | { readonly outcome: 'composed'; readonly content: ProposalContent }
  | { readonly outcome: 'blocked'; readonly blocks: readonly (VatBlock | 'nothing-to-pay')[] }

/** The content of a proposal, or every reason why there can be none; a person clears those, nothing is guessed. */
export function composeProposal(facts: ProposalFacts): Composition {
  const decisions = facts.units.map((unit) => ({
    unit,
    decision: decideVat(inputsFor(facts, unit), facts.composedOn),
  }))
  const blocks = decisions.flatMap(({ decision }) => (decision.outcome === 'blocked' ? decision.blocks : []))
  if (blocks.length > 0) return { outcome: 'blocked', blocks: [...new Set(blocks)] }
  const sold = decisions.flatMap(({ unit, decision }) =>
    decision.outcome === 'decided' ? [{ unit, treatment: decision.treatment }] : [],
  )
  const lines = sold.map(({ unit, treatment }, index) => lineOf(index + 1, unit, treatment))
  const groups = groupsOf(
    sold.map(({ treatment }, index) => ({ netMinor: lines[index]?.netMinor ?? 0, rate: treatment })),
  )
  const totals = totalsOf(lines, groups)
  if (totals.payableMinor <= 0) return { outcome: 'blocked', blocks: ['nothing-to-pay'] }
  return {
    outcome: 'composed',
    content: { ...headOf(facts), lines, vatTable: vatTableVersion, vat: groups.map(vatRowOf), totals },
  }
}

const inputsFor = (facts: ProposalFacts, unit: SoldUnit): VatInputs => ({
  sellerStanding: facts.sellerStanding,
  sellerCountry: facts.seller.address.country,
  sellerVatId: facts.seller.vatId,
  sellerRegistrationNumber: facts.seller.registrationNumber,
  sellerDeclared: facts.sellerDeclared,
  ...facts.vatIdsConfirmed,
  buyerVatIds: Object.fromEntries(facts.buyer.vatIds.map(({ country, id }) => [country, id])),
  goods: unit.goods,
  deliveryCountry: facts.deliverTo.address.country,
  deliveredOn: facts.deliveredOn.toString(),
})

const lineOf = (no: number, unit: SoldUnit, treatment: Treatment): ContentLine => ({
  no,
  unit: unit.id,
  name: unit.name,
  serial: unit.serial,
  category: unit.category,
  condition: unit.condition,
  basis: unit.basis,
  treatment: treatment.id,
  awardMinor: unit.awardMinor,
  netMinor: netOf(unit.awardMinor, treatment.rateBasisPoints),
})

const vatRowOf = ({
  rate,
  baseMinor,
  vatMinor,
}: ReturnType<typeof groupsOf<Treatment>>[number]): ContentVat => ({
  treatment: rate.id,
  category: rate.category,
  rateBasisPoints: rate.rateBasisPoints,
  exemptionCode: rate.exemptionCode,
  source: rate.source,
  baseMinor,
  vatMinor,
})

const headOf = (facts: ProposalFacts): Omit<ProposalContent, 'lines' | 'vatTable' | 'vat' | 'totals'> => ({
  reference: facts.reference,
  version: facts.version,
  locale: facts.locale,
  composedOn: facts.composedOn.toString(),
  deliveredOn: facts.deliveredOn.toString(),
  programme: facts.programme,
  agreement: facts.agreement,
  currency: facts.currency,
  seller: { ...placeOf(facts.seller), vatId: facts.seller.vatId ?? null, ...registrationOf(facts.seller) },
  buyer: companyFacts(facts.buyer, facts.deliverTo.address.country),
  issuer: companyFacts(facts.issuer, facts.deliverTo.address.country),
  deliverTo: placeOf(facts.deliverTo),
  payment: {
    payBy: facts.payBy.toString(),
    accountId: facts.account.id,
    holder: facts.account.holder,
    maskedIban: maskedIban(facts.account.iban),
  },
})

/** The VAT number that counts is the one of the country in which the goods arrive; else the company's first. */
function companyFacts(company: Buyer, deliveryCountry: string): PartyFacts {
  const id = company.vatIds.find(({ country }) => country === deliveryCountry) ?? company.vatIds[0]
  return { ...placeOf(company), vatId: id?.id ?? null, ...registrationOf(company) }
}

const placeOf = ({ name, address }: { name: string; address: Address }): ProposalContent['deliverTo'] => ({
  name,
  ...address,
})

const registrationOf = ({ registrationNumber }: { registrationNumber?: string | undefined }) => ({
  registrationNumber: registrationNumber ?? null,
})
