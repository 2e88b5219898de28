/**
 * Seals a finished PDF: PAdES B-B (ETSI EN 319 142-1) as one incremental update, so that the drawn bytes stay as they
 * are and the signature covers all of them. Knows PDF's outermost structure; knows no page content.
 */
import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { checkInForce, type SigningKey } from './certificate.ts'
import { signDigest, signerOfDigest } from './cms.ts'
import { pdfMoment } from './pdf-file.ts'

/** Bytes kept free for the signature. With our certificate it takes some 700; imported ones are longer. */
const reserved = 3072

/** Ten digits each, because the numbers are only known when the file is complete. */
const rangeBlank = '/ByteRange [0 0000000000 0000000000 0000000000]'

/**
 * The same document, sealed at `now`.
 * @throws Error when the certificate is not in force, or the file is none that pdfkit wrote.
 */
export function signPdf(pdf: Buffer, key: SigningKey, now: Temporal.Instant): Buffer {
  checkInForce(key, now)
  const file = Buffer.concat([pdf, updateFor(pdf, now)])
  const contents = file.indexOf('/Contents <', pdf.length) + '/Contents '.length
  const end = contents + 2 * reserved + 2
  const range = [0, contents, end, file.length - end] as const
  const digits = range.map((number, place) => (place === 0 ? '0' : String(number).padStart(10, '0')))
  file.write(`/ByteRange [${digits.join(' ')}]`, file.indexOf(rangeBlank, pdf.length), 'latin1')
  const signature = signDigest(digestOf(file, range), key)
  if (signature.length > reserved) throw new Error(`a signature of ${signature.length} bytes needs more room`)
  file.write(signature.toString('hex'), contents + 1, 'latin1')
  return file
}

export type Seal =
  | { readonly state: 'unsigned' }
  /** A byte was changed, or the signature is not what it says. */
  | { readonly state: 'broken' }
  /** Bytes stand outside of what was signed: appended, or beside the signature. */
  | { readonly state: 'not-whole' }
  /** Whole and unchanged since the holder of this certificate sealed it; is the certificate ours? */
  | { readonly state: 'sealed'; readonly certificate: Buffer; readonly subject: string }

/** Reads the last seal of a file. Never throws: any bytes may be asked. */
export function sealOf(pdf: Buffer): Seal {
  const at = pdf.lastIndexOf('/ByteRange [')
  if (at === -1) return { state: 'unsigned' }
  const found = /^\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(pdf.toString('latin1', at, at + 80))
  const [start = NaN, before = NaN, after = NaN, length = NaN] = (found ?? []).slice(1).map(Number)
  const hex = pdf.toString('latin1', before, after)
  if (start !== 0 || after + length !== pdf.length || !/^<[0-9a-f]+>$/.test(hex))
    return { state: 'not-whole' }
  const digest = digestOf(pdf, [start, before, after, length])
  const certificate = signerOfDigest(Buffer.from(hex.slice(1, -1), 'hex'), digest)
  if (!certificate) return { state: 'broken' }
  return { state: 'sealed', certificate: certificate.raw, subject: certificate.subject }
}

const digestOf = (
  file: Buffer,
  [from, before, after, length]: readonly [number, number, number, number],
): Buffer =>
  createHash('sha256')
    .update(file.subarray(from, from + before))
    .update(file.subarray(after, after + length))
    .digest()

/** What is appended: signature, its invisible field, catalogue and first page anew, and the table of these objects. */
function updateFor(pdf: Buffer, now: Temporal.Instant): Buffer {
  const text = pdf.toString('latin1')
  const { root, size, info, id, table } = trailerOf(text)
  const catalogue = objectOf(text, root)
  const page = Number(/\/Kids \[(\d+) 0 R/.exec(objectOf(text, reference(catalogue, 'Pages')))?.[1])
  const [signature, field] = [size, size + 1]
  const moment = pdfMoment(now)
  const objects = [
    {
      no: root,
      body: within(catalogue, `/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>`),
    },
    { no: page, body: within(objectOf(text, page), `/Annots [${field} 0 R]`) },
    {
      no: signature,
      body: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${rangeBlank} /M (D:${moment}) /Contents <${'0'.repeat(2 * reserved)}> >>`,
    },
    {
      no: field,
      body: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /F 132 /Rect [0 0 0 0] /V ${signature} 0 R /P ${page} 0 R >>`,
    },
  ]
  const parts = ['\n']
  const rows: string[] = []
  let offset = pdf.length + 1
  for (const { no, body } of objects) {
    const part = `${no} 0 obj\n${body}\nendobj\n`
    rows.push(`${no} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
    parts.push(part)
    offset += part.length
  }
  const trailer = `<< /Size ${size + 2} /Root ${root} 0 R /Info ${info} 0 R /ID ${id} /Prev ${table} >>`
  parts.push(`xref\n${rows.join('')}trailer\n${trailer}\nstartxref\n${offset}\n%%EOF\n`)
  return Buffer.from(parts.join(''), 'latin1')
}

function trailerOf(text: string): { root: number; size: number; info: number; id: string; table: number } {
  const trailer = text.slice(text.lastIndexOf('\ntrailer'))
  const id = /\/ID (\[[^\]]*\])/.exec(trailer)?.[1] ?? '[]'
  const [size, table] = [/\/Size (\d+)/, /startxref\s+(\d+)/].map((found) => Number(found.exec(trailer)?.[1]))
  return {
    root: reference(trailer, 'Root'),
    info: reference(trailer, 'Info'),
    size: size ?? NaN,
    table: table ?? NaN,
    id,
  }
}

const reference = (text: string, name: string): number => {
  const [, no] = new RegExp(`/${name} (\\d+) 0 R`).exec(text) ?? []
  if (!no) throw new Error(`a PDF without ${name} cannot be signed`)
  return Number(no)
}

/** A dictionary object's body. Its last spelling counts. */
function objectOf(text: string, no: number): string {
  const at = text.lastIndexOf(`\n${no} 0 obj\n`)
  const end = text.indexOf('\nendobj', at)
  if (at === -1 || end === -1) throw new Error(`a PDF without object ${no} cannot be signed`)
  return text.slice(text.indexOf('<<', at), end)
}

/** A dictionary with one entry more. */
const within = (dictionary: string, entry: string): string =>
  `${dictionary.slice(0, dictionary.lastIndexOf('>>'))}${entry}\n>>`
