import { charges } from '../../scripts/samples/charges.ts'
import { decimal } from '../../server/base/money.ts'
import { openFonts } from '../../server/documents/fonts.ts'
import { ciiOf } from '../../server/documents/cii.ts'
import { chargeEInvoice, writeChargeUbl } from '../../server/payments/charge-e-invoice.ts'
import { drawChargeInvoice } from '../../server/payments/charge-invoice.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { seenIn } from '../billing/visible-text.ts'

const texts = openTexts('templates/locales')
const tools = { fonts: openFonts('templates/fonts'), texts }

/** Texts of all elements of a name, wherever they stand. */
const allOf = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`, 'g'))].map(([, text]) => text ?? '')

test('the invoice of a charge is one page with its data inside, and the same bytes each time', async () => {
  const pdf = await drawChargeInvoice(charges.standard, 'da', tools)
  const { pages, attachments } = await seenIn(pdf)
  expect(pages).toHaveLength(1)
  expect(attachments['factur-x.xml']).toBe(ciiOf(chargeEInvoice(charges.standard, texts('da'))))
  expect((await drawChargeInvoice(charges.standard, 'da', tools)).equals(pdf)).toBe(true)
})

test.each(Object.entries(charges))(
  '%s: an invoice of its own kind, with the same totals in both (R3)',
  (_, facts) => {
    const [cii, ubl] = [ciiOf(chargeEInvoice(facts, texts('en'))), String(writeChargeUbl(facts, texts('en')))]
    const total = decimal({ amountMinor: facts.netMinor + facts.vatMinor, currency: facts.currency })
    expect(allOf(cii, 'ram:TypeCode')[0]).toBe('380')
    expect(allOf(ubl, 'cbc:InvoiceTypeCode')).toEqual(['380'])
    expect(allOf(cii, 'ram:DuePayableAmount')).toEqual([total])
    expect(allOf(ubl, 'cbc:PayableAmount')).toEqual([total])
    // Who reads it pays it, so that the whole account stands there.
    expect(allOf(ubl, 'cbc:ID')).toContain(facts.iban)
    expect(ubl).not.toMatch(/<([\w:]+)[^>]*\/>|<([\w:]+)[^>]*><\/\2>/)
  },
)

test('both on Peppol: it goes under the process of billing, never of self-billing', () => {
  const [both, one] = [charges.standard, charges.unregistered].map((facts) =>
    allOf(String(writeChargeUbl(facts, texts('en'))), 'cbc:ProfileID'),
  )
  expect(both).toEqual(['urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'])
  expect(one).toEqual([])
})

test('outside the scope of VAT nobody shows a VAT number', async () => {
  const { pages } = await seenIn(await drawChargeInvoice(charges.outside, 'en', tools))
  expect(pages.join()).not.toMatch(/DK10150817|DK13585628/)
  expect(ciiOf(chargeEInvoice(charges.outside, texts('en')))).not.toMatch(/schemeID="VA"/)
})
