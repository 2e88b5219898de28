/**
 * The labels of one shipment as one PDF, a page for each parcel. The default form is A4 for printers at home: the label
 * to cut out, how to use it, and the packing slip for inside the box (R33). Facts in, bytes out.
 */
import { Temporal } from 'temporal-polyfill'
import type { Fonts } from '../documents/fonts.ts'
import { openSheet } from '../documents/pdf.ts'
import { papers, type Sheet } from '../documents/sheet.ts'
import type { Texts } from '../texts/texts.ts'
import type { LabelFacts, LabelParcel } from './label-facts.ts'
import { drawGuide, drawSlip } from './label-guide.ts'
import { drawPanel, panelSize, type LabelDrawing } from './label-panel.ts'

export type LabelForm = 'A4' | 'A6' | '4x6in'

/** What drawing needs: typefaces, the participant's language, and what the QR code of a parcel says. */
export type LabelTools = {
  readonly fonts: Fonts
  readonly texts: Texts
  readonly code: (facts: LabelFacts, parcel: LabelParcel) => string
  /** Seals the finished file. */
  readonly sign?: (pdf: Buffer) => Buffer | Promise<Buffer>
}

/**
 * Draws every parcel's label. The same facts give the same bytes until they are signed.
 * @throws Error when a text has a letter that no typeface prints: `printable` was not asked at application time.
 */
export async function drawLabel(
  facts: LabelFacts,
  tools: LabelTools,
  form: LabelForm = 'A4',
): Promise<Buffer> {
  const { texts, fonts } = tools
  const title = texts.text(facts.way === 'pick-up' ? 'label.collection' : 'label.title')
  const sheet = openSheet({
    fonts,
    size: papers[form],
    title: `${title} ${facts.reference}`,
    author: facts.recipient.name,
    language: texts.locale,
    exactSize: true,
    createdAt: Temporal.Instant.from(`${facts.issuedOn}T00:00:00Z`),
  })
  for (const [place, parcel] of facts.parcels.entries()) {
    if (place > 0) sheet.addPage()
    drawPage({ sheet, texts, facts, parcel, code: tools.code(facts, parcel) }, form)
  }
  const pdf = await sheet.finish()
  return tools.sign ? tools.sign(pdf) : pdf
}

/** Millimetres of the A4 sheet: where the label ends to the right and below. */
const cut = { x: 111, y: 153 }

function drawPage(drawing: LabelDrawing, form: LabelForm): void {
  const { paper } = drawing.sheet
  if (form !== 'A4') {
    drawPanel(drawing, {
      x: (paper.width - panelSize.width) / 2,
      y: (paper.height - panelSize.height) / 2,
    })
    return
  }
  drawPanel(drawing, { x: 11, y: 10 })
  drawCutLines(drawing.sheet)
  drawGuide(drawing, { x: cut.x + 7, y: 10, width: paper.width - cut.x - 18, bottom: cut.y - 5 })
  drawSlip(drawing, { x: 11, y: cut.y + 8, width: paper.width - 22 })
}

function drawCutLines(sheet: Sheet): void {
  const dashed = { thickness: 0.2, dash: [2, 1.5], colour: '#5b6973' } as const
  sheet.line({ x1: 0, y1: cut.y, x2: sheet.paper.width, y2: cut.y, ...dashed })
  sheet.line({ x1: cut.x, y1: 0, x2: cut.x, y2: cut.y, ...dashed })
}
