/**
 * What every label of a language has: the black head, captions, rules, and the panel with the statement that the
 * participant signs by hand on the outside of the box (R33). Drawn once and stamped. Millimetres.
 */
import type { Box, Placing, Sheet } from '../documents/sheet.ts'
import type { Texts } from '../texts/texts.ts'
import type { LabelFacts } from './label-facts.ts'
import type { Corner, LabelDrawing } from './label-panel.ts'

const width = 95
const captionSize = 6
/** Of a caption's line, so that what it names begins below it. */
export const captionHeight = (captionSize * 1.25 * 25.4) / 72

/** Of the columns for date, weight and reference. */
export const widthsOfFigures = [39, 26, 30] as const

/** Lines of the signature panel: where each field begins and ends. */
export const signatureFields = {
  signature: { from: 2, to: 48 },
  name: { from: 50, to: 75 },
  date: { from: 77, to: 93 },
} as const
/** From the top of the panel to the line that is written on. */
export const signatureLine = 22.8

/** Draws what depends on the language, the way and the revision alone. */
export function drawFrame({ sheet, texts, facts }: LabelDrawing, at: Corner): void {
  const { way, revision, pickup } = facts
  const window = pickup ? texts.text('label.window', pickup) : ''
  const key = ['frame', at.x, at.y, texts.locale, way, revision, window].join(' ')
  sheet.common(key, () => {
    drawHead(sheet, texts, facts, at)
    const beside = { x: at.x, width: 63 }
    caption(sheet, texts.text('label.to'), { ...beside, y: at.y + 11 })
    caption(sheet, texts.text('label.from'), { ...beside, y: at.y + 35 })
    drawFigureCaptions(sheet, texts, facts, { x: at.x, y: at.y + 46 })
    caption(sheet, texts.text('label.devices'), { x: at.x, y: at.y + 56.3, width: 80 })
    drawSignaturePanel(sheet, texts, { x: at.x, y: at.y + 71 })
  })
}

function drawHead(sheet: Sheet, texts: Texts, { way }: LabelFacts, { x, y }: Corner): void {
  blacken(sheet, { x, y, width, height: 9 })
  const title = texts.text(way === 'pick-up' ? 'label.do-not-post' : 'label.title')
  const style: Omit<Placing, 'x' | 'y' | 'width'> = { size: 13, lines: 1, face: 'bold', colour: '#ffffff' }
  sheet.text(title, { ...style, x: x + 3, y: y + 1.5, width: 58 })
}

function drawFigureCaptions(sheet: Sheet, texts: Texts, facts: LabelFacts, { x, y }: Corner): void {
  const claim = texts.text('label.claim')
  // A label that replaced another says so.
  const revision = facts.revision > 1 ? texts.text('label.revision', { revision: facts.revision }) : ''
  const captions = [
    dateCaption(texts, facts),
    texts.text('label.weight'),
    revision ? `${claim} · ${revision}` : claim,
  ]
  for (const line of [y - 0.6, y + 9.2])
    sheet.line({ x1: x, y1: line, x2: x + width, y2: line, thickness: 0.3 })
  let left = x
  for (const [place, text] of captions.entries()) {
    const room = widthsOfFigures[place] ?? 0
    caption(sheet, text, { x: left, y, width: room - 2 })
    left += room
  }
}

function dateCaption(texts: Texts, { way, pickup }: LabelFacts): string {
  if (way === 'drop-off') return texts.text('label.ship-by')
  const name = texts.text('label.fetched-on')
  return pickup ? `${name} ${texts.text('label.window', pickup)}` : name
}

function drawSignaturePanel(sheet: Sheet, texts: Texts, { x, y }: Corner): void {
  sheet.outline({ x, y, width, height: 27 }, { thickness: 0.4 })
  sheet.text(texts.text('label.statement'), { x: x + 2, y: y + 1.2, width: width - 4, size: 7.5, lines: 2 })
  for (const [key, { from, to }] of Object.entries(signatureFields)) {
    const line = y + signatureLine
    sheet.line({ x1: x + from, y1: line, x2: x + to, y2: line, thickness: 0.2 })
    caption(sheet, texts.text(`label.${key}`), { x: x + from, y: line + 0.4, width: to - from })
  }
}

const caption = (sheet: Sheet, text: string, at: Corner & { readonly width: number }): number =>
  sheet.text(text, { ...at, size: captionSize, lines: 1, smallest: 4.5 })

/** One black box. */
export const blacken = (sheet: Sheet, box: Box): void => sheet.fill(box)
