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

/** All codes that a scanner finds on a picture, in the order of their formats and from above. */
export async function scanned(
  picture: Sharp,
  formats: ('Code128' | 'QRCode' | 'DataMatrix')[] = ['Code128', 'QRCode'],
): Promise<Code[]> {
  const png = new Uint8Array(await picture.png().toBuffer())
  const found = await readBarcodes(png, { formats, tryHarder: true })
  const shape = ({ format, position, text }: (typeof found)[number]) => ({
    format,
    text,
    order: `${format} ${String(Math.round(position.topLeft.y)).padStart(6, '0')}`,
  })
  return found
    .filter(({ isValid }) => isValid)
    .map(shape)
    .toSorted((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ format, text }) => ({ format, text }))
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

/** How two pictures of one size differ: the largest step of grey (0 to 255), and the share of dots with more than 3. */
export async function differing(one: Sharp, other: Sharp): Promise<{ most: number; share: number }> {
  const input = await other.png().toBuffer()
  const difference = await one
    .composite([{ input, blend: 'difference' }])
    .removeAlpha()
    .png()
    .toBuffer()
  const { channels } = await sharp(difference).greyscale().stats()
  const marked = await sharp(difference).greyscale().threshold(4).stats()
  return { most: channels[0]?.max ?? 255, share: (marked.channels[0]?.mean ?? 255) / 255 }
}
