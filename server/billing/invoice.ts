/**
 * Draws proposals and issued documents as PDF. A final document is an archival Factur-X file with its CII inside; a
 * proposal has neither number nor XML. The same content gives the same bytes: the only date is its own.
 */
import { Temporal } from 'temporal-polyfill'
import { ciiOf } from '../documents/cii.ts'
import { facturX } from '../documents/factur-x.ts'
import type { Fonts } from '../documents/fonts.ts'
import { openSheet } from '../documents/pdf.ts'
import { ublOf } from '../documents/ubl.ts'
import type { Locale, Texts } from '../texts/texts.ts'
import type { Invoice, ProposalContent } from './content.ts'
import { eInvoiceOf } from './e-invoice.ts'
import { answerBlock, lineBlocks, paymentBlock, sumsBlock } from './figures.ts'
import { bottom, left, paginate, right, rule, slate, width, type Flow, type Page } from './page.ts'
import { bannerBlock, drawHead, lawBlock, partiesBlock, titleKey, type Subject } from './sections.ts'
import { inBoth, type Words } from './words.ts'

/** What drawing needs: the typefaces and every language's words. */
export type DrawingTools = { readonly fonts: Fonts; readonly texts: (locale: Locale) => Texts }

/** "Forslag / Proposal – not an invoice" (R48, A2). */
export const drawProposal = (content: ProposalContent, tools: DrawingTools): Promise<Buffer> =>
  draw({ content }, tools)

/** The final document, settlement note or credit note (R48, R49). PDF/A-3b with factur-x.xml. */
export const drawInvoice = (invoice: Invoice, tools: DrawingTools): Promise<Buffer> =>
  draw({ content: invoice.content, invoice }, tools)

/** The same document as Peppol UBL, UTF-8. */
export const writeUbl = (invoice: Invoice, { texts }: Pick<DrawingTools, 'texts'>): Buffer =>
  Buffer.from(ublOf(eInvoiceOf(invoice, wordsFor(invoice.content, texts))), 'utf8')

/** In the seller's language and in English. */
export const wordsFor = (
  { locale }: Pick<ProposalContent, 'locale'>,
  texts: DrawingTools['texts'],
): Words => ({
  own: texts(locale),
  ...(locale !== 'en' && { english: texts('en') }),
})

function draw(subject: Subject, { fonts, texts }: DrawingTools): Promise<Buffer> {
  const { content, invoice } = subject
  const words = wordsFor(content, texts)
  const name = invoice?.number ?? `${content.reference}, ${content.version}`
  const sheet = openSheet({
    fonts,
    title: `${words.own.text(`invoice.${titleKey(subject)}`)} ${name}`,
    author: content.issuer.name,
    language: content.locale,
    createdAt: Temporal.Instant.from(`${invoice?.issuedOn ?? content.composedOn}T00:00:00Z`),
    archival: true,
  })
  setDocument({ sheet, words }, subject)
  if (invoice) sheet.attach(facturX(ciiOf(eInvoiceOf(invoice, words))))
  return sheet.finish()
}

/** Sets all pages of a document on a sheet, whatever that draws on. */
export function setDocument(page: Page, subject: Subject): void {
  const pages = paginate(flowOf(page, subject), drawHead(page, subject))
  for (const [index, blocks] of pages.entries()) {
    if (index > 0) page.sheet.addPage()
    for (const { block, y } of blocks) block.draw(y)
    drawFoot(page, subject, index + 1, pages.length)
  }
}

const flowOf = (page: Page, subject: Subject): Flow => [
  ...(subject.invoice ? [] : [bannerBlock(page)]),
  partiesBlock(page, subject),
  lawBlock(page, subject),
  ...lineBlocks(page, subject),
  sumsBlock(page, subject),
  ...(subject.invoice?.type === '261' ? [] : [paymentBlock(page, subject)]),
  ...(subject.invoice ? [] : [answerBlock(page)]),
]

function drawFoot({ sheet, words }: Page, { content, invoice }: Subject, page: number, pages: number): void {
  const y = bottom + 4
  sheet.line({ x1: left, y1: y, x2: right, y2: y, thickness: 0.15, colour: rule })
  const style = { y: y + 1.6, size: 7.5, lines: 1, colour: slate, width: width / 2 } as const
  sheet.text(invoice?.number ?? content.reference, { ...style, x: left })
  sheet.text(inBoth(words, 'page', { page, pages }), { ...style, x: left + width / 2, align: 'right' })
}
