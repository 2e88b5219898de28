/**
 * Bar codes as black boxes in millimetres: GS1-128 (GS1 General Specifications 5.4), QR by the package of that name.
 * Everything stands on the dots of an 8-dot printer, so that no bar is a dot too wide. Knows symbols; knows no parcel.
 */
import { encodeQR } from 'qr'
import { code128, fnc1, type Bars } from './code128.ts'
import type { Box } from './sheet.ts'

/** 203 dpi printers have 8 dots to the millimetre; on paper of 600 dpi it does no harm. */
const dot = 0.125

/** X-dimension of our GS1-128 in millimetres: four dots. GS1 allows 0.495 to 1.016 for logistic labels. */
const moduleWidth = 0.5

/** Taken off a bar's width in millimetres, because a drawing program blackens every dot that it touches. */
const trim = 0.02

/** Modules of white that a reader needs beside the bars. */
const quietModules = 10

/** An application identifier and its value, such as `00` and an SSCC. */
export type Gs1Element = { readonly ai: string; readonly value: string }

/** Application identifiers of a fixed length need no separator after them (GS1 General Specifications 7.8.5). */
const fixedLength = new Set(['00', '01', '02', '11', '13', '15', '17', '20', '402', '410', '415'])

/**
 * Bars of several elements in one GS1-128 symbol.
 * @throws RangeError for a character outside ISO 646: application identifiers carry no others.
 */
export function gs1Bars(elements: readonly Gs1Element[]): Bars {
  const last = elements.length - 1
  const message = elements.map(
    ({ ai, value }, place) => ai + value + (place < last && !fixedLength.has(ai) ? fnc1 : ''),
  )
  return code128(fnc1 + message.join(''))
}

/** As it stands under the bars, in groups of four for the eye: `(00) 3952 1234 5000 0000 17`. */
export const gs1Text = (elements: readonly Gs1Element[]): string =>
  elements.map(({ ai, value }) => `(${ai}) ${value.replace(/(.{4})(?=.)/g, '$1 ')}`).join('  ')

/** Width in millimetres of a symbol with its quiet zones. */
export const widthOfBars = ({ modules }: Bars): number => (modules + 2 * quietModules) * moduleWidth

/** Boxes of a symbol whose left quiet zone begins at `x` or up to a dot beside it. */
export function barBoxes({ widths }: Bars, { x, y, height }: Omit<Box, 'width'>): Box[] {
  let left = onDot(x) + quietModules * moduleWidth
  return widths.flatMap((modules, place) => {
    const bar = { x: left + trim / 2, y, width: modules * moduleWidth - trim, height }
    left += modules * moduleWidth
    return place % 2 === 0 ? [bar] : []
  })
}

/** ISO/IEC 18004 asks for four modules of white around. */
const quietSquares = 4

/**
 * Boxes of a QR symbol of level M within a square, quiet zone included; as large as whole dots allow.
 * @throws RangeError when a module would be under 3 dots, which 203 dpi printers and telephones no longer tell apart.
 */
export function qrBoxes(text: string, { x, y, size }: { x: number; y: number; size: number }): Box[] {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
  const squares = rows.length - 2
  const square = Math.floor(size / (squares + 2 * quietSquares) / dot) * dot
  if (square < 3 * dot) throw new RangeError(`a QR code of ${squares} squares does not fit ${size} mm`)
  const start = (size - squares * square) / 2 - square
  const [left, top] = [onDot(x + start) + hair, onDot(y + start) + hair]
  const boxes: Box[] = []
  for (const [line, row] of rows.entries()) {
    for (let from = row.indexOf(true); from !== -1;) {
      const end = row.indexOf(false, from)
      const to = end === -1 ? row.length : end
      boxes.push({
        x: left + from * square,
        y: top + line * square,
        width: (to - from) * square - 2 * hair,
        height: square - 2 * hair,
      })
      from = row.indexOf(true, to)
    }
  }
  return boxes
}

/** Keeps a square off the next dot without showing as a white line between two rows. Millimetres. */
const hair = 0.002

/** The nearest dot of the printer. */
export const onDot = (millimetres: number): number => Math.round(millimetres / dot) * dot

/** A QR symbol for a screen, as an SVG element whose dark squares take the ink of the page. Level M, quiet zone included. */
export function qrPicture(text: string): string {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: quietSquares })
  const path = rows.flatMap((row, line) =>
    row.flatMap((dark, place) => (dark ? [`M${place} ${line}h1v1h-1z`] : [])),
  )
  const size = rows.length
  return `<svg class="qr" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true" focusable="false"><path d="${path.join('')}"/></svg>`
}
