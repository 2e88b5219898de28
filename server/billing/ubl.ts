/**
 * OASIS UBL 2.1 as Peppol BIS Self-Billing 3.0: the buyer sends, the supplier party stays the seller. A seller that is
 * not on Peppol gets the same document under plain EN 16931.
 */
import { xmlOf } from '../base/xml.ts'
import type { ContentLine, ContentVat, Invoice, PartyFacts } from './content.ts'
import {
  amountsOf,
  exemptionReason,
  itemOf,
  notesOf,
  partyIds,
  paymentTerms,
  percentOf,
  vatOfLine,
  type Identifier,
} from './e-invoice.ts'
import type { Words } from './words.ts'

/** Peppol BIS Self-Billing 3.0, as documents and their envelopes name it. */
export const peppolIds = {
  customization: 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0',
  profile: 'urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0',
}
const peppol = {
  'cbc:CustomizationID': peppolIds.customization,
  'cbc:ProfileID': peppolIds.profile,
}
const plain = { 'cbc:CustomizationID': 'urn:cen.eu:en16931:2017' }

/** The two root elements differ in four names; all else is the same. */
const kinds = {
  '389': {
    root: 'Invoice',
    code: 'cbc:InvoiceTypeCode',
    line: 'cac:InvoiceLine',
    quantity: 'cbc:InvoicedQuantity',
  },
  '261': {
    root: 'CreditNote',
    code: 'cbc:CreditNoteTypeCode',
    line: 'cac:CreditNoteLine',
    quantity: 'cbc:CreditedQuantity',
  },
} as const

/** Whether both sides have an electronic address, so that an access point can carry the document. */
export const travelsByPeppol = (invoice: Invoice): boolean =>
  partyIds(invoice.content.seller, invoice, 'seller').endpoint !== undefined &&
  partyIds(invoice.content.buyer, invoice, 'buyer').endpoint !== undefined

/** The invoice (389) or credit note (261) as UBL, UTF-8; the same one gives the same bytes. */
export function ublOf(invoice: Invoice, words: Words): string {
  const { content, number, type, issuedOn, corrects } = invoice
  const kind = kinds[type]
  const amount = currencyAmounts(invoice)
  const [mention = '', ...notes] = notesOf(invoice, words)
  const document = {
    '@xmlns': `urn:oasis:names:specification:ubl:schema:xsd:${kind.root}-2`,
    '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
    '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
    ...(travelsByPeppol(invoice) ? peppol : plain),
    'cbc:ID': number,
    'cbc:IssueDate': issuedOn,
    ...(type === '389' && { 'cbc:DueDate': content.payment.payBy }),
    [kind.code]: type,
    // Peppol allows one note; its subject code stands in front of it.
    'cbc:Note': `#AAK#${[mention, ...notes].join(' – ')}`,
    'cbc:DocumentCurrencyCode': content.currency,
    'cbc:BuyerReference': content.reference,
    ...(corrects && {
      'cac:BillingReference': {
        'cac:InvoiceDocumentReference': { 'cbc:ID': corrects.number, 'cbc:IssueDate': corrects.issuedOn },
      },
    }),
    'cac:ContractDocumentReference': { 'cbc:ID': content.agreement },
    'cac:AccountingSupplierParty': { 'cac:Party': partyOf(content.seller, invoice, 'seller') },
    'cac:AccountingCustomerParty': { 'cac:Party': partyOf(content.buyer, invoice, 'buyer') },
    'cac:Delivery': {
      'cbc:ActualDeliveryDate': content.deliveredOn,
      'cac:DeliveryLocation': { 'cac:Address': addressOf(content.deliverTo) },
      'cac:DeliveryParty': { 'cac:PartyName': { 'cbc:Name': content.deliverTo.name } },
    },
    'cac:PaymentTerms': { 'cbc:Note': paymentTerms(invoice, words) },
    'cac:TaxTotal': {
      'cbc:TaxAmount': amount(content.totals.vatMinor),
      'cac:TaxSubtotal': content.vat.map((group) => subtotalOf(group, amount, words)),
    },
    'cac:LegalMonetaryTotal': totalsOf(invoice, amount),
    [kind.line]: content.lines.map((line) => lineOf(invoice, line, words)),
  }
  return xmlOf(kind.root, document)
}

type Amount = (amountMinor: number) => { '@currencyID': string; '#': string }

function currencyAmounts(invoice: Invoice): Amount {
  const amount = amountsOf(invoice)
  return (amountMinor) => ({ '@currencyID': invoice.content.currency, '#': amount(amountMinor) })
}

const identifier = ({ id, scheme }: Identifier) => (scheme ? { '@schemeID': scheme, '#': id } : id)

const vatScheme = { 'cac:TaxScheme': { 'cbc:ID': 'VAT' } }

function partyOf(party: PartyFacts, invoice: Invoice, side: 'seller' | 'buyer') {
  const { endpoint, legal, vat, tax, assigned } = partyIds(party, invoice, side)
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

const addressOf = ({ street, city, postcode, country }: Invoice['content']['deliverTo']) => ({
  'cbc:StreetName': street,
  'cbc:CityName': city,
  'cbc:PostalZone': postcode,
  'cac:Country': { 'cbc:IdentificationCode': country },
})

function subtotalOf(group: ContentVat, amount: Amount, words: Words) {
  const percent = percentOf(group.rateBasisPoints)
  const reason = exemptionReason(group, words)
  return {
    'cbc:TaxableAmount': amount(group.baseMinor),
    'cbc:TaxAmount': amount(group.vatMinor),
    'cac:TaxCategory': {
      'cbc:ID': group.category,
      ...(percent !== undefined && { 'cbc:Percent': percent }),
      ...(group.exemptionCode && { 'cbc:TaxExemptionReasonCode': group.exemptionCode }),
      ...(reason && { 'cbc:TaxExemptionReason': reason }),
      ...vatScheme,
    },
  }
}

const totalsOf = ({ content: { totals } }: Invoice, amount: Amount) => ({
  'cbc:LineExtensionAmount': amount(totals.netMinor),
  'cbc:TaxExclusiveAmount': amount(totals.netMinor),
  'cbc:TaxInclusiveAmount': amount(totals.grossMinor),
  ...(totals.roundingMinor !== 0 && { 'cbc:PayableRoundingAmount': amount(totals.roundingMinor) }),
  'cbc:PayableAmount': amount(totals.payableMinor),
})

function lineOf(invoice: Invoice, line: ContentLine, words: Words) {
  const amount = currencyAmounts(invoice)
  const { category, rateBasisPoints } = vatOfLine(invoice.content, line)
  const percent = percentOf(rateBasisPoints)
  const { name, description } = itemOf(line, words)
  return {
    'cbc:ID': String(line.no),
    [kinds[invoice.type].quantity]: { '@unitCode': 'C62', '#': '1' },
    'cbc:LineExtensionAmount': amount(line.netMinor),
    'cac:Item': {
      'cbc:Description': description,
      'cbc:Name': name,
      'cac:ClassifiedTaxCategory': {
        'cbc:ID': category,
        ...(percent !== undefined && { 'cbc:Percent': percent }),
        ...vatScheme,
      },
    },
    'cac:Price': { 'cbc:PriceAmount': amount(line.netMinor) },
  }
}
