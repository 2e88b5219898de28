/** A signature given on screen, printed where a pen would have made it (R33). Millimetres. */
import { Temporal } from 'temporal-polyfill'
import { signatureFields, signatureLine } from './label-frame.ts'
import type { Corner, LabelDrawing } from './label-panel.ts'

/** Height of the field that is drawn in. */
const height = 13

/** Draws nothing on a label that is still to be signed by hand. */
export function drawSigned(drawing: LabelDrawing, { x, y }: Corner): void {
  const { sheet, texts, facts } = drawing
  if (!facts.signature) return
  const { name, signedOn, strokes } = facts.signature
  const { signature, name: capitals, date } = signatureFields
  const line = y + signatureLine
  if (strokes.length > 0) drawStrokes(drawing, { x: x + signature.from, y: line - height })
  else sheet.text(name, { ...placed(signature, x), y: line - 6, size: 11 })
  sheet.text(name, { ...placed(capitals, x), y: line - 4.6, size: 8 })
  const day = texts.date(Temporal.PlainDate.from(signedOn))
  sheet.text(day, { ...placed(date, x), y: line - 4.6, size: 8 })
}

const widthOf = ({ from, to }: { readonly from: number; readonly to: number }): number => to - from

const placed = (field: { readonly from: number; readonly to: number }, x: number) =>
  ({ x: x + field.from, width: widthOf(field), lines: 1, smallest: 3 }) as const

function drawStrokes({ sheet, facts }: LabelDrawing, { x, y }: Corner): void {
  const width = widthOf(signatureFields.signature)
  for (const stroke of facts.signature?.strokes ?? [])
    for (const [place, [right, down]] of stroke.entries()) {
      const [fromRight, fromDown] = stroke[place - 1] ?? [right, down]
      const from = { x1: x + (fromRight * width) / 1000, y1: y + (fromDown * height) / 1000 }
      sheet.line({ ...from, x2: x + (right * width) / 1000, y2: y + (down * height) / 1000, thickness: 0.35 })
    }
}
