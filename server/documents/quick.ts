/**
 * A canvas for many small documents. Its fonts were packed before the first one, what is common to many of them is drawn
 * once and stamped on each, and so a document writes little more than what is its own. A test holds it to the canvas of
 * pdfkit, dot by dot. Carries no attachments.
 */
import type { FontPart } from './font-parts.ts'
import type { Fonts } from './fonts.ts'
import { openLettering } from './lettering.ts'
import { openPdfFile, packed, pdfMoment, textString, type PdfFile } from './pdf-file.ts'
import type { SheetOptions } from './pdf.ts'
import { papers, sheetOn, type Canvas, type Colour, type PaperSize, type Sheet } from './sheet.ts'

const points = (millimetres: number): number => (millimetres * 72) / 25.4

/** Ten-thousandths of a point: finer than any printer, and whole numbers are written fastest. */
const fine = (millimetres: number): number => Math.round(points(millimetres) * 10_000)

type QuickOptions = Omit<SheetOptions, 'archival'>

/** A sheet as `openSheet` gives it, many times faster, and without attachments. */
export const openQuickSheet = ({ size = papers.A4, ...options }: QuickOptions): Sheet =>
  sheetOn(quickCanvas(options), options.fonts, size)

/** Part of a page's content as it lies in the file. */
type Stream = Buffer

/** What was drawn once: its content, packed, and the fonts that it names. */
type Stamp = { readonly stream: Stream; readonly parts: readonly FontPart[] }

type Page = { readonly size: PaperSize; readonly streams: Stream[] }

/** Stamps by their keys. A key may hold a date, so they are forgotten when they become many. */
const stamps = new WeakMap<Fonts, Map<string, Stamp>>()
const stampsAtMost = 200

/** Throws Error for an attachment. */
export function quickCanvas(options: Omit<QuickOptions, 'size'>): Canvas {
  const pages: Page[] = []
  const lettering = openLettering(options.fonts)
  const kept = stamps.get(options.fonts) ?? new Map<string, Stamp>()
  stamps.set(options.fonts, kept)
  let drawn = openContent()
  let parts = new Set<FontPart>()
  const turnOver = (): void => {
    const page = pages.at(-1)
    if (page && !drawn.isEmpty()) page.streams.push(drawn.packedFor(page.size))
    drawn = openContent()
    parts = new Set()
  }
  return {
    addPage: (size) => {
      turnOver()
      pages.push({ size, streams: [] })
    },
    letters: (text, { x, y, size, face, colour }) => {
      let left = points(x)
      for (const { part, codes, width } of lettering.spell(face, text)) {
        parts.add(part)
        drawn.write(
          `BT 1 0 0 -1 ${short(left)} ${short(points(y))} Tm /${part.name} ${short(size)} Tf <${codes}> Tj ET`,
          colour,
        )
        left += (width / 1000) * size
      }
    },
    fill: (boxes, colour) => {
      let content = 'q .0001 0 0 .0001 0 0 cm\n'
      for (const { x, y, width, height } of boxes)
        content += `${fine(x)} ${fine(y)} ${fine(width)} ${fine(height)} re\n`
      drawn.write(`${content}f Q`, colour)
    },
    stroke: ({ x1, y1, x2, y2, thickness = 0.25, colour = '#000000', dash }) => {
      const pattern = dash ? `[${dash.map((length) => short(points(length))).join(' ')}] 0 d` : ''
      const [from, to] = [[x1, y1] as const, [x2, y2] as const].map(
        ([x, y]) => `${short(points(x))} ${short(points(y))}`,
      )
      const pen = `${short(points(thickness))} w ${channels(colour)} RG ${pattern}`
      drawn.write(`q ${pen} ${from} m ${to} l S Q`)
    },
    common: (key, draw) => {
      const page = pages.at(-1)
      if (!page) throw new Error('nothing is drawn before the first page')
      turnOver()
      let stamp = kept.get(key)
      if (!stamp) {
        draw()
        stamp = { stream: drawn.packedFor(page.size), parts: [...parts] }
        drawn = openContent()
        if (kept.size >= stampsAtMost) kept.clear()
        // A letter outside of the frozen scripts has another code in each document.
        if (stamp.parts.every(({ isFrozen }) => isFrozen)) kept.set(key, stamp)
      }
      for (const part of stamp.parts) lettering.use(part)
      page.streams.push(stamp.stream)
    },
    attach: () => {
      throw new Error('quick documents carry no attachments')
    },
    finish: () => {
      turnOver()
      const file = openPdfFile()
      const [root, tree] = [file.reserve(), file.reserve()]
      const resources = file.add(`<< /Font << ${lettering.writeTo(file)} >> >>`)
      writePages(file, pages, { tree, resources })
      file.add(catalogue(tree, options), root)
      return Promise.resolve(file.finish(root, file.add(information(options))))
    },
  }
}

/** Operators of a page (ISO 32000-1, 8.2), as they come. */
function openContent() {
  let content = ''
  let painting: Colour | undefined
  return {
    isEmpty: () => content === '',
    write: (operators: string, colour?: Colour) => {
      if (colour && painting !== colour) content += `${channels(colour)} rg\n`
      painting = colour ?? painting
      content += `${operators}\n`
    },
    // y runs downwards, as everywhere in the house.
    packedFor: ({ height }: PaperSize) => packed(`q 1 0 0 -1 0 ${exact(points(height))} cm\n${content}Q`),
  }
}

/** A stamp lies in the file once, on however many pages. */
function writePages(
  file: PdfFile,
  pages: readonly Page[],
  { tree, resources }: { readonly tree: number; readonly resources: number },
): void {
  const numbers = new Map<Stream, number>()
  const numberOf = (stream: Stream): number => {
    const number = numbers.get(stream) ?? file.add(stream)
    numbers.set(stream, number)
    return number
  }
  const references = (list: readonly number[]): string => `[${list.map((no) => `${no} 0 R`).join(' ')}]`
  const kids = pages.map(({ size, streams }) => {
    const contents = references(streams.map(numberOf))
    const box = `[0 0 ${exact(points(size.width))} ${exact(points(size.height))}]`
    return file.add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox ${box} /Resources ${resources} 0 R /Contents ${contents} >>`,
    )
  })
  file.add(`<< /Type /Pages /Count ${kids.length} /Kids ${references(kids)} >>`, tree)
}

const catalogue = (pages: number, { language, exactSize }: QuickOptions): string => {
  const scaling = exactSize ? ' /PrintScaling /None' : ''
  return `<< /Type /Catalog /Pages ${pages} 0 R /Lang (${language}) /ViewerPreferences << /DisplayDocTitle true${scaling} >> >>`
}

function information({ title, author, createdAt }: QuickOptions): string {
  const moment = pdfMoment(createdAt)
  const dates = `/CreationDate (D:${moment}) /ModDate (D:${moment})`
  return `<< /Title ${textString(title)} /Author ${textString(author)} /Producer (Backhaul) /Creator (Backhaul) ${dates} >>`
}

const tints = new Map<Colour, string>()

/** `#rrggbb` as three numbers from 0 to 1. */
function channels(colour: Colour): string {
  const known = tints.get(colour)
  if (known) return known
  const text = [1, 3, 5].map((at) => short(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ')
  tints.set(colour, text)
  return text
}

const short = (value: number): number => Math.round(value * 1000) / 1000

/** Paper is measured more finely: a rounded height would move everything on it. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6
