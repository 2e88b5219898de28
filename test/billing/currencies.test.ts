/** Currencies with no decimals or three, in every figure (R4); and an invoice read back from its row, drawn to the same file (N4). */
import { composed, everyTreatment, tower } from '../../scripts/samples/sales.ts'
import { canonicalJson } from '../../server/base/canonical.ts'
import type { Invoice, ProposalContent } from '../../server/billing/content.ts'
import { composeCredit, creditedSoFar } from '../../server/billing/correction.ts'
import { drawInvoice, writeUbl } from '../../server/billing/invoice.ts'
import { openFonts } from '../../server/documents/fonts.ts'
import { openTexts } from '../../server/texts/texts.ts'

const tools = { fonts: openFonts('templates/fonts'), texts: openTexts('templates/locales') }
const issued = (content: ProposalContent): Invoice => ({
  number: 'TI-SB-2026-000001',
  type: '389',
  issuedOn: '2026-11-21',
  content,
})

test.each([
  ['ISK', '1200', '1500'],
  ['JPY', '1200', '1500'],
  ['KWD', '1.200', '1.500'],
] as const)('%s has its own decimals', async (currency, net, payable) => {
  const content = composed({ currency, units: [{ ...tower, awardMinor: 1500 }] })
  const xml = writeUbl(issued(content), tools).toString('utf8')
  expect(xml).toContain(`<cbc:TaxExclusiveAmount currencyID="${currency}">${net}<`)
  expect(xml).toContain(`<cbc:PayableAmount currencyID="${currency}">${payable}<`)
  expect((await drawInvoice(issued(content), tools)).subarray(0, 5).toString()).toBe('%PDF-')
  const credit = composeCredit(content, [{ no: 1, awardMinor: 7 }], creditedSoFar([]))
  // 6 without VAT and 2 of it: the rounding amount brings them back to what was awarded.
  expect(credit.totals).toMatchObject({ netMinor: 6, vatMinor: 2, roundingMinor: -1, payableMinor: 7 })
})

test('what a crash left undrawn is drawn from its row to the very same bytes', async () => {
  const invoice = issued(everyTreatment.mixed)
  const kept = JSON.parse(canonicalJson(invoice)) as Invoice
  expect((await drawInvoice(kept, tools)).equals(await drawInvoice(invoice, tools))).toBe(true)
  expect(writeUbl(kept, tools).equals(writeUbl(invoice, tools))).toBe(true)
})
