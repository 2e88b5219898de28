/**
 * The bytes of a PDF file (ISO 32000-1, 7.5): numbered objects, the table of where they lie, the trailer. Knows nothing
 * of pages, letters or ink; the same objects give the same bytes.
 */
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { Temporal } from 'temporal-polyfill'

/** A file while it is written. Numbers of objects begin at 1. */
export type PdfFile = {
  /** A number for an object that is written later. */
  readonly reserve: () => number
  /** Writes an object; gives its number. */
  readonly add: (body: string | Buffer, no?: number) => number
  /** The whole file. `root` and `info` are numbers of objects. */
  readonly finish: (root: number, info: number) => Buffer
}

// The comment of four high bytes tells programs that carry files that this one is not text (7.5.2).
const head = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')

const end = Buffer.from('\nendobj\n')

/** Opens an empty file. */
export function openPdfFile(): PdfFile {
  const parts: Buffer[] = [head]
  const offsets: number[] = []
  let length = head.length
  const write = (part: Buffer): void => {
    parts.push(part)
    length += part.length
  }
  const reserve = (): number => offsets.push(0)
  return {
    reserve,
    add: (body, no = reserve()) => {
      offsets[no - 1] = length
      write(Buffer.from(`${no} 0 obj\n`, 'latin1'))
      write(typeof body === 'string' ? Buffer.from(body, 'latin1') : body)
      write(end)
      return no
    },
    finish: (root, info) => {
      // Two files of the same content are the same file (14.4).
      const id = parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')
      const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
      const size = offsets.length + 1
      const name = id.slice(0, 32)
      return Buffer.concat([
        ...parts,
        Buffer.from(
          `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}` +
            `trailer\n<< /Size ${size} /Root ${root} 0 R /Info ${info} 0 R /ID [<${name}> <${name}>] >>\n` +
            `startxref\n${length}\n%%EOF\n`,
        ),
      ])
    },
  }
}

/** A stream object, packed quickly. */
export const packed = (content: string): Buffer => streamOf(deflateSync(content, quickly))

/** A stream object that is packed once and written often. `entries` are further entries of its dictionary. */
export const packedWell = (content: string | Buffer, entries = ''): Buffer =>
  streamOf(deflateSync(content, { level: 9 }), entries)

function streamOf(bytes: Buffer, entries = ''): Buffer {
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} /Filter /FlateDecode ${entries}>>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ])
}

/**
 * zlib's first level takes a fifth less of a label's time than its third, for 200 bytes more; and a small window is filled
 * with zeros in less time than packing a page takes.
 */
const quickly = { level: 1, windowBits: 12, memLevel: 6 }

/** Text as a string object (7.9.2.2): any letters, no escapes. */
export function textString(text: string): string {
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  return `<${utf16.toString('hex')}>`
}

/** A moment as PDF writes it after `D:` (7.9.4), in UTC to the second. */
export const pdfMoment = ({ epochMilliseconds }: Temporal.Instant): string =>
  new Date(epochMilliseconds).toISOString().replace(/[-:T]|\.\d+/g, '')
