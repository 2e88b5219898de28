/** A PDF on paper and under a scanner: rasterised as a printer would, and read by ZXing. Nothing is fetched. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp, { type Sharp } from 'sharp'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const require = createRequire(import.meta.url)
prepareZXingModule({
  overrides: { wasmBinary: readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm')).buffer },
})

/** One page as a grey picture of so many dots to the inch. */
export async function printed(pdf: Buffer, dpi: number, no = 1): Promise<Sharp> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const page = await (await task.promise).getPage(no)
  const viewport = page.getViewport({ scale: dpi / 72 })
  const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)]
  const canvas = createCanvas(width, height)
  await page.render({ canvas: canvas as never, canvasContext: canvas.getContext('2d') as never, viewport })
    .promise
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  await task.destroy()
  return sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } })
    .flatten({ background: '#fff' })
    .greyscale()
}

export type Code = { readonly format: string; readonly text: string }

/** All codes that a scanner finds on a picture, in the order of their formats. */
export async function scanned(picture: Sharp): Promise<Code[]> {
  const png = new Uint8Array(await picture.png().toBuffer())
  const found = await readBarcodes(png, { formats: ['Code128', 'QRCode'], tryHarder: true })
  return found
    .filter(({ isValid }) => isValid)
    .map(({ format, text }) => ({ format, text }))
    .toSorted((one, other) => (one.format < other.format ? -1 : 1))
}

/** How many pages it has. */
export async function pagesOf(pdf: Buffer): Promise<number> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const { numPages } = await task.promise
  await task.destroy()
  return numPages
}

/** What a reader sees on a page, in the order of drawing. */
export async function textOn(pdf: Buffer, no = 1): Promise<string> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const page = await (await task.promise).getPage(no)
  const { items } = await page.getTextContent()
  await task.destroy()
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
}
