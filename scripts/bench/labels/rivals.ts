/** The same page by two well-known makers of PDF, with the same fonts embedded, and unsigned. Development only. */
import { createRequire } from 'node:module'
import { papers } from '../../../server/documents/sheet.ts'
import type { Layout } from './layout.ts'

const require = createRequire(import.meta.url)
const points = (millimetres: number): number => (millimetres * 72) / 25.4
const page = { width: points(papers.A6.width), height: points(papers.A6.height) }
const fontFiles = {
  regular: 'templates/fonts/NotoSans-Regular.ttf',
  bold: 'templates/fonts/NotoSans-Bold.ttf',
}

type React = {
  readonly createElement: (type: unknown, props: object, ...children: unknown[]) => unknown
}
type ReactPdf = Record<'Document' | 'Page' | 'Svg' | 'Text' | 'Path' | 'Line', unknown> & {
  readonly Font: { register(font: object): void }
  renderToBuffer(element: unknown): Promise<Buffer>
}

/** Draws a layout with @react-pdf/renderer: letters and boxes in one vector picture, each fill a single path. */
export async function openReactPdf(): Promise<(layout: Layout) => Promise<Buffer>> {
  const { createElement: make } = require('react') as React
  const pdf = (await import('@react-pdf/renderer')) as unknown as ReactPdf
  const fonts = [{ src: fontFiles.regular }, { src: fontFiles.bold, fontWeight: 700 }]
  pdf.Font.register({ family: 'Noto', fonts })
  const drawn = ({ letters, fills, lines }: Layout): unknown[] => [
    ...fills.map(({ boxes, colour }) => make(pdf.Path, { d: pathOf(boxes), fill: colour })),
    ...lines.map(({ x1, y1, x2, y2, thickness = 0.25, colour = '#000000' }) =>
      make(pdf.Line, {
        x1: points(x1),
        y1: points(y1),
        x2: points(x2),
        y2: points(y2),
        stroke: colour,
        strokeWidth: points(thickness),
      }),
    ),
    ...letters.map(({ text, x, y, size, face, colour }) => {
      const fontWeight = face === 'bold' ? 700 : 400
      const style = { fontFamily: 'Noto', fontSize: size, fontWeight }
      return make(pdf.Text, { x: points(x), y: points(y), fill: colour, style }, text)
    }),
  ]
  return (layout) => {
    const picture = make(pdf.Svg, page, ...drawn(layout))
    return pdf.renderToBuffer(make(pdf.Document, {}, make(pdf.Page, { size: page }, picture)))
  }
}

const pathOf = (boxes: Layout['fills'][number]['boxes']): string =>
  boxes
    .map(({ x, y, width, height }) => {
      const [left, top, wide, high] = [x, y, width, height].map((each) => points(each).toFixed(3))
      return `M${left} ${top}h${wide}v${high}h-${wide}z`
    })
    .join('')

type PdfMake = {
  setFonts(fonts: object): void
  setUrlAccessPolicy(may: () => boolean): void
  setLocalAccessPolicy(may: () => boolean): void
  createPdf(definition: object): { getBuffer(): Promise<Buffer> }
}

/** Draws a layout with pdfmake: every letter and box at its place. */
export function openPdfMake(): (layout: Layout) => Promise<Buffer> {
  const maker = require('pdfmake') as PdfMake
  maker.setFonts({ Noto: { normal: fontFiles.regular, bold: fontFiles.bold } })
  maker.setUrlAccessPolicy(() => false)
  maker.setLocalAccessPolicy(() => true)
  return ({ letters, fills, lines }) => {
    const rectangles = fills.flatMap(({ boxes, colour }) =>
      boxes.map(({ x, y, width, height }) => ({
        type: 'rect',
        x: points(x),
        y: points(y),
        w: points(width),
        h: points(height),
        color: colour,
      })),
    )
    const rules = lines.map(({ x1, y1, x2, y2, thickness = 0.25, colour = '#000000' }) => ({
      type: 'line',
      x1: points(x1),
      y1: points(y1),
      x2: points(x2),
      y2: points(y2),
      lineWidth: points(thickness),
      lineColor: colour,
    }))
    const words = letters.map(({ text, x, y, size, face, colour }) => ({
      text,
      fontSize: size,
      bold: face === 'bold',
      color: colour,
      // pdfmake places the top of a line; Noto Sans rises by 1.069 of its size above the baseline.
      absolutePosition: { x: points(x), y: points(y) - 1.069 * size },
    }))
    const content = [{ canvas: [...rectangles, ...rules], absolutePosition: { x: 0, y: 0 } }, ...words]
    const definition = { pageSize: page, pageMargins: 0, defaultStyle: { font: 'Noto' }, content }
    return maker.createPdf(definition).getBuffer()
  }
}
