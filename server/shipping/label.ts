/**
 * The labels of shipments as one PDF, a page for each parcel. The default form is A4 for printers at home: the label
 * to cut out, how to use it, and the packing slip for inside the box (R33). Facts in, bytes out.
 */
import { Temporal } from 'temporal-polyfill'
import type { Fonts } from '../documents/fonts.ts'
import { openQuickSheet } from '../documents/quick.ts'
import type { SheetOptions } from '../documents/pdf.ts'
import { papers, type Sheet } from '../documents/sheet.ts'
import type { Texts } from '../texts/texts.ts'
import type { LabelFacts, LabelParcel } from './label-facts.ts'
import { drawGuide } from './label-guide.ts'
import { drawPanel, panelSizes, type LabelDrawing, type PanelSize } from './label-panel.ts'
import { drawSlip } from './packing-slip.ts'

export const labelPapers = ['A4', 'A6', '4x6in'] as const
export type LabelPaper = (typeof labelPapers)[number]

/** What drawing needs: typefaces, the participant's language, and what the QR code of a parcel says. */
export type LabelTools = {
  readonly fonts: Fonts
  readonly texts: Texts
  readonly code: (facts: LabelFacts, parcel: LabelParcel) => string
  /** Seals the finished file. */
  readonly sign?: (pdf: Buffer) => Buffer | Promise<Buffer>
  /** Hears how many labels of several are drawn. */
  readonly told?: ((done: number) => void) | undefined
  /** Default: the quick sheet, which gives files of PDF. */
  readonly open?: (options: SheetOptions) => Sheet
}

/**
 * Draws every parcel's label. The same facts give the same bytes until they are signed.
 * @throws Error when a text has a letter that no typeface prints: `printable` was not asked at application time.
 */
export const drawLabel = (facts: LabelFacts, tools: LabelTools, paper: LabelPaper = 'A4'): Promise<Buffer> =>
  drawLabels([{ facts, texts: tools.texts }], tools, paper)

/** Labels of several shipments, each in its participant's language, one after the other in one file. */
export async function drawLabels(
  labels: readonly { readonly facts: LabelFacts; readonly texts: Texts }[],
  tools: LabelTools,
  paper: LabelPaper,
): Promise<Buffer> {
  const [first] = labels
  if (!first) throw new RangeError('no labels to draw')
  const sheet = openFor(first.facts, labels.length, tools, paper)
  for (const [place, { facts, texts }] of labels.entries()) {
    for (const [no, parcel] of facts.parcels.entries()) {
      if (place + no > 0) sheet.addPage(papers[paper])
      drawPage({ sheet, texts, facts, parcel, code: tools.code(facts, parcel) }, paper)
    }
    if ((place + 1) % breath === 0) {
      tools.told?.(place + 1)
      // Where no thread draws, requests get their turn in between.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const pdf = await sheet.finish()
  return tools.sign ? tools.sign(pdf) : pdf
}

/** Labels drawn at a stretch. */
const breath = 20

function openFor(facts: LabelFacts, count: number, tools: LabelTools, paper: LabelPaper): Sheet {
  const { texts, fonts, open = openQuickSheet } = tools
  const title = texts.text(facts.way === 'pick-up' ? 'label.collection' : 'label.title')
  return open({
    fonts,
    size: papers[paper],
    title: count === 1 ? `${title} ${facts.reference}` : texts.text('label.bundle', { count }),
    author: facts.recipient.name,
    language: texts.locale,
    exactSize: true,
    createdAt: Temporal.Instant.from(`${facts.issuedOn}T00:00:00Z`),
  })
}

/** Millimetres of the A4 sheet: where the label ends to the right and below. */
const cut = { x: 111, y: 160 }

function drawPage(drawing: LabelDrawing, form: LabelPaper): void {
  const { paper } = drawing.sheet
  if (form !== 'A4') {
    const size: PanelSize = form === 'A6' ? 'small' : 'tall'
    const { width, height } = panelSizes[size]
    drawPanel(drawing, { x: (paper.width - width) / 2, y: (paper.height - height) / 2 }, size)
    return
  }
  drawPanel(drawing, { x: 11, y: 8 }, 'tall')
  drawing.sheet.common('cut', () => drawCutLines(drawing.sheet))
  drawGuide(drawing, { x: cut.x + 7, y: 8, width: paper.width - cut.x - 18, bottom: cut.y - 5 })
  drawSlip(drawing, { x: 11, y: cut.y + 8, width: paper.width - 22, bottom: paper.height - 10 })
}

function drawCutLines(sheet: Sheet): void {
  const dashed = { thickness: 0.2, dash: [2, 1.5], colour: '#5b6973' } as const
  sheet.line({ x1: 0, y1: cut.y, x2: sheet.paper.width, y2: cut.y, ...dashed })
  sheet.line({ x1: cut.x, y1: 0, x2: cut.x, y2: cut.y, ...dashed })
}
