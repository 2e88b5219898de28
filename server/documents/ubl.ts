/**
 * OASIS UBL 2.1: as Peppol BIS Self-Billing 3.0 or Billing 3.0 where both sides are on Peppol, else under plain EN 16931.
 * In self-billing the buyer sends, and the supplier party stays the seller.
 */
import { xmlOf } from '../base/xml.ts'
import {
  amountsOf,
  percentOf,
  travelsByPeppol,
  type EAddress,
  type EInvoice,
  type EInvoiceType,
  type ELine,
  type EParty,
  type EVat,
  type Identifier,
} from './e-invoice.ts'

/** How Peppol names a document and the process that it belongs to. */
type PeppolIds = { readonly customization: string; readonly profile: string }

const selfBilling: PeppolIds = {
  customization: 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0',
  profile: 'urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0',
}
const billing: PeppolIds = {
  customization: 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
  profile: 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
}

const invoiceNames = {
  root: 'Invoice',
  code: 'cbc:InvoiceTypeCode',
  line: 'cac:InvoiceLine',
  quantity: 'cbc:InvoicedQuantity',
} as const

const creditNames = {
  root: 'CreditNote',
  code: 'cbc:CreditNoteTypeCode',
  line: 'cac:CreditNoteLine',
  quantity: 'cbc:CreditedQuantity',
} as const

/** The two root elements differ in four names; all else is the same. Documents and their envelopes name them so. */
export const ublKinds = {
  '380': { ...invoiceNames, peppol: billing },
  '389': { ...invoiceNames, peppol: selfBilling },
  '261': { ...creditNames, peppol: selfBilling },
} as const satisfies Record<EInvoiceType, object>

/** The document as UBL, UTF-8; the same one gives the same bytes. */
export function ublOf(invoice: EInvoice): string {
  const { number, type, issuedOn, corrects, delivery, contract, dueOn, totals } = invoice
  const kind = ublKinds[type]
  const amount = currencyAmounts(invoice)
  const document = {
    '@xmlns': `urn:oasis:names:specification:ubl:schema:xsd:${kind.root}-2`,
    '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
    '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
    ...processOf(invoice),
    'cbc:ID': number,
    'cbc:IssueDate': issuedOn,
    ...(dueOn && { 'cbc:DueDate': dueOn }),
    [kind.code]: type,
    ...noteOf(invoice),
    'cbc:DocumentCurrencyCode': invoice.currency,
    'cbc:BuyerReference': invoice.buyerReference,
    ...(corrects && {
      'cac:BillingReference': {
        'cac:InvoiceDocumentReference': { 'cbc:ID': corrects.number, 'cbc:IssueDate': corrects.issuedOn },
      },
    }),
    ...(contract && { 'cac:ContractDocumentReference': { 'cbc:ID': contract } }),
    'cac:AccountingSupplierParty': { 'cac:Party': partyOf(invoice.seller) },
    'cac:AccountingCustomerParty': { 'cac:Party': partyOf(invoice.buyer) },
    'cac:Delivery': {
      'cbc:ActualDeliveryDate': delivery.on,
      ...(delivery.to && {
        'cac:DeliveryLocation': { 'cac:Address': addressOf(delivery.to) },
        'cac:DeliveryParty': { 'cac:PartyName': { 'cbc:Name': delivery.to.name } },
      }),
    },
    ...meansOf(invoice),
    'cac:PaymentTerms': { 'cbc:Note': invoice.terms },
    'cac:TaxTotal': {
      'cbc:TaxAmount': amount(totals.vatMinor),
      'cac:TaxSubtotal': invoice.vat.map((group) => subtotalOf(group, amount)),
    },
    'cac:LegalMonetaryTotal': totalsOf(invoice, amount),
    [kind.line]: invoice.lines.map((line) => lineOf(invoice, line, amount)),
  }
  return xmlOf(kind.root, document)
}

function processOf(invoice: EInvoice): { [name: string]: string } {
  if (!travelsByPeppol(invoice)) return { 'cbc:CustomizationID': 'urn:cen.eu:en16931:2017' }
  const { customization, profile } = ublKinds[invoice.type].peppol
  return { 'cbc:CustomizationID': customization, 'cbc:ProfileID': profile }
}

/** Peppol allows one note; its subject code stands in front of it. */
function noteOf({ notes, noteCode }: EInvoice): { [name: string]: string } {
  if (notes.length === 0) return {}
  return { 'cbc:Note': `${noteCode ? `#${noteCode}#` : ''}${notes.join(' – ')}` }
}

const meansOf = ({ payTo, number }: EInvoice) =>
  payTo
    ? {
        'cac:PaymentMeans': {
          'cbc:PaymentMeansCode': '30',
          'cbc:PaymentID': number,
          'cac:PayeeFinancialAccount': { 'cbc:ID': payTo.iban, 'cbc:Name': payTo.holder },
        },
      }
    : {}

type Amount = (amountMinor: number) => { '@currencyID': string; '#': string }

function currencyAmounts(invoice: EInvoice): Amount {
  const amount = amountsOf(invoice)
  return (amountMinor) => ({ '@currencyID': invoice.currency, '#': amount(amountMinor) })
}

const identifier = ({ id, scheme }: Identifier) => (scheme ? { '@schemeID': scheme, '#': id } : id)

const vatScheme = { 'cac:TaxScheme': { 'cbc:ID': 'VAT' } }

function partyOf(party: EParty) {
  const { endpoint, legal, vat, tax, assigned } = party.ids
  const scheme = vat
    ? { 'cbc:CompanyID': vat, ...vatScheme }
    : tax
      ? { 'cbc:CompanyID': tax, 'cac:TaxScheme': { 'cbc:ID': 'TAX' } }
      : undefined
  return {
    ...(endpoint && { 'cbc:EndpointID': identifier(endpoint) }),
    ...(assigned && { 'cac:PartyIdentification': { 'cbc:ID': assigned } }),
    'cac:PartyName': { 'cbc:Name': party.name },
    'cac:PostalAddress': addressOf(party),
    ...(scheme && { 'cac:PartyTaxScheme': scheme }),
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': party.name,
      ...(legal && { 'cbc:CompanyID': identifier(legal) }),
    },
  }
}

const addressOf = ({ street, city, postcode, country }: EAddress) => ({
  'cbc:StreetName': street,
  'cbc:CityName': city,
  'cbc:PostalZone': postcode,
  'cac:Country': { 'cbc:IdentificationCode': country },
})

const categoryOf = ({ category, rateBasisPoints }: Pick<EVat, 'category' | 'rateBasisPoints'>) => {
  const percent = percentOf(rateBasisPoints)
  return { 'cbc:ID': category, ...(percent !== undefined && { 'cbc:Percent': percent }) }
}

const subtotalOf = (group: EVat, amount: Amount) => ({
  'cbc:TaxableAmount': amount(group.baseMinor),
  'cbc:TaxAmount': amount(group.vatMinor),
  'cac:TaxCategory': {
    ...categoryOf(group),
    ...(group.exemptionCode && { 'cbc:TaxExemptionReasonCode': group.exemptionCode }),
    ...(group.reason && { 'cbc:TaxExemptionReason': group.reason }),
    ...vatScheme,
  },
})

const totalsOf = ({ totals }: EInvoice, amount: Amount) => ({
  'cbc:LineExtensionAmount': amount(totals.netMinor),
  'cbc:TaxExclusiveAmount': amount(totals.netMinor),
  'cbc:TaxInclusiveAmount': amount(totals.grossMinor),
  ...(totals.roundingMinor !== 0 && { 'cbc:PayableRoundingAmount': amount(totals.roundingMinor) }),
  'cbc:PayableAmount': amount(totals.payableMinor),
})

const lineOf = ({ type }: EInvoice, line: ELine, amount: Amount) => ({
  'cbc:ID': String(line.no),
  [ublKinds[type].quantity]: { '@unitCode': 'C62', '#': '1' },
  'cbc:LineExtensionAmount': amount(line.netMinor),
  'cac:Item': {
    'cbc:Description': line.description,
    'cbc:Name': line.name,
    'cac:ClassifiedTaxCategory': { ...categoryOf(line), ...vatScheme },
  },
  'cac:Price': { 'cbc:PriceAmount': amount(line.netMinor) },
})
