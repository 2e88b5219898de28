/**
 * A driver's list of one zone's day (R37-R40): every stop with who opens and how to get there, every parcel with its bar
 * code, and the code that opens the driver's page. A4; a stop is not torn over two pages. Facts in, bytes out.
 */
import { Temporal } from 'temporal-polyfill'
import { barBoxes, gs1Bars, gs1Text, qrBoxes } from '../documents/barcode.ts'
import { legible, type Fonts } from '../documents/fonts.ts'
import { openSheet } from '../documents/pdf.ts'
import type { Sheet } from '../documents/sheet.ts'
import type { Texts } from '../texts/texts.ts'

export type ManifestStop = {
  readonly reference: string
  readonly from: string
  readonly to: string
  readonly company: string
  readonly address: readonly string[]
  readonly contact: string
  readonly phone: string
  readonly notes?: string | undefined
  /** Codes; texts under `pickup.hazard`. */
  readonly hazards: readonly string[]
  readonly parcels: readonly { readonly sscc: string; readonly weightGrams: number }[]
}

export type ManifestFacts = {
  readonly depot: string
  readonly zone: string
  /** ISO date. */
  readonly date: string
  /** Address of the driver's page. */
  readonly tourUrl: string
  readonly stops: readonly ManifestStop[]
}

const left = 12
const width = 186
const bottom = 284
const soft = '#4b5e63'
const bar = { height: 12, row: 20, columns: [left, 110] as const }
const qrSize = 30

/** Draws it. The same facts give the same bytes. */
export function drawManifest(
  facts: ManifestFacts,
  { fonts, texts }: { fonts: Fonts; texts: Texts },
): Promise<Buffer> {
  const date = Temporal.PlainDate.from(facts.date)
  const title = texts.text('shipping.manifest.title', { zone: facts.zone })
  const sheet = openSheet({
    fonts,
    title: `${title} ${facts.date}`,
    author: facts.depot,
    language: texts.locale,
    createdAt: Temporal.Instant.from(`${facts.date}T00:00:00Z`),
  })
  const parcels = facts.stops.flatMap((stop) => stop.parcels)
  const load = texts.text('shipping.manifest.load', {
    stops: facts.stops.length,
    parcels: parcels.length,
    weight: texts.weight(parcels.reduce((total, { weightGrams }) => total + weightGrams, 0)),
  })
  const head = { x: left, width: width - qrSize - 4 }
  let y = sheet.text(title, { ...head, y: 14, size: 20, face: 'bold', lines: 1 })
  y = sheet.text(`${texts.weekday(date)} · ${facts.depot}`, { ...head, y, size: 12, lines: 1 })
  y = sheet.text(load, { ...head, y, size: 10.5, lines: 1 })
  sheet.text(texts.text('shipping.manifest.scan'), { ...head, y, size: 9, colour: soft, lines: 2 })
  sheet.fill(qrBoxes(facts.tourUrl, { x: left + width - qrSize, y: 12, size: qrSize }))
  y = 46
  for (const [place, stop] of facts.stops.entries()) {
    const { contact, phone, notes } = stop
    const said = {
      contact: legible(fonts, contact),
      phone: legible(fonts, phone),
      notes: notes && legible(fonts, notes),
    }
    y = drawStop(sheet, texts, { ...stop, ...said }, { no: place + 1, y })
  }
  return sheet.finish()
}

function drawStop(
  sheet: Sheet,
  texts: Texts,
  stop: ManifestStop,
  { no, y: from }: { no: number; y: number },
): number {
  const about = [stop.notes, ...stop.hazards.map((hazard) => texts.text(`pickup.hazard.${hazard}`))].filter(
    (line) => line !== undefined,
  )
  const name = { text: `${no}. ${stop.company}`, width: 150, size: 12, face: 'bold' } as const
  const where = `${stop.address.join(', ')} · ${stop.contact}, ${stop.phone}`
  // A name or an address may be long: it goes on in the next line, and the stop is as high as it has to be.
  const height = [name, { text: where, width, size: 10 }, { text: about.join('\n'), width, size: 9.5 }]
    .map(({ text, ...set }) => (text === '' ? 0 : sheet.heightOf(text, set)))
    .reduce((sum, one) => sum + one, 12)
  const rows = Math.ceil(stop.parcels.length / 2)
  let y = from
  if (y + height + rows * bar.row > bottom) {
    sheet.addPage()
    y = 14
  }
  sheet.line({ x1: left, y1: y, x2: left + width, y2: y, thickness: 0.3 })
  const line = { lines: 1 } as const
  sheet.text(`${stop.from}–${stop.to}`, {
    ...line,
    x: 168,
    y: y + 1.5,
    width: 30,
    size: 12,
    face: 'bold',
    align: 'right',
  })
  const { text: named, ...bold } = name
  y = sheet.text(named, { ...bold, x: left, y: y + 1.5 })
  y = sheet.text(where, { x: left, y, width, size: 10 })
  y = sheet.text(stop.reference, { ...line, x: left, y, width, size: 9, colour: soft })
  if (about.length > 0) y = sheet.text(about.join('\n'), { x: left, y, width, size: 9.5 })
  for (const [place, { sscc, weightGrams }] of stop.parcels.entries()) {
    const x = bar.columns[place % 2] ?? left
    const top = y + 2 + Math.floor(place / 2) * bar.row
    const element = [{ ai: '00', value: sscc }]
    sheet.fill(barBoxes(gs1Bars(element), { x, y: top, height: bar.height }))
    const caption = `${gs1Text(element)} · ${texts.weight(weightGrams)}`
    sheet.text(caption, { ...line, x: x + 5, y: top + bar.height + 0.5, width: 80, size: 8.5 })
  }
  return y + 2 + rows * bar.row + 3
}
