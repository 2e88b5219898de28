/**
 * A canvas for many small documents. Its fonts were packed before the first one, what is common to many of them is drawn
 * once and stamped on each, and so a document writes little more than what is its own. A test holds it to the canvas of
 * pdfkit, dot by dot. Carries no attachments.
 */
import { exact, openContent, points } from './content.ts'
import type { FontPart } from './font-parts.ts'
import type { Fonts } from './fonts.ts'
import { openLettering } from './lettering.ts'
import { openPdfFile, pdfMoment, textString, type PdfFile } from './pdf-file.ts'
import type { SheetOptions } from './pdf.ts'
import { papers, sheetOn, type Canvas, type PaperSize, type Sheet } from './sheet.ts'

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

/** A canvas for pages of letters and lines: `attach` and `picture` throw an Error. */
export function quickCanvas(options: Omit<QuickOptions, 'size'>): Canvas {
  const pages: Page[] = []
  const lettering = openLettering(options.fonts)
  const kept = stamps.get(options.fonts) ?? new Map<string, Stamp>()
  stamps.set(options.fonts, kept)
  let content = openContent(lettering)
  const turnOver = (): void => {
    const page = pages.at(-1)
    if (page && !content.isEmpty()) page.streams.push(content.packedFor(page.size))
    content = openContent(lettering)
  }
  const stampOf = (draw: () => void, size: PaperSize): Stamp => {
    draw()
    const stamp = { stream: content.packedFor(size), parts: [...content.parts] }
    content = openContent(lettering)
    return stamp
  }
  return {
    addPage: (size) => {
      turnOver()
      pages.push({ size, streams: [] })
    },
    letters: (text, at) => content.letters(text, at),
    fill: (boxes, colour) => content.fill(boxes, colour),
    stroke: (line) => content.stroke(line),
    common: (key, draw) => {
      const page = pages.at(-1)
      if (!page) throw new Error('nothing is drawn before the first page')
      turnOver()
      const stamp = kept.get(key) ?? stampOf(draw, page.size)
      if (kept.size >= stampsAtMost) kept.clear()
      // A letter outside of the frozen scripts has another code in each document.
      if (stamp.parts.every(({ isFrozen }) => isFrozen)) kept.set(key, stamp)
      for (const part of stamp.parts) lettering.use(part)
      page.streams.push(stamp.stream)
    },
    picture: () => {
      throw new Error('quick documents carry no pictures')
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
  const kids = pages.map(({ size, streams }) => {
    const contents = references(streams.map(numberOf))
    const box = `[0 0 ${exact(points(size.width))} ${exact(points(size.height))}]`
    return file.add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox ${box} /Resources ${resources} 0 R /Contents ${contents} >>`,
    )
  })
  file.add(`<< /Type /Pages /Count ${kids.length} /Kids ${references(kids)} >>`, tree)
}

const references = (list: readonly number[]): string => `[${list.map((no) => `${no} 0 R`).join(' ')}]`

const catalogue = (pages: number, { language, exactSize }: QuickOptions): string => {
  const scaling = exactSize ? ' /PrintScaling /None' : ''
  return `<< /Type /Catalog /Pages ${pages} 0 R /Lang (${language}) /ViewerPreferences << /DisplayDocTitle true${scaling} >> >>`
}

function information({ title, author, createdAt }: QuickOptions): string {
  const moment = pdfMoment(createdAt)
  const dates = `/CreationDate (D:${moment}) /ModDate (D:${moment})`
  return `<< /Title ${textString(title)} /Author ${textString(author)} /Producer (Backhaul) /Creator (Backhaul) ${dates} >>`
}
