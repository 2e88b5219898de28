/**
 * The limit: a template assembled by hand for this one page. What is the same on all labels is packed once, letters are
 * those of a standard font that nothing has to be embedded for (and that would print a Polish name as garbage), and what
 * is left is written, packed and sealed. No label of a house could be made in less time by much.
 */
import { deflateSync } from 'node:zlib'
import { barBoxes, gs1Bars, gs1Text, qrBoxes } from '../../../server/documents/barcode.ts'
import { papers, type Box } from '../../../server/documents/sheet.ts'
import { layoutOf, type Layout } from './layout.ts'
import { codeOf, factsOf, seal } from './sample.ts'

const points = (millimetres: number): number => (millimetres * 72) / 25.4
const short = (value: number): string => (Math.round(value * 1000) / 1000).toString()
const height = points(papers.A6.height)

/** Where the codes of an A6 label stand, in millimetres. */
const qr = { x: 70, y: 14.5, size: 30 }
const bars = { x: 8.5, y: 105, height: 32 }

/** Draws and seals the n-th label. */
export async function openTemplate(): Promise<(n: number) => Buffer> {
  const [one, other] = [await layoutOf(1), await layoutOf(2)]
  const same = (layout: Layout): Layout['letters'] =>
    layout.letters.filter(({ text }) => other.letters.some((letters) => letters.text === text))
  const still = packed(
    operatorsOf({
      letters: same(one),
      fills: one.fills.filter(({ boxes }) => boxes.length < codeBoxes),
      lines: one.lines,
    }),
  )
  const moving = one.letters.filter((letters) => !same(one).includes(letters))
  return (n) => {
    const facts = factsOf(n)
    const [parcel] = facts.parcels
    if (!parcel) throw new Error('a label without a parcel')
    const elements = [{ ai: '00', value: parcel.sscc }]
    const { name, street } = facts.sender
    const texts = [`${name} · ${street} · 8000 Aarhus C · Danmark`, gs1Text(elements)]
    const letters = moving.map((at, place) => ({ ...at, text: texts[place] ?? '' }))
    const codes = [...qrBoxes(codeOf(facts, parcel), qr), ...barBoxes(gs1Bars(elements), bars)]
    const fills = [{ boxes: codes, colour: '#000000' as const }]
    return seal(fileOf(still, packed(operatorsOf({ letters, fills, lines: [] }))))
  }
}

/** Bars and QR code consist of more boxes than anything else. */
const codeBoxes = 30

const packed = (content: string): Buffer => deflateSync(Buffer.from(content, 'latin1'), { level: 3 })

function operatorsOf({ letters, fills, lines }: Layout): string {
  let content = ''
  for (const { boxes, colour } of fills) content += `${channels(colour)} rg ${boxes.map(boxText).join('')}f\n`
  for (const { x1, y1, x2, y2 } of lines)
    content += `.7 w ${short(points(x1))} ${short(height - points(y1))} m ${short(points(x2))} ${short(height - points(y2))} l S\n`
  for (const { text, x, y, size, face, colour } of letters) {
    const place = `${short(points(x))} ${short(height - points(y))} Td`
    content += `${channels(colour)} rg BT /${face === 'bold' ? 'B' : 'R'} ${short(size)} Tf ${place} (${escaped(text)}) Tj ET\n`
  }
  return content
}

const boxText = ({ x, y, width, height: high }: Box): string =>
  `${short(points(x))} ${short(height - points(y + high))} ${short(points(width))} ${short(points(high))} re\n`

const channels = (colour: string): string => (colour === '#ffffff' ? '1 1 1' : '0 0 0')

const escaped = (text: string): string => text.replace(/[\\()]/g, '\\$&')

const stream = (no: number, bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`${no} 0 obj\n<< /Length ${bytes.length} /Filter /FlateDecode >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream\nendobj\n'),
  ])

const font = (no: number, name: string): Buffer =>
  Buffer.from(
    `${no} 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>\nendobj\n`,
  )

function fileOf(still: Buffer, moving: Buffer): Buffer {
  const objects = [
    Buffer.from('1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'),
    Buffer.from('2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n'),
    Buffer.from(
      `3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${short(points(papers.A6.width))} ${short(height)}] /Resources << /Font << /R 6 0 R /B 7 0 R >> >> /Contents [4 0 R 5 0 R] >>\nendobj\n`,
    ),
    stream(4, still),
    stream(5, moving),
    font(6, 'Helvetica'),
    font(7, 'Helvetica-Bold'),
    Buffer.from('8 0 obj\n<< /Producer (Backhaul) >>\nendobj\n'),
  ]
  const head = Buffer.from('%PDF-1.7\n')
  let offset = head.length
  const rows = objects.map(({ length }) => {
    const row = `${String(offset).padStart(10, '0')} 00000 n \n`
    offset += length
    return row
  })
  const table = `xref\n0 9\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size 9 /Root 1 0 R /Info 8 0 R >>\nstartxref\n${offset}\n%%EOF\n`
  return Buffer.concat([head, ...objects, Buffer.from(table)])
}
