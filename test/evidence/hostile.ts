/**
 * Files that people should never send, made on the spot: honest ones to spoil, and the spoilt ones. No binary lies in
 * the repository.
 */
import { crc32, deflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import sharp, { type Sharp } from 'sharp'
import { Refusal } from '../../server/base/refusal.ts'

/** A picture with enough in it to be compared: soft waves, different for each seed. */
export const photo = ({ width = 800, height = 600, seed = 1 } = {}): Promise<Buffer> =>
  picture(width, height, seed).jpeg({ quality: 90 }).toBuffer()

export function picture(width: number, height: number, seed = 1): Sharp {
  const small = { width: 64, height: 48, channels: 3 } as const
  const raw = Buffer.alloc(small.width * small.height * 3)
  for (const at of raw.keys()) {
    const x = (Math.floor(at / 3) % small.width) / small.width
    const y = Math.floor(at / 3 / small.width) / small.height
    raw[at] = 128 + (Math.sin(x * 9 * seed + y * 5) + Math.cos(y * 13 * seed)) * 60
  }
  return sharp(raw, { raw: small }).resize(width, height, { fit: 'fill' })
}

export type PdfMaking = {
  readonly pages?: number
  readonly lines?: readonly string[]
  readonly options?: object
}

/** An honest PDF, as an invoicing program makes it. */
export function pdf({
  pages = 1,
  lines = ['Invoice 2020-1234'],
  options = {},
}: PdfMaking = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', ...options })
  const chunks: Buffer[] = []
  document.on('data', (part: Buffer) => chunks.push(part))
  for (let page = 1; page <= pages; page += 1) {
    if (page > 1) document.addPage()
    for (const line of lines) document.text(line)
  }
  document.end()
  return new Promise((done) => document.on('end', () => done(Buffer.concat(chunks))))
}

/** A PDF from objects as they are written, numbered from 1; object 1 is the catalog. */
export function rawPdf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\n', 'latin1')]
  const places: number[] = []
  let length = parts[0]?.length ?? 0
  const add = (text: string | Buffer): void => {
    const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
    parts.push(bytes)
    length += bytes.length
  }
  for (const [place, object] of objects.entries()) {
    places.push(length)
    add(`${place + 1} 0 obj\n`)
    add(object)
    add('\nendobj\n')
  }
  const start = length
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`)
  add(`trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`)
  return Buffer.concat(parts)
}

/** One page with `extra` entries in the catalog and in the page, and further objects from number 4. */
export const pageWith = (catalog: string, page = '', ...more: (string | Buffer)[]): Buffer =>
  rawPdf([
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]${page}>>`,
    ...more,
  ])

export const streamObject = (content: Buffer, entries = ''): Buffer => {
  const packed = deflateSync(content)
  return Buffer.concat([
    Buffer.from(`<</Length ${packed.length}/Filter/FlateDecode${entries}>>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ])
}

/** Script hidden in a compressed object stream: the plain text of the file does not show it. */
export function scriptInObjectStream(): Buffer {
  const inside = '<</S/JavaScript/JS(app.alert\\(1\\))>>'
  const body = Buffer.from(`9 0 ${inside}`)
  return pageWith('', '', streamObject(body, '/Type/ObjStm/N 1/First 4'))
}

/** A PNG of any size in a few hundred bytes or kilobytes: every row the same, `rows` of them really there. */
export function pngOf(
  width: number,
  height: number,
  rows: number,
  { interlaced = false, depth = 8 } = {},
): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, 2, 0, 0, interlaced ? 1 : 0], 8)
  const row = Buffer.alloc(1 + width * 3 * (depth / 8))
  const data = deflateSync(Buffer.concat(Array.from({ length: rows }, () => row)))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** An honest picture with something put in after its first marker: JPEG segments follow each other (ITU T.81, B.1.1). */
export const withSegment = (jpeg: Buffer, marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)])
}

/** The same JPEG, but its frame header claims another size (ITU T.81, B.2.2). */
export function claimingSize(jpeg: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(jpeg)
  const frame = changed.indexOf(Buffer.from([0xff, 0xc0]))
  changed.writeUInt16BE(height, frame + 5)
  changed.writeUInt16BE(width, frame + 7)
  return changed
}

/** A PNG with a further chunk before its first data. */
export const withChunk = (png: Buffer, type: string, content: Buffer): Buffer =>
  Buffer.concat([png.subarray(0, 33), chunk(type, content), png.subarray(33)])

/** The code by which something was refused, or undefined when it was not. Anything but a refusal is thrown on. */
export async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.faults[0]?.code
    throw error
  }
}
