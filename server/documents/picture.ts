/** A canvas that gives a picture (PNG) of the first page, for pages on a screen. Every letter comes from the same fonts. */
import { createCanvas, Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import { runsOf, type Fonts, type Typeface } from './fonts.ts'
import { sheetOn, type Canvas, type PaperSize, type Sheet } from './sheet.ts'

const millimetresPerPoint = 25.4 / 72

/** A sheet of which `finish` gives a PNG. `dots` are those to the millimetre: 8 for 203 dpi. */
export const openPicture = (fonts: Fonts, paper: PaperSize, dots: number): Sheet =>
  sheetOn(pictureCanvas(fonts, dots), fonts, paper)

function pictureCanvas(fonts: Fonts, dots: number): Canvas {
  const pages: { context: SKRSContext2D; encode: () => Promise<Buffer> }[] = []
  const open = (): SKRSContext2D => {
    const context = pages.at(-1)?.context
    if (!context) throw new Error('nothing is drawn before the first page')
    return context
  }
  return {
    addPage: ({ width, height }) => {
      const canvas = createCanvas(Math.round(width * dots), Math.round(height * dots))
      const context = canvas.getContext('2d')
      context.fillStyle = '#ffffff'
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.scale(dots, dots)
      pages.push({ context, encode: () => canvas.encode('png') })
    },
    letters: (text, { x, y, size, face, colour }) => {
      const context = open()
      context.fillStyle = colour
      let left = x
      for (const { typeface, glyphs } of runsOf(fonts, face, text)) {
        const em = size * millimetresPerPoint
        for (const { id, advance } of glyphs) {
          context.save()
          context.translate(left, y)
          context.scale(em / typeface.font.unitsPerEm, -em / typeface.font.unitsPerEm)
          context.fill(outlineOf(typeface, id))
          context.restore()
          left += (advance / 1000) * em
        }
      }
    },
    fill: (boxes, colour) => {
      const context = open()
      context.fillStyle = colour
      for (const { x, y, width, height } of boxes) context.fillRect(x, y, width, height)
    },
    stroke: ({ x1, y1, x2, y2, thickness = 0.25, colour = '#000000', dash }) => {
      const context = open()
      context.strokeStyle = colour
      context.lineWidth = thickness
      context.setLineDash(dash ? [...dash] : [])
      context.beginPath()
      context.moveTo(x1, y1)
      context.lineTo(x2, y2)
      context.stroke()
    },
    common: (_key, draw) => draw(),
    picture: () => {
      throw new Error('pictures carry no pictures')
    },
    attach: () => {
      throw new Error('pictures carry no attachments')
    },
    finish: () => {
      const [first] = pages
      if (!first) throw new Error('a picture of nothing')
      return first.encode()
    },
  }
}

const outlines = new WeakMap<Typeface, Map<number, Path2D>>()

function outlineOf(typeface: Typeface, id: number): Path2D {
  const known = outlines.get(typeface) ?? new Map<number, Path2D>()
  outlines.set(typeface, known)
  const outline = known.get(id) ?? new Path2D(typeface.font.getGlyph(id).path.toSVG())
  known.set(id, outline)
  return outline
}
