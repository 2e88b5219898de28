/** GS1 DataMatrix (ISO/IEC 16022, GS1 General Specifications 5.7) as black boxes in millimetres. Knows no parcel. */
import bwip from 'bwip-js/node'
import { onDot, type Gs1Element } from './barcode.ts'
import type { Box } from './sheet.ts'

/** Four dots of an 8-dot printer, as our bars are. Millimetres. */
const square = 0.5

/** @throws RangeError when the symbol with its quiet zone of one square is larger than the space. */
export function matrixBoxes(
  elements: readonly Gs1Element[],
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): Box[] {
  const text = elements.map(({ ai, value }) => `(${ai})${value}`).join('')
  const [symbol] = bwip.raw({ bcid: 'gs1datamatrix', text }) as unknown as {
    readonly pixs: readonly number[]
    readonly pixx: number
  }[]
  if (!symbol) throw new RangeError('no DataMatrix for these elements')
  const { pixs, pixx: columns } = symbol
  if ((columns + 2) * square > size) throw new RangeError(`a DataMatrix of ${columns} squares is too large`)
  const left = onDot(x + size - (columns + 1) * square)
  return pixs.flatMap((dark, place) =>
    dark === 1
      ? [
          {
            x: left + (place % columns) * square,
            y: onDot(y + square) + Math.floor(place / columns) * square,
            width: square,
            height: square,
          },
        ]
      : [],
  )
}
