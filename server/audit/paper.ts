/** How the papers of an audit look: A4, one column of words, photos two in a row. Millimetres. Knows type and colour only. */
import type { Box, Colour, Sheet } from '../documents/sheet.ts'
import type { Texts } from '../texts/texts.ts'

export const ink: Colour = '#16242e'
export const slate: Colour = '#5b6973'
const accent: Colour = '#0f5c6e'
const rule: Colour = '#c8d1d6'

export const left = 18
export const width = 174
export const top = 18
export const bottom = 279

/** What papers of an audit are drawn with. `picture` gives a kept picture by its hash. */
export type PaperTools = {
  readonly texts: Texts
  readonly picture: (sha256: string) => Promise<Buffer>
}

/** Title and subtitle under a bar. Gives the `y` below. */
export function heading(sheet: Sheet, title: string, subtitle: string): number {
  tint(sheet, { x: left, y: top, width: 12, height: 1.2 })
  const y = sheet.text(title, { x: left, y: top + 4, width, size: 20, face: 'bold', colour: ink })
  return sheet.text(subtitle, { x: left, y: y + 1, width, size: 10, colour: slate }) + 5
}

const tint = (sheet: Sheet, box: Box): void => sheet.fill(box, accent)

/** A small heading with a line under it, on the page where the `next` millimetres after it stand. */
export function section(sheet: Sheet, title: string, y: number, next = 16): number {
  const from = room(sheet, y, 8 + next)
  const below = sheet.text(title, { x: left, y: from, width, size: 12, face: 'bold', colour: ink })
  sheet.line({ x1: left, y1: below + 0.6, x2: left + width, y2: below + 0.6, thickness: 0.25, colour: rule })
  return below + 2.5
}

/** Rows of a name and one or two values. Gives the `y` below. */
export function rows(sheet: Sheet, lines: readonly (readonly string[])[], y: number): number {
  let from = y
  for (const [name = '', ...values] of lines) {
    const column = (width - 62) / Math.max(1, values.length)
    const placed = values.map((value, place) => ({ value, x: left + 62 + place * column, width: column - 3 }))
    const size = 10
    const height = Math.max(
      ...[{ value: name, width: 58 }, ...placed].map((one) =>
        sheet.heightOf(one.value, { width: one.width, size }),
      ),
    )
    from = room(sheet, from, height)
    sheet.text(name, { x: left, y: from, width: 58, size, colour: slate })
    for (const { value, ...at } of placed) sheet.text(value, { ...at, y: from, size, colour: ink })
    from += height + 1.2
  }
  return from + 2
}

/** A paragraph; gives the `y` below. */
export function paragraph(sheet: Sheet, text: string, y: number, size = 10): number {
  const from = room(sheet, y, sheet.heightOf(text, { width, size }))
  return sheet.text(text, { x: left, y: from, width, size, colour: ink }) + 1.5
}

/** `y`, or the top of a further page when so many millimetres do not fit below it. */
export function room(sheet: Sheet, y: number, height: number): number {
  if (y + height <= bottom) return y
  sheet.addPage()
  return top
}
