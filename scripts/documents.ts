/**
 * `npm run documents -- --out DIR` writes one document of every kind, treatment of VAT and language: proposals, final
 * documents and credit notes as PDF, and the last two as UBL; in `charges` the invoices of charges, which are no
 * self-billing. For a judge that knows nothing of this house; what is no invoice, proposals and statements of transport,
 * stands in `papers`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Temporal } from 'temporal-polyfill'
import type { Invoice, ProposalContent } from '../server/billing/content.ts'
import { composeCredit, creditedSoFar } from '../server/billing/correction.ts'
import { drawInvoice, drawProposal, writeUbl } from '../server/billing/invoice.ts'
import { openFonts } from '../server/documents/fonts.ts'
import { writeChargeUbl } from '../server/payments/charge-e-invoice.ts'
import { drawChargeInvoice } from '../server/payments/charge-invoice.ts'
import { openTexts, locales } from '../server/texts/texts.ts'
import { drawTransportStatement, transportOf } from '../server/billing/transport-statement.ts'
import { charges } from './samples/charges.ts'
import { salesIn } from './samples/sales.ts'

const { values } = parseArgs({ options: { out: { type: 'string' } } })
if (!values.out) {
  console.error('usage: npm run documents -- --out DIR')
  process.exit(2)
}
const out = values.out
for (const folder of ['papers', 'charges']) mkdirSync(join(out, folder), { recursive: true })

const tools = { fonts: openFonts('templates/fonts'), texts: openTexts('templates/locales') }
let count = 0

for (const locale of locales) {
  for (const [sale, content] of Object.entries(salesIn(locale))) {
    keep(join('papers', `${sale}-${locale}-proposal.pdf`), await drawProposal(content, tools))
    const statement = transportOf(issuedFrom(content).invoice, Temporal.PlainDate.from('2026-11-16'))
    if (statement)
      keep(join('papers', `${sale}-${locale}-transport.pdf`), await drawTransportStatement(statement, tools))
    for (const [kind, document] of Object.entries(issuedFrom(content))) {
      keep(`${sale}-${locale}-${kind}.pdf`, await drawInvoice(document, tools))
      keep(`${sale}-${locale}-${kind}.xml`, writeUbl(document, tools))
    }
  }
}
for (const locale of locales) {
  for (const [vat, facts] of Object.entries(charges)) {
    const name = join('charges', `${vat}-${locale}`)
    keep(`${name}.pdf`, await drawChargeInvoice(facts, locale, tools))
    keep(`${name}.xml`, writeChargeUbl(facts, tools.texts(locale)))
  }
}
console.log(`${count} documents are in ${out}`)

/** The final document of a sale, and the credit note that takes half of its first line back. */
function issuedFrom(content: ProposalContent): Readonly<Record<'invoice' | 'credit-note', Invoice>> {
  const number = 'TI-SB-2026-000001'
  const issuedOn = '2026-11-21'
  const half = { no: 1, awardMinor: Math.round((content.lines[0]?.awardMinor ?? 0) / 2) }
  return {
    invoice: { number, type: '389', issuedOn, content },
    'credit-note': {
      number: 'TI-CN-2026-000001',
      type: '261',
      issuedOn: '2026-11-25',
      content: composeCredit(content, [half], creditedSoFar([])),
      corrects: { number, issuedOn, reason: 'Hard disk missing / Harddisk mangler' },
    },
  }
}

function keep(name: string, bytes: Buffer): void {
  writeFileSync(join(out, name), bytes)
  count += 1
}
