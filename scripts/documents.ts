/**
 * `npm run documents -- --out DIR` writes one document of every kind, treatment of VAT and language: proposals, final
 * documents and credit notes as PDF, and the last two as UBL. For a judge that knows nothing of this house; what is no
 * invoice, proposals and statements of transport, stands in `papers`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Temporal } from 'temporal-polyfill'
import type { Invoice, ProposalContent } from '../server/billing/content.ts'
import { composeCredit, creditedSoFar } from '../server/billing/correction.ts'
import { drawInvoice, drawProposal, writeUbl } from '../server/billing/invoice.ts'
import { openFonts } from '../server/documents/fonts.ts'
import { openTexts, locales } from '../server/texts/texts.ts'
import { drawTransportStatement, transportOf } from '../server/billing/transport-statement.ts'
import { salesIn } from './samples/sales.ts'

const { values } = parseArgs({ options: { out: { type: 'string' } } })
if (!values.out) {
  console.error('usage: npm run documents -- --out DIR')
  process.exit(2)
}
const out = values.out
mkdirSync(join(out, 'papers'), { recursive: true })

const tools = { fonts: openFonts('templates/fonts'), texts: openTexts('templates/locales') }
let count = 0

for (const locale of locales) {
  for (const [sale, content] of Object.entries(salesIn(locale))) {
    keepApart(`${sale}-${locale}-proposal.pdf`, await drawProposal(content, tools))
    const statement = transportOf(issuedFrom(content).invoice, Temporal.PlainDate.from('2026-11-16'))
    if (statement)
      keepApart(`${sale}-${locale}-transport.pdf`, await drawTransportStatement(statement, tools))
    for (const [kind, document] of Object.entries(issuedFrom(content))) {
      keep(`${sale}-${locale}-${kind}.pdf`, await drawInvoice(document, tools))
      keep(`${sale}-${locale}-${kind}.xml`, writeUbl(document, tools))
    }
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

/** Papers that are no invoices stand apart from what is judged as invoices. */
function keepApart(name: string, bytes: Buffer): void {
  keep(join('papers', name), bytes)
}

function keep(name: string, bytes: Buffer): void {
  writeFileSync(join(out, name), bytes)
  count += 1
}
