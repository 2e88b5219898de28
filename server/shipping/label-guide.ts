/**
 * What stands on the A4 sheet beside the label: how to print, sign and post it, and the ruler that shows whether the
 * printer scaled. Millimetres.
 */
import type { Sheet } from '../documents/sheet.ts'
import type { Texts } from '../texts/texts.ts'
import type { LabelFacts } from './label-facts.ts'
import { blacken } from './label-frame.ts'
import { dayText, type Corner, type LabelDrawing } from './label-panel.ts'

const grey = '#5b6973'
const gap = 2.4

type Column = Corner & { readonly width: number; readonly bottom: number }

/** Numbered steps and the ruler; `bottom` is where the space for them ends. */
export function drawGuide(drawing: LabelDrawing, column: Column): void {
  const { sheet, texts, facts } = drawing
  const { way, shipBy, pickup, contact } = facts
  // Labels are made by the day, so those of one day share it.
  const key = JSON.stringify(['guide', texts.locale, way, shipBy, pickup, contact, column])
  sheet.common(key, () => drawColumn(drawing, column))
}

function drawColumn({ sheet, texts, facts }: LabelDrawing, { x, y, width, bottom }: Column): void {
  let below =
    sheet.text(texts.text('label.guide.title'), { x, y, width, size: 13, lines: 1, face: 'bold' }) + 2
  for (const [place, step] of stepsFor(texts, facts).entries()) {
    sheet.text(`${place + 1}`, { x, y: below, width: 6, size: 9.5, lines: 1, face: 'bold' })
    below = sheet.text(step, { x: x + 6, y: below, width: width - 6, size: 9.5 }) + gap
  }
  sheet.text(texts.text('label.guide.contact', facts.contact), {
    x,
    y: below + 1,
    width,
    size: 8.5,
    lines: 2,
    colour: grey,
  })
  drawRuler(sheet, texts, { x, y: bottom - 6 })
}

function stepsFor(texts: Texts, { way, shipBy, pickup }: LabelFacts): string[] {
  const common = ['print', 'cut', 'pack', 'sign', 'tape'].map((step) => texts.text(`label.guide.${step}`))
  if (way === 'drop-off') {
    const post = texts.text('label.guide.post', { date: dayText(texts, shipBy) })
    return [...common, post, texts.text('label.guide.limit')]
  }
  const fetch = pickup
    ? texts.text('label.guide.fetch', { date: dayText(texts, pickup.on), from: pickup.from, to: pickup.to })
    : texts.text('label.guide.fetch-later')
  return [...common, fetch]
}

/** Exactly 50 mm between the outer edges of its end marks. */
function drawRuler(sheet: Sheet, texts: Texts, { x, y }: Corner): void {
  const thickness = 0.25
  blacken(sheet, { x, y: y + 2, width: 50, height: thickness })
  for (let tick = 0; tick <= 50; tick += 5) {
    const height = tick % 50 === 0 ? 4 : tick % 10 === 0 ? 2.5 : 1.5
    const left = x + (tick === 0 ? 0 : tick === 50 ? 50 - thickness : tick - thickness / 2)
    blacken(sheet, { x: left, y: y + 2 + thickness / 2 - height / 2, width: thickness, height })
  }
  sheet.text(texts.text('label.guide.ruler'), { x: x + 52, y: y + 0.2, width: 20, size: 8.5, lines: 1 })
}
