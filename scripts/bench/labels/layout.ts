/** What stands where on a label, written down while it is drawn, so that other makers of PDF can be given the same page. */
import {
  papers,
  sheetOn,
  type Box,
  type Canvas,
  type Colour,
  type Line,
} from '../../../server/documents/sheet.ts'
import { drawLabel } from '../../../server/shipping/label.ts'
import { factsOf, unsealed } from './sample.ts'

type Letters = { readonly text: string } & Parameters<Canvas['letters']>[1]

/** Millimetres from the upper left; sizes of letters in points. */
export type Layout = {
  readonly letters: readonly Letters[]
  readonly fills: readonly { readonly boxes: readonly Box[]; readonly colour: Colour }[]
  readonly lines: readonly Line[]
}

const none = (): never => {
  throw new Error('a label has none of it')
}

/** The A6 label of the n-th parcel. */
export async function layoutOf(n: number): Promise<Layout> {
  const letters: Letters[] = []
  const fills: { boxes: readonly Box[]; colour: Colour }[] = []
  const lines: Line[] = []
  const canvas: Canvas = {
    addPage: () => undefined,
    letters: (text, at) => letters.push({ text, ...at }),
    fill: (boxes, colour) => fills.push({ boxes, colour }),
    stroke: (line) => lines.push(line),
    common: (_key, draw) => draw(),
    picture: none,
    attach: none,
    finish: () => Promise.resolve(Buffer.alloc(0)),
  }
  await drawLabel(factsOf(n), { ...unsealed, open: () => sheetOn(canvas, unsealed.fonts, papers.A6) }, 'A6')
  return { letters, fills, lines }
}
