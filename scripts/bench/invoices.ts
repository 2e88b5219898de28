/**
 * Proposals and final documents, with PDF/A-3, CII and UBL: how many a core makes in a second, and how long a final
 * one takes beside the same page drawn by bare pdfkit with the same typefaces embedded.
 */
import PDFDocument from 'pdfkit'
import { readFileSync } from 'node:fs'
import type { Invoice } from '../../server/billing/content.ts'
import { drawInvoice, drawProposal, setDocument, wordsFor, writeUbl } from '../../server/billing/invoice.ts'
import { openFonts } from '../../server/documents/fonts.ts'
import { papers, sheetOn, type Canvas } from '../../server/documents/sheet.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { everyTreatment } from '../samples/sales.ts'
import { cpuMilliseconds, type Figure } from './figure.ts'

const runs = 200

export const measure = async (): Promise<Figure[]> => {
  const tools = { texts: openTexts('templates/locales'), fonts: openFonts('templates/fonts') }
  const content = everyTreatment.mixed
  let ordinal = 0
  const next = (): Invoice => {
    ordinal += 1
    return { number: `SB-DK-2026-${ordinal}`, type: '389', issuedOn: '2026-11-21', content }
  }
  const whole = async (): Promise<void> => {
    const invoice = next()
    await drawProposal({ ...content, reference: `TI-${ordinal}` }, tools)
    await drawInvoice(invoice, tools)
    writeUbl(invoice, tools)
  }
  const page = recorded(next(), tools)
  const wholeMs = await cpuMilliseconds(runs, whole)
  const finalMs = await cpuMilliseconds(runs, () => drawInvoice(next(), tools))
  const bareMs = await cpuMilliseconds(runs, () => bareDocument(page))
  return [
    { name: 'proposal and final with their XML', value: 1000 / wholeMs, unit: 'a second', atLeast: 40 },
    { name: 'one final document', value: finalMs, unit: 'ms', baseline: bareMs, ratioAtMost: 3 },
  ]
}

type Drawn = (document: PDFKit.PDFDocument) => unknown

const points = (millimetres: number): number => (millimetres * 72) / 25.4

/** What a document draws, as calls of pdfkit's own. */
function recorded(invoice: Invoice, { texts, fonts }: Parameters<typeof drawInvoice>[1]): Drawn[] {
  const drawn: Drawn[] = []
  const canvas: Canvas = {
    addPage: () => drawn.push((document) => document.addPage({ size: 'A4', margin: 0 })),
    letters: (text, { x, y, size, face, colour }) =>
      drawn.push((document) =>
        document
          .font(face)
          .fontSize(size)
          .fillColor(colour)
          .text(text, points(x), points(y), { lineBreak: false }),
      ),
    fill: (boxes, colour) =>
      drawn.push((document) => {
        for (const { x, y, width, height } of boxes)
          document.rect(points(x), points(y), points(width), points(height))
        document.fill(colour)
      }),
    stroke: ({ x1, y1, x2, y2, colour = '#000000' }) =>
      drawn.push((document) =>
        document.strokeColor(colour).moveTo(points(x1), points(y1)).lineTo(points(x2), points(y2)).stroke(),
      ),
    picture: () => undefined,
    common: (_key, draw) => draw(),
    attach: () => undefined,
    finish: async () => Buffer.alloc(0),
  }
  const sheet = sheetOn(canvas, fonts, papers.A4)
  setDocument({ sheet, words: wordsFor(invoice.content, texts) }, { content: invoice.content, invoice })
  return drawn
}

const faces = {
  regular: readFileSync('templates/fonts/NotoSans-Regular.ttf'),
  bold: readFileSync('templates/fonts/NotoSans-Bold.ttf'),
}

function bareDocument(drawn: readonly Drawn[]): Promise<number> {
  const document = new PDFDocument({ autoFirstPage: false, font: null as never })
  for (const [name, bytes] of Object.entries(faces)) document.registerFont(name, bytes)
  const length = new Promise<number>((resolve) => {
    let count = 0
    document.on('data', (chunk: Buffer) => (count += chunk.length))
    document.on('end', () => resolve(count))
  })
  for (const draw of drawn) draw(document)
  document.end()
  return length
}
