/**
 * The receipt of a hand-over (R40): the moment title passed, every parcel and every serial number, who signed. A4, in the
 * participant's language, sealed. Facts in, bytes out.
 */
import { Temporal } from 'temporal-polyfill'
import { legible, type Fonts } from '../documents/fonts.ts'
import { openSheet } from '../documents/pdf.ts'
import type { Sheet } from '../documents/sheet.ts'
import type { Texts } from '../texts/texts.ts'
import { glass, strokesIn } from './signing.ts'

export type ReceiptFacts = {
  readonly reference: string
  readonly programme: string
  /** Instant in ISO 8601, and the zone in which it is told. */
  readonly at: string
  readonly timeZone: string
  /** Lines of name and address: who handed over, and who owns the devices from now on. */
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly parcels: readonly {
    readonly sscc: string
    readonly weightGrams: number
    readonly devices: readonly { readonly name: string; readonly serial: string }[]
  }[]
  /** Whoever handed over, and their strokes as `signing.ts` spells them; none where a carrier's event told it. */
  readonly signedBy?: string
  readonly signature?: string
}

export type ReceiptTools = {
  readonly fonts: Fonts
  readonly texts: Texts
  readonly sign: (pdf: Buffer) => Buffer
}

const left = 20
const width = 170
const bottom = 270
const soft = '#4b5e63'

/** Draws and seals it. The same facts give the same bytes until they are sealed. */
export async function drawReceipt(
  facts: ReceiptFacts,
  { fonts, texts, sign }: ReceiptTools,
): Promise<Buffer> {
  const at = Temporal.Instant.from(facts.at)
  const say = (key: string, values = {}): string => texts.text(`shipping.receipt.${key}`, values)
  const sheet = openSheet({
    fonts,
    title: `${say('title')} ${facts.reference}`,
    author: facts.to[0] ?? '',
    language: texts.locale,
    createdAt: at,
  })
  let y = sheet.text(say('title'), { x: left, y: 20, width, size: 20, face: 'bold', lines: 1 })
  y = sheet.text(`${facts.reference} · ${facts.programme}`, { x: left, y, width, size: 10, colour: soft })
  const moment = texts.moment(at, facts.timeZone)
  y = sheet.text(say('lead', { moment }), { x: left, y: y + 6, width, size: 11 })
  y = Math.max(
    side(sheet, say('from'), facts.from, left, y + 6),
    side(sheet, say('to'), facts.to, 110, y + 6),
  )
  y += 6
  for (const parcel of facts.parcels) y = drawParcel(sheet, texts, parcel, y)
  const signedBy = legible(fonts, facts.signedBy ?? '')
  y = drawSigned(sheet, { ...facts, signedBy }, say, y + 4)
  sheet.text(say('title-passed'), { x: left, y: y + 4, width, size: 9, colour: soft })
  return sign(await sheet.finish())
}

function side(sheet: Sheet, name: string, lines: readonly string[], x: number, y: number): number {
  const below = sheet.text(name, { x, y, width: 80, size: 8, colour: soft })
  return sheet.text(lines.join('\n'), { x, y: below, width: 80, size: 10.5 })
}

/** One parcel is never torn over two pages. */
function drawParcel(
  sheet: Sheet,
  texts: Texts,
  parcel: ReceiptFacts['parcels'][number],
  from: number,
): number {
  const lines = parcel.devices.map(({ name, serial }) =>
    texts.text('shipping.receipt.device', { name, serial }),
  )
  const indented = { x: left + 4, width: width - 4, size: 10 }
  const height = lines.reduce((sum, line) => sum + sheet.heightOf(line, indented), 12)
  let y = from
  if (y + height > bottom) {
    sheet.addPage()
    y = 20
  }
  sheet.line({ x1: left, y1: y, x2: left + width, y2: y, thickness: 0.2 })
  const number = texts.text('shipping.receipt.parcel', { sscc: parcel.sscc })
  const head = { y: y + 2, size: 10.5, face: 'bold', lines: 1 } as const
  sheet.text(texts.weight(parcel.weightGrams), { ...head, x: left + 130, width: 40, align: 'right' })
  y = sheet.text(number, { ...head, x: left, width: 125 })
  for (const line of lines) y = sheet.text(line, { ...indented, y })
  return y + 3
}

/** Millimetres of the box for a length on the glass. */
const onSheet = (value: number, whole: number, room: number): number => (value / whole) * room

const box = { width: 80, height: 32 }

function drawSigned(
  sheet: Sheet,
  { signedBy, signature = '' }: ReceiptFacts,
  say: (key: string) => string,
  from: number,
): number {
  if (!signedBy) return sheet.text(say('by-event'), { x: left, y: from, width, size: 10 })
  let y = from
  if (y + box.height + 24 > bottom) {
    sheet.addPage()
    y = 20
  }
  y = sheet.text(say('signed-by'), { x: left, y, width, size: 8, colour: soft })
  sheet.outline({ x: left, y, ...box }, { colour: soft })
  for (const stroke of strokesIn(signature))
    for (const [place, end] of stroke.entries()) {
      const start = stroke[Math.max(0, place - 1)] ?? end
      sheet.line({
        x1: left + onSheet(start.x, glass.width, box.width),
        y1: y + onSheet(start.y, glass.height, box.height),
        x2: left + onSheet(end.x, glass.width, box.width) + 0.01,
        y2: y + onSheet(end.y, glass.height, box.height),
        thickness: 0.5,
      })
    }
  return sheet.text(signedBy, { x: left, y: y + box.height + 1, width: box.width, size: 10.5 })
}
