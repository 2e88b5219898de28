import { openFonts } from '../../server/documents/fonts.ts'
import { drawChargeInvoice, type ChargeInvoiceFacts } from '../../server/payments/charge-invoice.ts'
import { openTexts } from '../../server/texts/texts.ts'

const tools = { fonts: openFonts('templates/fonts'), texts: openTexts('templates/locales') }
const party = { name: 'TechProtect GmbH', street: 'Musterweg 12', postcode: '71088', city: 'Holzgerlingen' }

const facts: ChargeInvoiceFacts = {
  number: 'TI-CH-2026-000001',
  reference: 'TI-7K3M-92QF',
  issuedOn: '2026-11-22',
  payBy: '2026-12-20',
  currency: 'DKK',
  seller: { ...party, country: 'DE', vatId: 'DK99990015' },
  buyer: { ...party, name: 'Jørgensen & Søn A/S', country: 'DK', vatId: null },
  lines: [{ name: 'Ekstra besøg af transportøren', on: '2026-11-20', netMinor: 24_500 }],
  netMinor: 24_500,
  vatBasisPoints: 2500,
  vatMinor: 6125,
  holder: 'TechProtect GmbH',
  iban: 'DK9520000123456789',
}

test('the invoice of a charge is one page, and the same bytes each time', async () => {
  const pdf = await drawChargeInvoice(facts, 'da', tools)
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
  expect((await drawChargeInvoice(facts, 'da', tools)).equals(pdf)).toBe(true)
})
