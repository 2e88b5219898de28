import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Temporal } from 'temporal-polyfill'
import { openFonts } from '../../server/documents/fonts.ts'
import { openSheet, type SheetOptions } from '../../server/documents/pdf.ts'
import { papers } from '../../server/documents/sheet.ts'

const fonts = openFonts('templates/fonts')
const options: SheetOptions = {
  fonts,
  title: 'Forslag <1> & bilag',
  author: 'Jørgensen & Søn',
  language: 'da',
  createdAt: Temporal.Instant.from('2026-03-02T10:00:00Z'),
}

const drawn = (more: Partial<SheetOptions> = {}): Promise<Buffer> => {
  const sheet = openSheet({ ...options, ...more })
  sheet.text('Łódź · Αθήνα · София · 1.500,00 kr.', { x: 20, y: 20, size: 12 })
  sheet.outline({ x: 20, y: 40, width: 50, height: 20 })
  sheet.line({ x1: 20, y1: 70, x2: 190, y2: 70, dash: [2, 1] })
  sheet.addPage(papers.A6)
  sheet.text('to the right', { x: 10, y: 20, size: 10, align: 'right' })
  return sheet.finish()
}

test.each([false, true])('the same calls give the same bytes (archival: %s)', async (archival) => {
  expect((await drawn({ archival })).equals(await drawn({ archival }))).toBe(true)
})

test('a reader finds every letter, the pages and their sizes', async () => {
  const { pages, texts } = await readPdf(await drawn())
  expect(texts).toEqual(['Łódź · Αθήνα · София · 1.500,00 kr.', 'to the right'])
  expect(pages.map(([width, height]) => [Math.round(width), Math.round(height)])).toEqual([
    [595, 842],
    [298, 420],
  ])
})

test.each([false, true])(
  'title and author survive & and < in both places (archival: %s)',
  async (archival) => {
    const bytes = await drawn({ archival })
    const { info } = await readPdf(bytes)
    expect(info).toMatchObject({ Title: options.title, Author: options.author })
    const xmp = /<x:xmpmeta[^]*<\/x:xmpmeta>/.exec(bytes.toString('utf8'))?.[0] ?? ''
    expect(xmp).toContain('Forslag &lt;1&gt; &amp; bilag')
    expect(xmp).toContain('Jørgensen &amp; Søn')
  },
)

test('only fonts that travel with the document are in it', async () => {
  const names = [...(await drawn()).toString('latin1').matchAll(/\/BaseFont \/(\S+)/g)].map(
    ([, name]) => name,
  )
  expect(names.length).toBeGreaterThan(0)
  expect(names.filter((name) => !/^[A-Z]{6}\+NotoSans/.test(name ?? ''))).toEqual([])
})

test('an archival sheet carries a file with its relationship and dates', async () => {
  const sheet = openSheet({ ...options, archival: true })
  sheet.text('Faktura', { x: 20, y: 20, size: 12 })
  sheet.attach({
    name: 'factur-x.xml',
    mediaType: 'text/xml',
    bytes: Buffer.from('<invoice/>'),
    description: 'The same, for machines',
    relationship: 'Alternative',
  })
  const text = (await sheet.finish()).toString('latin1')
  expect(text).toContain('/AFRelationship /Alternative')
  expect(text).toContain('pdfaid:part>3<')
  expect(text).toMatch(/\/ModDate \(D:20260302100000Z\)/)
})

type Read = { texts: string[]; pages: [number, number][]; info: unknown }

async function readPdf(bytes: Buffer): Promise<Read> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await task.promise
  const read: Read = { texts: [], pages: [], info: (await document.getMetadata()).info }
  for (let no = 1; no <= document.numPages; no += 1) {
    const page = await document.getPage(no)
    const { items } = await page.getTextContent()
    read.texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
    read.pages.push([page.view[2] ?? 0, page.view[3] ?? 0])
  }
  await task.destroy()
  return read
}
