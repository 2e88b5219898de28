/** UN/CEFACT Cross Industry Invoice D16B in the EN 16931 profile of Factur-X: the XML inside the PDF. */
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

const namespaces = {
  '@xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  '@xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  '@xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
  '@xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
}

/** The invoice as CII, UTF-8; the same invoice gives the same bytes. */
export function ciiOf(invoice: Invoice, words: Words): string {
  const { content, number, type, issuedOn } = invoice
  const [mention = '', ...notes] = notesOf(invoice, words)
  const root = {
    ...namespaces,
    'rsm:ExchangedDocumentContext': {
      'ram:GuidelineSpecifiedDocumentContextParameter': { 'ram:ID': 'urn:cen.eu:en16931:2017' },
    },
    'rsm:ExchangedDocument': {
      'ram:ID': number,
      'ram:TypeCode': type,
      'ram:IssueDateTime': day('udt', issuedOn),
      'ram:IncludedNote': [
        { 'ram:Content': mention, 'ram:SubjectCode': 'AAK' },
        ...notes.map((note) => ({ 'ram:Content': note })),
      ],
    },
    'rsm:SupplyChainTradeTransaction': {
      'ram:IncludedSupplyChainTradeLineItem': content.lines.map((line) => lineOf(invoice, line, words)),
      'ram:ApplicableHeaderTradeAgreement': {
        'ram:BuyerReference': content.reference,
        'ram:SellerTradeParty': partyOf(content.seller, invoice, 'seller'),
        'ram:BuyerTradeParty': partyOf(content.buyer, invoice, 'buyer'),
        'ram:ContractReferencedDocument': { 'ram:IssuerAssignedID': content.agreement },
      },
      'ram:ApplicableHeaderTradeDelivery': {
        'ram:ShipToTradeParty': {
          'ram:Name': content.deliverTo.name,
          'ram:PostalTradeAddress': addressOf(content.deliverTo),
        },
        'ram:ActualDeliverySupplyChainEvent': { 'ram:OccurrenceDateTime': day('udt', content.deliveredOn) },
      },
      'ram:ApplicableHeaderTradeSettlement': settlementOf(invoice, words),
    },
  }
  return xmlOf('rsm:CrossIndustryInvoice', root)
}

const day = (prefix: 'udt' | 'qdt', date: string) => ({
  [`${prefix}:DateTimeString`]: { '@format': '102', '#': date.replaceAll('-', '') },
})

function lineOf(invoice: Invoice, line: ContentLine, words: Words) {
  const amount = amountsOf(invoice)
  const { category, rateBasisPoints } = vatOfLine(invoice.content, line)
  const { name, description } = itemOf(line, words)
  return {
    'ram:AssociatedDocumentLineDocument': { 'ram:LineID': String(line.no) },
    'ram:SpecifiedTradeProduct': { 'ram:Name': name, 'ram:Description': description },
    'ram:SpecifiedLineTradeAgreement': {
      'ram:NetPriceProductTradePrice': { 'ram:ChargeAmount': amount(line.netMinor) },
    },
    'ram:SpecifiedLineTradeDelivery': { 'ram:BilledQuantity': { '@unitCode': 'C62', '#': '1' } },
    'ram:SpecifiedLineTradeSettlement': {
      'ram:ApplicableTradeTax': {
        'ram:TypeCode': 'VAT',
        'ram:CategoryCode': category,
        ...rateOf(rateBasisPoints),
      },
      'ram:SpecifiedTradeSettlementLineMonetarySummation': { 'ram:LineTotalAmount': amount(line.netMinor) },
    },
  }
}

function rateOf(rateBasisPoints: number | null) {
  const percent = percentOf(rateBasisPoints)
  return percent === undefined ? {} : { 'ram:RateApplicablePercent': percent }
}

function partyOf(party: PartyFacts, invoice: Invoice, side: 'seller' | 'buyer') {
  const { endpoint, legal, vat, tax, assigned } = partyIds(party, invoice, side)
  const registration = vat
    ? { '@schemeID': 'VA', '#': vat }
    : tax
      ? { '@schemeID': 'FC', '#': tax }
      : undefined
  return {
    ...(assigned && { 'ram:ID': assigned }),
    'ram:Name': party.name,
    ...(legal && { 'ram:SpecifiedLegalOrganization': { 'ram:ID': identifier(legal) } }),
    'ram:PostalTradeAddress': addressOf(party),
    ...(endpoint && { 'ram:URIUniversalCommunication': { 'ram:URIID': identifier(endpoint) } }),
    ...(registration && { 'ram:SpecifiedTaxRegistration': { 'ram:ID': registration } }),
  }
}

const identifier = ({ id, scheme }: Identifier) => (scheme ? { '@schemeID': scheme, '#': id } : id)

const addressOf = ({ postcode, street, city, country }: Invoice['content']['deliverTo']) => ({
  'ram:PostcodeCode': postcode,
  'ram:LineOne': street,
  'ram:CityName': city,
  'ram:CountryID': country,
})

function settlementOf(invoice: Invoice, words: Words) {
  const { content, number, type, corrects } = invoice
  const { totals, currency, payment } = content
  const amount = amountsOf(invoice)
  return {
    'ram:PaymentReference': number,
    'ram:InvoiceCurrencyCode': currency,
    'ram:ApplicableTradeTax': content.vat.map((group) => taxOf(group, amount, words)),
    'ram:SpecifiedTradePaymentTerms': {
      'ram:Description': paymentTerms(invoice, words),
      // Money goes out on an invoice; a credit note is settled by the desk, see its reason.
      ...(type === '389' && { 'ram:DueDateDateTime': day('udt', payment.payBy) }),
    },
    'ram:SpecifiedTradeSettlementHeaderMonetarySummation': {
      'ram:LineTotalAmount': amount(totals.netMinor),
      'ram:TaxBasisTotalAmount': amount(totals.netMinor),
      'ram:TaxTotalAmount': { '@currencyID': currency, '#': amount(totals.vatMinor) },
      ...(totals.roundingMinor !== 0 && { 'ram:RoundingAmount': amount(totals.roundingMinor) }),
      'ram:GrandTotalAmount': amount(totals.grossMinor),
      'ram:DuePayableAmount': amount(totals.payableMinor),
    },
    ...(corrects && {
      'ram:InvoiceReferencedDocument': {
        'ram:IssuerAssignedID': corrects.number,
        'ram:FormattedIssueDateTime': day('qdt', corrects.issuedOn),
      },
    }),
  }
}

function taxOf(group: ContentVat, amount: (minor: number) => string, words: Words) {
  const reason = exemptionReason(group, words)
  return {
    'ram:CalculatedAmount': amount(group.vatMinor),
    'ram:TypeCode': 'VAT',
    ...(reason && { 'ram:ExemptionReason': reason }),
    'ram:BasisAmount': amount(group.baseMinor),
    'ram:CategoryCode': group.category,
    ...(group.exemptionCode && { 'ram:ExemptionReasonCode': group.exemptionCode }),
    ...rateOf(group.rateBasisPoints),
  }
}
