import { XMLParser } from 'fast-xml-parser'
import type { Invoice } from '../../server/billing/content.ts'
import { composeCredit, creditedSoFar } from '../../server/billing/correction.ts'
import { eInvoiceOf, sidesOf } from '../../server/billing/e-invoice.ts'
import { decimal } from '../../server/base/money.ts'
import { ciiOf } from '../../server/documents/cii.ts'
import { percentOf, travelsByPeppol } from '../../server/documents/e-invoice.ts'
import { ublOf } from '../../server/documents/ubl.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { composed, everyTreatment, facts } from '../../scripts/samples/sales.ts'

const texts = openTexts('templates/locales')
const words = { own: texts('da'), english: texts('en') }
const parser = new XMLParser({
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreAttributes: false,
  processEntities: true,
})

const invoices = Object.entries(everyTreatment).flatMap(([name, content]): [string, Invoice][] => {
  const invoice: Invoice = { number: 'SB-DK-2026-000001', type: '389', issuedOn: '2026-11-21', content }
  const credit: Invoice = {
    number: 'SBK-DK-2026-000001',
    type: '261',
    issuedOn: '2026-11-25',
    content: composeCredit(content, [{ no: 1 }], creditedSoFar([])),
    corrects: { number: invoice.number, issuedOn: invoice.issuedOn, reason: 'Anden model' },
  }
  return [
    [`${name} 389`, invoice],
    [`${name} 261`, credit],
  ]
})

const ciiIn = (invoice: Invoice): string => ciiOf(eInvoiceOf(invoice, words))
const ublIn = (invoice: Invoice): string => ublOf(eInvoiceOf(invoice, words))

/** Texts of all elements of a name, wherever they stand. */
const allOf = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`, 'g'))].map(([, text]) => text ?? '')

test.each(invoices)('%s: UBL and CII say the same totals as the content (R3)', (_, invoice) => {
  const { totals, currency } = invoice.content
  const amount = (amountMinor: number): string => decimal({ amountMinor, currency })
  const [cii, ubl] = [ciiIn(invoice), ublIn(invoice)]
  expect(allOf(cii, 'ram:DuePayableAmount')).toEqual([amount(totals.payableMinor)])
  expect(allOf(ubl, 'cbc:PayableAmount')).toEqual([amount(totals.payableMinor)])
  expect(allOf(cii, 'ram:GrandTotalAmount')).toEqual(allOf(ubl, 'cbc:TaxInclusiveAmount'))
  expect(allOf(cii, 'ram:RoundingAmount')).toEqual(
    totals.roundingMinor === 0 ? [] : [amount(totals.roundingMinor)],
  )
  expect(allOf(ubl, 'cbc:PayableRoundingAmount')).toEqual(allOf(cii, 'ram:RoundingAmount'))
  expect(allOf(cii, 'ram:TaxTotalAmount')).toEqual([amount(totals.vatMinor)])
})

test.each(invoices)('%s: the mention, no empty element, the same bytes again', (_, invoice) => {
  for (const write of [ciiIn, ublIn]) {
    const xml = write(invoice)
    expect(xml).toContain('Selvfakturering / Self-billing')
    expect(xml).not.toMatch(/<([\w:]+)[^>]*\/>|<([\w:]+)[^>]*><\/\2>/)
    expect(write(invoice)).toBe(xml)
  }
})

test.each(invoices)('%s: a 261 names the number and date of its 389', (_, invoice) => {
  const named = invoice.type === '261' ? ['SB-DK-2026-000001'] : []
  expect(allOf(ciiIn(invoice), 'ram:IssuerAssignedID').slice(1)).toEqual(named)
  expect(ublIn(invoice).includes('<cac:BillingReference>')).toBe(invoice.type === '261')
})

test('names come back as they were written, whatever they hold', () => {
  const name = `Jørgensen & <Søn> "A/S" 'æøåß€漢'`
  const invoice = { ...invoices[0]?.[1], content: composed({ seller: { ...facts.seller, name } }) } as Invoice
  const cii = parser.parse(ciiIn(invoice)) as Tree
  const path = [
    'rsm:CrossIndustryInvoice',
    'rsm:SupplyChainTradeTransaction',
    'ram:ApplicableHeaderTradeAgreement',
    'ram:SellerTradeParty',
    'ram:Name',
  ]
  expect(
    path.reduce<Tree | string | undefined>((at, key) => (typeof at === 'object' ? at[key] : undefined), cii),
  ).toBe(name)
})
type Tree = { [key: string]: Tree | string | undefined }

test('outside the scope of VAT neither side shows a VAT number (R49)', () => {
  const invoice = { ...invoices[0]?.[1], content: everyTreatment['not-registered'] } as Invoice
  expect(ciiIn(invoice)).not.toMatch(/schemeID="VA"/)
  expect(ublIn(invoice)).not.toContain('<cac:PartyTaxScheme>')
})

test('a seller without any number is not on Peppol, and named by its claim', () => {
  const seller = { name: 'Forening', address: facts.seller.address }
  const content = composed({ seller, sellerStanding: 'not-registered' })
  const invoice = { ...invoices[0]?.[1], content } as Invoice
  expect(travelsByPeppol(sidesOf(invoice.content))).toBe(false)
  expect(ublIn(invoice)).not.toContain('peppol')
  expect(allOf(ciiIn(invoice), 'ram:ID')).toContain('TI-7K3M-92QF')
})

test.each([
  [2500, '25'],
  [2550, '25.50'],
  [5, '0.05'],
  [0, '0'],
  [null, undefined],
])('%s hundredths of a per cent are written %s', (rate, text) => {
  expect(percentOf(rate)).toBe(text)
})
