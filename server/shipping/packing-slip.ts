/**
 * The packing slip for inside the box (R33), so that it is known when the label is torn off: whose devices they are,
 * which, and what to do before the box is closed. Millimetres; never longer than its place.
 */
import { gs1Text } from '../documents/barcode.ts'
import type { Placing, Sheet } from '../documents/sheet.ts'
import type { Texts } from '../texts/texts.ts'
import type { LabelAddress } from './label-facts.ts'
import { countryName, type Corner, type LabelDrawing } from './label-panel.ts'

const grey = '#5b6973'
const rule = '#c8d1d6'

type Place = Corner & { readonly width: number; readonly bottom: number }

/** R33: the confirmation for inside the box, so that it is known when the label is torn off. */
export function drawSlip(drawing: LabelDrawing, { x, y, width, bottom }: Place): void {
  const { sheet, texts, facts, parcel } = drawing
  const count = facts.parcels.length
  const head = { y, lines: 1, width: width / 2 } as const
  let below = sheet.text(texts.text('label.slip.title'), { ...head, x, size: 15, face: 'bold' })
  const right = { ...head, x: x + width / 2, align: 'right' } as const
  sheet.text(texts.text('label.parcel', { no: parcel.no, count }), { ...right, size: 12, face: 'bold' })
  below =
    sheet.text(texts.text('label.slip.inside'), { x, y: below, width, size: 10, lines: 1, colour: grey }) + 3
  below = drawFacts(drawing, { x, y: below, width }) + 3
  below = drawDevices(drawing, { x, y: below, width }) + 4
  drawChecklist(drawing, { x, y: below, width, bottom })
}

function drawFacts(
  { sheet, texts, facts, parcel }: LabelDrawing,
  { x, y, width }: Corner & { width: number },
): number {
  const rows = [
    [
      ['label.claim', facts.reference],
      ['label.slip.programme', facts.programme],
      ['label.weight', texts.weight(parcel.weightGrams)],
    ],
    [
      ['label.from', addressOf(texts, facts.sender)],
      ['label.to', addressOf(texts, facts.recipient)],
      ['label.slip.parcel-number', gs1Text([{ ai: '00', value: parcel.sscc }])],
    ],
  ] as const
  const room = width / 3
  let below = y
  for (const row of rows) {
    const ends = row.map(([key, value], place) => {
      const column = { x: x + place * room, width: room - 4 }
      const under = caption(sheet, texts.text(key), { ...column, y: below })
      return sheet.text(value, { ...column, y: under, size: 9.5, height: 24, smallest: 3 })
    })
    below = Math.max(...ends) + 2
  }
  return below
}

const addressOf = (texts: Texts, { name, street, postcode, city, country }: LabelAddress): string =>
  [name, street, `${postcode} ${city}`, countryName(texts, country)].join('\n')

/** So many leave room for the check list below. */
const devicesListed = 8

function drawDevices(
  { sheet, texts, parcel }: LabelDrawing,
  { x, y, width }: Corner & { width: number },
): number {
  const serial = { x: x + (width * 2) / 3, width: width / 3 }
  const name = { x, width: (width * 2) / 3 - 4 }
  caption(sheet, texts.text('label.slip.serial'), { ...serial, y })
  let below = caption(sheet, texts.text('label.slip.device'), { ...name, y })
  for (const device of parcel.devices.slice(0, devicesListed)) {
    sheet.line({ x1: x, y1: below + 0.6, x2: x + width, y2: below + 0.6, thickness: 0.15, colour: rule })
    const style: Omit<Placing, 'x' | 'width'> = { y: below + 1, size: 9.5, lines: 1, smallest: 2 }
    sheet.text(device.serialTail, { ...style, ...serial, face: 'bold' })
    below = sheet.text(device.name, { ...style, ...name })
  }
  const more = parcel.devices.length - devicesListed
  return more > 0
    ? sheet.text(texts.text('label.more', { count: more }), { ...name, y: below + 1, size: 9.5 })
    : below
}

/** As many steps as there is room for; the last line says how many more the page of the claim lists. */
function drawChecklist({ sheet, texts, facts }: LabelDrawing, { x, y, width, bottom }: Place): void {
  let below = caption(sheet, texts.text('label.slip.checklist'), { x, y, width }) + 0.8
  const room = { x: x + 5, width: width - 5, size: 9.5 }
  for (const [place, step] of facts.packing.entries()) {
    const isLast = place === facts.packing.length - 1
    const height = sheet.heightOf(step, room) + 0.8
    if (below + height + (isLast ? 0 : lineOfMore) > bottom) {
      const count = facts.packing.length - place
      sheet.text(texts.text('label.slip.more-steps', { count }), { ...room, y: below, lines: 1, smallest: 4 })
      return
    }
    sheet.outline({ x, y: below + 0.7, width: 3, height: 3 }, { thickness: 0.2 })
    below = sheet.text(step, { ...room, y: below }) + 0.8
  }
}

/** Height of the line that says how many more. */
const lineOfMore = 4.3

const caption = (sheet: Sheet, text: string, at: Omit<Placing, 'size'>): number =>
  sheet.text(text, { ...at, size: 7.5, lines: 1, colour: grey })
