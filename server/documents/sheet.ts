/**
 * A page measured in millimetres from its upper left corner. What is set on it is measured first, wrapped or shrunk,
 * and never overflows. Knows paper, ink and letters; knows nothing of labels or invoices.
 * The same calls on the same facts give the same bytes: the only date in the file is `createdAt`.
 */
import type { Temporal } from 'temporal-polyfill'
import { settable, widthOf, type Face, type Fonts } from './fonts.ts'
import { setText, type Setting } from './typesetting.ts'

/** Width and height in millimetres. */
export type PaperSize = { readonly width: number; readonly height: number }

export const papers = {
  A4: { width: 210, height: 297 },
  A6: { width: 105, height: 148 },
  '4x6in': { width: 101.6, height: 152.4 },
} as const satisfies Record<string, PaperSize>

/** `#rrggbb`. */
export type Colour = `#${string}`

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** What a drawing surface must be able to do. Millimetres from the upper left; `size` in points. */
export type Canvas = {
  addPage(size: PaperSize): void
  /** Settable text, not measured here, its baseline starting at (x, y). */
  letters(text: string, at: { x: number; y: number; size: number; face: Face; colour: Colour }): void
  /** Filled rectangles: bars, boxes, panels. */
  fill(boxes: readonly Box[], colour: Colour): void
  stroke(line: Line): void
  /** A JPEG or PNG, as large as it fits into the box, from its upper left. */
  picture(bytes: Buffer, box: Box): void
  /** What `draw` draws on this canvas, and would again for the same `key`; it may be kept for the next document. */
  common(key: string, draw: () => void): void
  /** Text or XML that travels inside the file; only archival documents may carry one. */
  attach(file: Attachment): void
  finish(): Promise<Buffer>
}

/** A straight line, millimetres. `dash` are lengths on and off. */
export type Line = {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly thickness?: number
  readonly colour?: Colour
  readonly dash?: readonly [number, number]
}

export type Attachment = {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
  readonly description: string
  /** ISO 19005-3 clause 6.8. */
  readonly relationship: 'Alternative' | 'Source' | 'Data' | 'Supplement'
  /** Further RDF descriptions for the document's XMP, as Factur-X wants them. Already escaped. */
  readonly xmp?: string
}

/** What a document says about itself. */
export type DocumentFacts = {
  readonly title: string
  readonly author: string
  /** BCP 47, e.g. `da`. */
  readonly language: string
  readonly createdAt: Temporal.Instant
}

/** Where and how text is set. `y` is the top of the first line. */
export type Placing = Omit<Setting, 'width'> & {
  readonly x: number
  readonly y: number
  /** Default: to the right edge of the paper less `x`, so that left and right margins are the same. */
  readonly width?: number
  readonly align?: 'left' | 'right' | 'centre'
  readonly colour?: Colour
}

export type Sheet = {
  readonly paper: PaperSize
  readonly fonts: Fonts
  /** A further page of the same, or another, size. */
  addPage(size?: PaperSize): void
  /**
   * Sets text and gives the `y` below it. `lines: 1` shrinks instead of wrapping.
   * @throws Error when it cannot fit, or a letter has no glyph.
   */
  text(text: string, placing: Placing): number
  /** Height in millimetres that `text` would take: ask it before a page is full. */
  heightOf(text: string, placing: Omit<Placing, 'x' | 'y'> & { readonly width: number }): number
  /** Width in millimetres of one unbroken line. */
  widthOf(text: string, style: { readonly size: number; readonly face?: Face }): number
  line(line: Line): void
  /** The outline of a box, drawn inside it. */
  outline(box: Box, style?: { readonly thickness?: number; readonly colour?: Colour }): void
  fill(boxes: Box | readonly Box[], colour?: Colour): void
  /**
   * Draws what is the same on many documents. `key` names all that it depends on beside the paper: for the same key
   * it need not be drawn again, so it may neither begin a page nor give anything to what is drawn after it.
   */
  common(key: string, draw: () => void): void
  /** A JPEG or PNG, as large as it fits into the box, from its upper left. */
  picture(bytes: Buffer, box: Box): void
  attach(file: Attachment): void
  finish(): Promise<Buffer>
}

export const ink: Colour = '#000000'
/** Height of capitals in sizes (Noto Sans): they stand centred in their line. */
const capitals = 0.714

/** Opens a sheet on a canvas; the first page is there at once. */
export function sheetOn(canvas: Canvas, fonts: Fonts, paper: PaperSize): Sheet {
  let page = paper
  canvas.addPage(paper)
  return {
    get paper() {
      return page
    },
    fonts,
    addPage(size = page) {
      page = size
      canvas.addPage(size)
    },
    text: (text, placing) => place(canvas, fonts, page, text, placing),
    heightOf: (text, setting) => setText(fonts, text, setting).height,
    widthOf: (text, { size, face = 'regular' }) => widthOf(fonts, face, size, settable(text)),
    line: (line) => canvas.stroke(line),
    outline: (box, style) => canvas.fill(frame(box, style?.thickness ?? 0.25), style?.colour ?? ink),
    fill: (boxes, colour = ink) => canvas.fill('x' in boxes ? [boxes] : boxes, colour),
    common: (key, draw) => canvas.common(`${page.width} ${page.height} ${key}`, draw),
    picture: (bytes, box) => canvas.picture(bytes, box),
    attach: (file) => canvas.attach(file),
    finish: () => canvas.finish(),
  }
}

function place(canvas: Canvas, fonts: Fonts, page: PaperSize, text: string, placing: Placing): number {
  const { x, y, align = 'left', colour = ink } = placing
  const width = placing.width ?? page.width - 2 * x
  const { lines, size, face, leading, height } = setText(fonts, text, { ...placing, width })
  const sizeMillimetres = (size * 25.4) / 72
  for (const [row, line] of lines.entries()) {
    if (line === '') continue
    const slack = align === 'left' ? 0 : width - widthOf(fonts, face, size, line)
    const left = x + (align === 'centre' ? slack / 2 : slack)
    const baseline = y + row * leading + (leading + sizeMillimetres * capitals) / 2
    canvas.letters(line, { x: left, y: baseline, size, face, colour })
  }
  return y + height
}

/** Four filled strips: a stroked rectangle would put half of its line outside the box. */
const frame = ({ x, y, width, height }: Box, thickness: number): Box[] => [
  { x, y, width, height: thickness },
  { x, y: y + height - thickness, width, height: thickness },
  { x, y: y + thickness, width: thickness, height: height - 2 * thickness },
  { x: x + width - thickness, y: y + thickness, width: thickness, height: height - 2 * thickness },
]
