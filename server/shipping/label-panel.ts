/**
 * The label itself: 95 × 138 mm of addresses, dates, the panel for the participant's signature in ink (R33) and the two
 * codes. Black only, so that a thermal printer makes it too. Millimetres; knows no paper size around it.
 */
import { Temporal } from 'temporal-polyfill'
import { barBoxes, gs1Bars, gs1Text, qrBoxes, widthOfBars } from '../documents/barcode.ts'
import type { Box, Placing, Sheet } from '../documents/sheet.ts'
import type { Texts } from '../texts/texts.ts'
import type { LabelFacts, LabelParcel } from './label-facts.ts'

/** What all parts of a label draw on and from. */
export type LabelDrawing = {
  readonly sheet: Sheet
  readonly texts: Texts
  readonly facts: LabelFacts
  readonly parcel: LabelParcel
  /** What the QR code says. */
  readonly code: string
}

export type Corner = { readonly x: number; readonly y: number }

export const panelSize = { width: 95, height: 138 }

const { width } = panelSize
const paper = '#ffffff'
const captionSize = 6
/** Space for the QR code, quiet zone included. */
const qrSize = 30
/** GS1 General Specifications 6.6.3: bars of a logistic label are at least 32 mm high. */
const barHeight = 32

/** Draws the label with its upper left corner at `at`. @throws Error when an address cannot be printed or does not fit. */
export function drawPanel(drawing: LabelDrawing, at: Corner): void {
  drawHead(drawing, at)
  drawAddresses(drawing, { x: at.x, y: at.y + 11 })
  drawFigures(drawing, { x: at.x, y: at.y + 46 })
  drawContents(drawing, { x: at.x, y: at.y + 56.3 })
  drawSignature(drawing, { x: at.x, y: at.y + 71 })
  drawBars(drawing, { x: at.x, y: at.y + 100 })
}

function drawHead({ sheet, texts, facts, parcel }: LabelDrawing, { x, y }: Corner): void {
  const fetched = facts.way === 'pick-up'
  blacken(sheet, { x, y, width, height: 9 })
  const style: Omit<Placing, 'x' | 'width' | 'align'> = {
    y: y + 1.5,
    size: 13,
    lines: 1,
    face: 'bold',
    colour: paper,
  }
  sheet.text(texts.text(fetched ? 'label.do-not-post' : 'label.title'), { ...style, x: x + 3, width: 58 })
  const count = facts.parcels.length
  const parcelText = texts.text('label.parcel', { no: parcel.no, count })
  sheet.text(parcelText, { ...style, x: x + 62, width: 30, size: 11, y: y + 2, align: 'right' })
}

function drawAddresses({ sheet, texts, facts, code }: LabelDrawing, { x, y }: Corner): void {
  const { recipient, sender } = facts
  const room = width - qrSize - 2
  const line = { x, width: room, lines: 1, leading: 1.15, smallest: 5 } as const
  let below = caption(sheet, texts.text('label.to'), { x, y, width: room })
  below = sheet.text(recipient.name, { ...line, y: below, size: 12, face: 'bold', lines: 2, height: 8.8 })
  below = sheet.text(recipient.street, { ...line, y: below, size: 10.5 })
  below = sheet.text(placeOf(recipient), { ...line, y: below, size: 12, face: 'bold' })
  sheet.text(countryName(texts, recipient.country), { ...line, y: below, size: 9 })
  sheet.fill(qrBoxes(code, { x: x + width - qrSize, y: y - 1.5, size: qrSize }))
  const from = { x, y: y + 24.4, width }
  below = caption(sheet, texts.text('label.from'), from)
  const whole = [sender.name, sender.street, placeOf(sender), countryName(texts, sender.country)].join(' · ')
  sheet.text(whole, { ...from, y: below, size: 7.5, height: 6.9, smallest })
}

/** Points. Nobody reads it, but a name of 120 capital Ws still gets its label. */
const smallest = 2

const placeOf = ({ postcode, city }: LabelFacts['sender']): string => `${postcode} ${city}`.trim()

/** The country in the reader's language. */
export const countryName = ({ locale }: Texts, country: string): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country

/** Date, weight and reference side by side. */
function drawFigures({ sheet, texts, facts, parcel }: LabelDrawing, { x, y }: Corner): void {
  const figures = [dateFigure(texts, facts), [texts.text('label.weight'), texts.weight(parcel.weightGrams)]]
  const claim = [claimCaption(texts, facts.revision), facts.reference]
  const widths = [39, 26, 30]
  sheet.line({ x1: x, y1: y - 0.6, x2: x + width, y2: y - 0.6, thickness: 0.3 })
  let left = x
  for (const [place, [name = '', value = '']] of [...figures, claim].entries()) {
    const room = { x: left, width: (widths[place] ?? 0) - 2 }
    const below = caption(sheet, name, { ...room, y })
    sheet.text(value, { ...room, y: below, size: 11, lines: 1, face: 'bold' })
    left += widths[place] ?? 0
  }
  sheet.line({ x1: x, y1: y + 9.2, x2: x + width, y2: y + 9.2, thickness: 0.3 })
}

/** A label that replaced another says so (revision 2 and up). */
const claimCaption = (texts: Texts, revision: number): string =>
  revision > 1
    ? `${texts.text('label.claim')} · ${texts.text('label.revision', { revision })}`
    : texts.text('label.claim')

/** The last day for the post office (R21), or the day of the pick-up (R34). */
function dateFigure(texts: Texts, { way, shipBy, pickup }: LabelFacts): string[] {
  if (way === 'drop-off') return [texts.text('label.ship-by'), dayText(texts, shipBy)]
  const name = texts.text('label.fetched-on')
  if (!pickup) return [name, texts.text('label.to-be-arranged')]
  return [`${name} ${texts.text('label.window', pickup)}`, dayText(texts, pickup.on)]
}

/** One black box. */
export const blacken = (sheet: Sheet, box: Box): void => sheet.fill(box)

/** An ISO date as the language writes it. */
export const dayText = (texts: Texts, day: string): string => texts.date(Temporal.PlainDate.from(day))

/** The packing slip has room for more. */
const devicesShown = 3

function drawContents({ sheet, texts, facts, parcel }: LabelDrawing, { x, y }: Corner): void {
  const devices = parcel.devices
    .slice(0, devicesShown)
    .map(({ name, serialTail }) => texts.text('label.device', { name, tail: serialTail }))
  const more = parcel.devices.length - devices.length
  if (more > 0) devices.push(texts.text('label.more', { count: more }))
  const small = { x, width, size: 7, leading: 1.15, smallest } as const
  const top = caption(sheet, texts.text('label.devices'), { x, y, width })
  const below = sheet.text(devices.join('; '), { ...small, y: top, height: 6 })
  const marks = parcel.hazards.map((hazard) => texts.text(`label.hazards.${hazard}`))
  const door = facts.way === 'pick-up' ? [texts.text('label.door')] : []
  const notes = [...door, ...marks].join(' | ')
  if (notes) sheet.text(notes, { ...small, y: below, height: 5.8, face: 'bold' })
}

/** R33: the statement that the participant signs by hand, on the outside of the box. */
function drawSignature({ sheet, texts }: LabelDrawing, { x, y }: Corner): void {
  sheet.outline({ x, y, width, height: 27 }, { thickness: 0.4 })
  sheet.text(texts.text('label.statement'), { x: x + 2, y: y + 1.2, width: width - 4, size: 7.5, lines: 2 })
  const fields = [
    { key: 'signature', from: 2, to: 48 },
    { key: 'name', from: 50, to: 75 },
    { key: 'date', from: 77, to: 93 },
  ]
  for (const { key, from, to } of fields) {
    sheet.line({ x1: x + from, y1: y + 22.8, x2: x + to, y2: y + 22.8, thickness: 0.2 })
    caption(sheet, texts.text(`label.${key}`), { x: x + from, y: y + 23.2, width: to - from })
  }
}

function drawBars({ sheet, parcel }: LabelDrawing, { x, y }: Corner): void {
  const elements = [{ ai: '00', value: parcel.sscc }]
  const bars = gs1Bars(elements)
  sheet.fill(barBoxes(bars, { x: x + (width - widthOfBars(bars)) / 2, y, height: barHeight }))
  sheet.text(gs1Text(elements), { x, y: y + barHeight + 0.8, width, size: 11, lines: 1, align: 'centre' })
}

const caption = (sheet: Sheet, text: string, at: Corner & { readonly width: number }): number =>
  sheet.text(text, { ...at, size: captionSize, lines: 1, smallest: 4.5 })
