/**
 * What stands on the A4 sheet around the label: how to print, sign and post it, the ruler that shows whether the printer
 * scaled, and the packing slip for inside the box (R33). Millimetres.
 */
import type { Placing, Sheet } from '../documents/sheet.ts'
import type { Texts } from '../texts/texts.ts'
import type { LabelAddress, LabelFacts } from './label-facts.ts'
import { blacken, countryName, dayText, type Corner, type LabelDrawing } from './label-panel.ts'
import { gs1Text } from '../documents/barcode.ts'

const grey = '#5b6973'
const rule = '#c8d1d6'
const gap = 2.4

/** Numbered steps and the ruler; `bottom` is where the space for them ends. */
export function drawGuide(
  { sheet, texts, facts }: LabelDrawing,
  { x, y, width, bottom }: Corner & { readonly width: number; readonly bottom: number },
): void {
  let below =
    sheet.text(texts.text('label.guide.title'), { x, y, width, size: 13, lines: 1, face: 'bold' }) + 2
  for (const [place, step] of stepsFor(texts, facts).entries()) {
    sheet.text(`${place + 1}`, { x, y: below, width: 6, size: 9.5, lines: 1, face: 'bold' })
    below = sheet.text(step, { x: x + 6, y: below, width: width - 6, size: 9.5 }) + gap
  }
  sheet.text(texts.text('label.guide.contact', facts.contact), {
    x,
    y: below + 1,
    width,
    size: 8.5,
    lines: 2,
    colour: grey,
  })
  drawRuler(sheet, texts, { x, y: bottom - 6 })
}

function stepsFor(texts: Texts, { way, shipBy, pickup }: LabelFacts): string[] {
  const common = ['print', 'cut', 'pack', 'sign', 'tape'].map((step) => texts.text(`label.guide.${step}`))
  if (way === 'drop-off') {
    const post = texts.text('label.guide.post', { date: dayText(texts, shipBy) })
    return [...common, post, texts.text('label.guide.limit')]
  }
  const fetch = pickup
    ? texts.text('label.guide.fetch', { date: dayText(texts, pickup.on), from: pickup.from, to: pickup.to })
    : texts.text('label.guide.fetch-later')
  return [...common, fetch]
}

/** Exactly 50 mm between the outer edges of its end marks. */
function drawRuler(sheet: Sheet, texts: Texts, { x, y }: Corner): void {
  const thickness = 0.25
  blacken(sheet, { x, y: y + 2, width: 50, height: thickness })
  for (let tick = 0; tick <= 50; tick += 5) {
    const height = tick % 50 === 0 ? 4 : tick % 10 === 0 ? 2.5 : 1.5
    const left = x + (tick === 0 ? 0 : tick === 50 ? 50 - thickness : tick - thickness / 2)
    blacken(sheet, { x: left, y: y + 2 + thickness / 2 - height / 2, width: thickness, height })
  }
  sheet.text(texts.text('label.guide.ruler'), { x: x + 52, y: y + 0.2, width: 20, size: 8.5, lines: 1 })
}

/** R33: the confirmation for inside the box, so that it is known when the label is torn off. */
export function drawSlip(drawing: LabelDrawing, { x, y, width }: Corner & { readonly width: number }): void {
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
  drawChecklist(drawing, { x, y: below, width })
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

function drawChecklist(
  { sheet, texts, facts }: LabelDrawing,
  { x, y, width }: Corner & { width: number },
): void {
  let below = caption(sheet, texts.text('label.slip.checklist'), { x, y, width }) + 0.8
  for (const step of facts.packing) {
    sheet.outline({ x, y: below + 0.7, width: 3, height: 3 }, { thickness: 0.2 })
    below = sheet.text(step, { x: x + 5, y: below, width: width - 5, size: 9.5 }) + 0.8
  }
}

const caption = (sheet: Sheet, text: string, at: Omit<Placing, 'size'>): number =>
  sheet.text(text, { ...at, size: 7.5, lines: 1, colour: grey })
