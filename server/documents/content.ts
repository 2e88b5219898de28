/** What is drawn on one page, as the operators of a PDF's content (ISO 32000-1, 8.2). Millimetres in, bytes out. */
import type { FontPart } from './font-parts.ts'
import type { Lettering } from './lettering.ts'
import { packed } from './pdf-file.ts'
import type { Canvas, Colour, PaperSize } from './sheet.ts'

/** Points of so many millimetres. */
export const points = (millimetres: number): number => (millimetres * 72) / 25.4

/** Micrometres: finer than any printer, and short whole numbers are written and packed fastest. */
const fine = (millimetres: number): number => Math.round(millimetres * 1000)

/** Points of a micrometre. */
const micrometre = '.0028346457'

const short = (value: number): number => Math.round(value * 1000) / 1000

/** Paper is measured more finely: a rounded height would move everything on it. */
export const exact = (value: number): number => Math.round(value * 1e6) / 1e6

export type Content = Pick<Canvas, 'letters' | 'fill' | 'stroke'> & {
  readonly isEmpty: () => boolean
  /** Fonts that it names. */
  readonly parts: ReadonlySet<FontPart>
  /** As it lies in the file. Complete in itself, whatever else is drawn on the page. */
  readonly packedFor: (paper: PaperSize) => Buffer
}

/** Content that nothing was drawn into yet. */
export function openContent(lettering: Lettering): Content {
  let content = ''
  let painting: Colour | undefined
  const parts = new Set<FontPart>()
  const paint = (colour: Colour, operators: string): void => {
    if (painting !== colour) content += `${channels(colour)} rg\n`
    painting = colour
    content += `${operators}\n`
  }
  return {
    parts,
    isEmpty: () => content === '',
    // y runs downwards, as everywhere in the house.
    packedFor: ({ height }) => packed(`q 1 0 0 -1 0 ${exact(points(height))} cm\n${content}Q`),
    letters: (text, { x, y, size, face, colour }) => {
      let left = points(x)
      for (const { part, codes, width } of lettering.spell(face, text)) {
        parts.add(part)
        const place = `1 0 0 -1 ${short(left)} ${short(points(y))} Tm`
        paint(colour, `BT ${place} /${part.name} ${short(size)} Tf <${codes}> Tj ET`)
        left += (width / 1000) * size
      }
    },
    fill: (boxes, colour) => {
      let path = ''
      for (const { x, y, width, height } of boxes)
        path += `${fine(x)} ${fine(y)} ${fine(width)} ${fine(height)} re\n`
      paint(colour, `q ${micrometre} 0 0 ${micrometre} 0 0 cm\n${path}f Q`)
    },
    stroke: ({ x1, y1, x2, y2, thickness = 0.25, colour = '#000000', dash }) => {
      const pattern = dash ? `[${dash.map((length) => short(points(length))).join(' ')}] 0 d` : ''
      const pen = `${short(points(thickness))} w ${channels(colour)} RG ${pattern}`
      content += `q ${pen} ${corner(x1, y1)} m ${corner(x2, y2)} l S Q\n`
    },
  }
}

const corner = (x: number, y: number): string => `${short(points(x))} ${short(points(y))}`

const tints = new Map<Colour, string>()

/** `#rrggbb` as three numbers from 0 to 1. */
function channels(colour: Colour): string {
  const known = tints.get(colour)
  if (known) return known
  const text = [1, 3, 5].map((at) => short(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ')
  tints.set(colour, text)
  return text
}
