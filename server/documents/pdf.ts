/**
 * The canvas that pdfkit draws: for documents of any length, and for archival ones (PDF/A-3b, ISO 19005-3) with a
 * file attached. Every letter comes from an embedded font. Knows PDF; knows nothing of what is drawn.
 */
import PDFDocument from 'pdfkit'
import { runsOf, type Fonts, type ShapedGlyph } from './fonts.ts'
import {
  papers,
  sheetOn,
  type Canvas,
  type Colour,
  type DocumentFacts,
  type PaperSize,
  type Sheet,
} from './sheet.ts'

const points = (millimetres: number): number => (millimetres * 72) / 25.4

export type SheetOptions = DocumentFacts & {
  readonly fonts: Fonts
  readonly size?: PaperSize
  /** PDF/A-3b, for invoices that carry their XML. */
  readonly archival?: boolean
  /** Viewers propose to print it unscaled: for what has to measure what it says. */
  readonly exactSize?: boolean
}

/** A sheet, A4 unless told. `await sheet.finish()` gives the bytes; the same calls give the same bytes. */
export const openSheet = ({ size = papers.A4, ...options }: SheetOptions): Sheet =>
  sheetOn(pdfCanvas(options), options.fonts, size)

/** @throws TypeError from `finish` when pdfkit cannot write the file. */
export function pdfCanvas(options: Omit<SheetOptions, 'size'>): Canvas {
  const { fonts } = options
  const document = openDocument(options)
  const bytes = collect(document)
  let painting: Colour | undefined
  const paint = (colour: Colour): void => {
    if (painting !== colour) document.fillColor(colour)
    painting = colour
  }
  // A font object, parsed once, serves all documents; pdfkit's types only know paths and bytes.
  for (const { name, font } of [...fonts.regular, ...fonts.bold])
    document.registerFont(name, font as unknown as Buffer)
  return {
    addPage: ({ width, height }) => {
      document.addPage({ size: [points(width), points(height)], margin: 0 })
      painting = undefined
    },
    letters: (text, { x, y, size, face, colour }) => {
      let left = points(x)
      for (const run of runsOf(fonts, face, text)) {
        document.font(run.typeface.name)
        paint(colour)
        const at = { x: left, y: points(y), size }
        showLetters(document as unknown as Inside, run.typeface.shape(run.text), at)
        left += (run.width / 1000) * size
      }
    },
    fill: (boxes, colour) => {
      for (const box of boxes)
        document.rect(points(box.x), points(box.y), points(box.width), points(box.height))
      paint(colour)
      document.fill()
    },
    stroke: ({ x1, y1, x2, y2, thickness = 0.25, colour = '#000000', dash }) => {
      document.lineWidth(points(thickness)).strokeColor(colour)
      if (dash) document.dash(points(dash[0]), { space: points(dash[1]) })
      document.moveTo(points(x1), points(y1)).lineTo(points(x2), points(y2)).stroke()
      if (dash) document.undash()
    },
    common: (_key, draw) => draw(),
    picture: (content, { x, y, width, height }) => {
      document.image(content, points(x), points(y), { fit: [points(width), points(height)] })
    },
    attach: ({ name, mediaType, bytes: content, description, relationship, xmp }) => {
      const moment = new Date(options.createdAt.epochMilliseconds)
      const dates = { creationDate: moment, modifiedDate: moment }
      document.file(content, { name, type: mediaType, description, relationship, ...dates } as object)
      if (xmp) (document as unknown as { appendXML(xml: string): void }).appendXML(xmp)
    },
    finish: () => {
      document.end()
      return bytes
    },
  }
}

/** What of pdfkit its own `text` is made of. */
type Inside = {
  readonly _font: {
    readonly id: string
    ref(): unknown
    readonly subset: { includeGlyph(id: number): number }
    readonly widths: number[]
    readonly unicode: (readonly number[])[]
  }
  readonly page: { readonly fonts: Record<string, unknown> }
  addContent(operators: string): void
}

/**
 * Shows one line, its baseline starting at (x, y) in points. What is set here is measured and shaped already; pdfkit's
 * own `text` would shape it once for every document and measure it twice: a third of the time that a page took.
 */
function showLetters(
  document: Inside,
  glyphs: readonly ShapedGlyph[],
  at: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const { _font: font, page } = document
  page.fonts[font.id] ??= font.ref()
  let shown = '<'
  for (const { id, codePoints, advance, kerning } of glyphs) {
    const code = font.subset.includeGlyph(id)
    font.widths[code] ??= advance
    font.unicode[code] ??= codePoints
    shown += code.toString(16).padStart(4, '0')
    if (kerning !== 0) shown += `> ${short(kerning)} <` // ISO 32000-1, 9.4.3
  }
  // pdfkit turns the page upside down, so that y runs downwards; the letters are turned back.
  const place = `1 0 0 -1 ${short(at.x)} ${short(at.y)} Tm`
  document.addContent(`BT ${place} /${font.id} ${short(at.size)} Tf [${shown}>] TJ ET`)
}

/** A thousandth of a point is finer than any printer. */
const short = (value: number): number => Math.round(value * 1000) / 1000

function openDocument(options: Omit<SheetOptions, 'size'>): PDFKit.PDFDocument {
  const { title, author, language, createdAt, archival = false, exactSize = false } = options
  const moment = new Date(createdAt.epochMilliseconds)
  const dates = { CreationDate: moment, ModDate: moment }
  const tool = { Producer: 'Backhaul', Creator: 'Backhaul' }
  const document = new PDFDocument({
    pdfVersion: '1.7',
    ...(archival && { subset: 'PDF/A-3b' as never }),
    autoFirstPage: false,
    font: null as never, // else pdfkit builds the metrics of Helvetica for every document
    lang: language,
    displayTitle: true,
    info: { ...tool, ...dates, Title: twofold(title), Author: twofold(author) },
  })
  if (exactSize) preferencesOf(document)['PrintScaling'] = 'None'
  return document
}

type Root = { readonly _root: { data: { ViewerPreferences: { data: Record<string, unknown> } } } }

/** ISO 32000-1, 12.2. pdfkit writes them, but offers only the title's. */
function preferencesOf(document: PDFKit.PDFDocument): Record<string, unknown> {
  const { _root: root } = document as unknown as Root
  return root.data.ViewerPreferences.data
}

/**
 * pdfkit writes title and author into the Info dictionary by value and into the XMP by template literal, unescaped:
 * there `Jørgensen & Søn` would break the file. This string is plain in the one and escaped in the other.
 */
const twofold = (text: string): string =>
  Object.assign(new String(text), { toString: () => escaped(text) }) as unknown as string

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))

/** A document's bytes, once it has ended. */
const collect = (document: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
