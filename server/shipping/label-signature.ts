/** A signature given on screen, printed where a pen would have made it (R33). Millimetres. */
import { Temporal } from 'temporal-polyfill'
import { signatureFields, signatureLine } from './label-frame.ts'
import type { Corner, LabelDrawing } from './label-panel.ts'

/** Height of the field that is drawn in. */
const height = 13

/** Draws nothing on a label that is still to be signed by hand. */
export function drawSigned({ sheet, texts, facts }: LabelDrawing, { x, y }: Corner): void {
  const { signature } = facts
  if (!signature) return
  const line = y + signatureLine
  const { signature: field, name, date } = signatureFields
  const style = { lines: 1, y: line - 4.6, smallest: 3 } as const
  const width = (of: { from: number; to: number }): number => of.to - of.from
  for (const stroke of signature.strokes)
    for (const [place, end] of stroke.entries()) {
      const start = stroke[place - 1]
      if (!start) continue
      const [from, to] = [start, end].map(([right, down]) => ({
        x: x + field.from + right * width(field),
        y: line - height + down * height,
      }))
      if (from && to) sheet.line({ x1: from.x, y1: from.y, x2: to.x, y2: to.y, thickness: 0.35 })
    }
  if (signature.strokes.length === 0)
    sheet.text(signature.name, { ...style, y: line - 6, x: x + field.from, width: width(field), size: 11 })
  sheet.text(signature.name, { ...style, x: x + name.from, width: width(name), size: 8 })
  const day = texts.date(Temporal.PlainDate.from(signature.signedOn))
  sheet.text(day, { ...style, x: x + date.from, width: width(date), size: 8 })
}
