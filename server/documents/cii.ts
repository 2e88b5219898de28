/** UN/CEFACT Cross Industry Invoice D16B in the EN 16931 profile of Factur-X: the XML inside the PDF. */
import { xmlOf } from '../base/xml.ts'
import {
  amountsOf,
  percentOf,
  type EAddress,
  type EInvoice,
  type ELine,
  type EParty,
  type EVat,
  type Identifier,
} from './e-invoice.ts'

const namespaces = {
  '@xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  '@xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  '@xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
  '@xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
}

/** The invoice as CII, UTF-8; the same invoice gives the same bytes. */
export function ciiOf(invoice: EInvoice): string {
  const { number, type, issuedOn, delivery, contract } = invoice
  const root = {
    ...namespaces,
    'rsm:ExchangedDocumentContext': {
      'ram:GuidelineSpecifiedDocumentContextParameter': { 'ram:ID': 'urn:cen.eu:en16931:2017' },
    },
    'rsm:ExchangedDocument': {
      'ram:ID': number,
      'ram:TypeCode': type,
      'ram:IssueDateTime': day('udt', issuedOn),
      'ram:IncludedNote': notesOf(invoice),
    },
    'rsm:SupplyChainTradeTransaction': {
      'ram:IncludedSupplyChainTradeLineItem': invoice.lines.map((line) => lineOf(invoice, line)),
      'ram:ApplicableHeaderTradeAgreement': {
        'ram:BuyerReference': invoice.buyerReference,
        'ram:SellerTradeParty': partyOf(invoice.seller),
        'ram:BuyerTradeParty': partyOf(invoice.buyer),
        ...(contract && { 'ram:ContractReferencedDocument': { 'ram:IssuerAssignedID': contract } }),
      },
      'ram:ApplicableHeaderTradeDelivery': {
        ...(delivery.to && {
          'ram:ShipToTradeParty': {
            'ram:Name': delivery.to.name,
            'ram:PostalTradeAddress': addressOf(delivery.to),
          },
        }),
        'ram:ActualDeliverySupplyChainEvent': { 'ram:OccurrenceDateTime': day('udt', delivery.on) },
      },
      'ram:ApplicableHeaderTradeSettlement': settlementOf(invoice),
    },
  }
  return xmlOf('rsm:CrossIndustryInvoice', root)
}

const day = (prefix: 'udt' | 'qdt', date: string) => ({
  [`${prefix}:DateTimeString`]: { '@format': '102', '#': date.replaceAll('-', '') },
})

const notesOf = ({ notes, noteCode }: EInvoice) =>
  notes.map((note, place) => ({
    'ram:Content': note,
    ...(place === 0 && noteCode && { 'ram:SubjectCode': noteCode }),
  }))

function lineOf(invoice: EInvoice, line: ELine) {
  const amount = amountsOf(invoice)
  return {
    'ram:AssociatedDocumentLineDocument': { 'ram:LineID': String(line.no) },
    'ram:SpecifiedTradeProduct': { 'ram:Name': line.name, 'ram:Description': line.description },
    'ram:SpecifiedLineTradeAgreement': {
      'ram:NetPriceProductTradePrice': { 'ram:ChargeAmount': amount(line.netMinor) },
    },
    'ram:SpecifiedLineTradeDelivery': { 'ram:BilledQuantity': { '@unitCode': 'C62', '#': '1' } },
    'ram:SpecifiedLineTradeSettlement': {
      'ram:ApplicableTradeTax': {
        'ram:TypeCode': 'VAT',
        'ram:CategoryCode': line.category,
        ...rateOf(line.rateBasisPoints),
      },
      'ram:SpecifiedTradeSettlementLineMonetarySummation': { 'ram:LineTotalAmount': amount(line.netMinor) },
    },
  }
}

function rateOf(rateBasisPoints: number | null) {
  const percent = percentOf(rateBasisPoints)
  return percent === undefined ? {} : { 'ram:RateApplicablePercent': percent }
}

function partyOf(party: EParty) {
  const { endpoint, legal, vat, tax, assigned } = party.ids
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

const addressOf = ({ postcode, street, city, country }: EAddress) => ({
  'ram:PostcodeCode': postcode,
  'ram:LineOne': street,
  'ram:CityName': city,
  'ram:CountryID': country,
})

function settlementOf(invoice: EInvoice) {
  const { number, corrects, totals, currency, dueOn, payTo } = invoice
  const amount = amountsOf(invoice)
  return {
    'ram:PaymentReference': number,
    'ram:InvoiceCurrencyCode': currency,
    ...(payTo && {
      'ram:SpecifiedTradeSettlementPaymentMeans': {
        'ram:TypeCode': '30',
        'ram:PayeePartyCreditorFinancialAccount': {
          'ram:IBANID': payTo.iban,
          'ram:AccountName': payTo.holder,
        },
      },
    }),
    'ram:ApplicableTradeTax': invoice.vat.map((group) => taxOf(group, amount)),
    'ram:SpecifiedTradePaymentTerms': {
      'ram:Description': invoice.terms,
      ...(dueOn && { 'ram:DueDateDateTime': day('udt', dueOn) }),
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

const taxOf = (group: EVat, amount: (minor: number) => string) => ({
  'ram:CalculatedAmount': amount(group.vatMinor),
  'ram:TypeCode': 'VAT',
  ...(group.reason && { 'ram:ExemptionReason': group.reason }),
  'ram:BasisAmount': amount(group.baseMinor),
  'ram:CategoryCode': group.category,
  ...(group.exemptionCode && { 'ram:ExemptionReasonCode': group.exemptionCode }),
  ...rateOf(group.rateBasisPoints),
})
