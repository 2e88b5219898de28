/**
 * The label itself: 95 × 138 mm of addresses, dates, the panel for the participant's signature in ink (R33) and the
 * codes; 10 mm more where the paper has room for the routing code. Black only, so that a thermal printer makes it too.
 * Millimetres; knows no paper size around it.
 */
import { Temporal } from 'temporal-polyfill'
import { barBoxes, gs1Bars, gs1Text, qrBoxes, widthOfBars, type Gs1Element } from '../documents/barcode.ts'
import { matrixBoxes } from '../documents/matrix.ts'
import type { Placing, Sheet } from '../documents/sheet.ts'
import type { Texts } from '../texts/texts.ts'
import { captionHeight, drawFrame, widthsOfFigures } from './label-frame.ts'
import type { LabelFacts, LabelParcel } from './label-facts.ts'
import { drawSigned } from './label-signature.ts'
import { routingOf, routingText } from './routing.ts'

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

const width = 95
/** Sizes of the panel: on paper as small as A6 the routing code is told in words only. */
export const panelSizes = { small: { width, height: 138 }, tall: { width, height: 148 } }
export type PanelSize = keyof typeof panelSizes

/** Space for the QR code, quiet zone included. */
const qrSize = 30
/** GS1 General Specifications 6.6.3: bars of a logistic label are at least 32 mm high. */
const barHeight = 32
/** Lower than GS1 asks of a routing code: the signature is worth more on paper of this size. */
const routingHeight = 8.5
/** Space for a GS1 DataMatrix, quiet zone included. */
const matrixSize = 13

/** Draws the label with its upper left corner at `at`. @throws Error when an address cannot be printed or does not fit. */
export function drawPanel(drawing: LabelDrawing, at: Corner, size: PanelSize): void {
  drawFrame(drawing, at)
  drawCount(drawing, at)
  drawAddresses(drawing, { x: at.x, y: at.y + 11 })
  drawFigures(drawing, { x: at.x, y: at.y + 46 })
  drawContents(drawing, { x: at.x, y: at.y + 56.3 })
  drawSigned(drawing, { x: at.x, y: at.y + 71 })
  if (size === 'tall') drawRouting(drawing, { x: at.x, y: at.y + 99.5 })
  drawBars(drawing, { x: at.x, y: at.y + panelSizes[size].height - 38 })
}

function drawCount({ sheet, texts, facts, parcel }: LabelDrawing, { x, y }: Corner): void {
  const text = texts.text('label.parcel', { no: parcel.no, count: facts.parcels.length })
  const right = { x: x + 62, y: y + 2, width: 30, align: 'right' } as const
  sheet.text(text, { ...right, size: 11, lines: 1, face: 'bold', colour: '#ffffff' })
}

function drawAddresses({ sheet, texts, facts, code }: LabelDrawing, { x, y }: Corner): void {
  const { recipient, sender } = facts
  // Whatever stands beside the QR code keeps out of its quiet zone, however large a long address makes it.
  const room = width - qrSize - 2
  const line = { x, width: room, lines: 1, leading: 1.15, smallest: 5 } as const
  const name = { ...line, y: y + captionHeight, size: 12, face: 'bold', lines: 2, height: 8.8 } as const
  let below = sheet.text(recipient.name, name)
  below = sheet.text(recipient.street, { ...line, y: below, size: 10.5 })
  below = sheet.text(placeOf(recipient), { ...line, y: below, size: 12, face: 'bold' })
  const country = [countryName(texts, recipient.country), ...routingElements(facts).map(routingText)]
  sheet.text(country.join(' · '), { ...line, y: below, size: 9 })
  sheet.fill(qrBoxes(code, { x: x + width - qrSize, y: y - 1.5, size: qrSize }))
  const whole = [sender.name, sender.street, placeOf(sender), countryName(texts, sender.country)].join(' · ')
  const from = { x, y: y + 24 + captionHeight, width: room }
  sheet.text(whole, { ...from, size: 7.5, leading: 1.15, height: 7.5, smallest })
}

/** Points. Nobody reads it, but a name of 120 capital Ws still gets its label. */
const smallest = 2

const placeOf = ({ postcode, city }: LabelFacts['sender']): string => `${postcode} ${city}`.trim()

const routingElements = ({ sender, recipient }: LabelFacts): Gs1Element[] => {
  const routing = routingOf(sender, recipient)
  return routing ? [routing] : []
}

/** The country in the reader's language. */
export function countryName({ locale }: Texts, country: string): string {
  const key = `${locale} ${country}`
  const name = countries.get(key) ?? new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country
  countries.set(key, name)
  return name
}

/** Asking Intl takes longer than drawing the name. There are some 250 countries. */
const countries = new Map<string, string>()

/** Date, weight and reference side by side. */
function drawFigures({ sheet, texts, facts, parcel }: LabelDrawing, { x, y }: Corner): void {
  const figures = [dateValue(texts, facts), texts.weight(parcel.weightGrams), facts.reference]
  let left = x
  for (const [place, value] of figures.entries()) {
    const room = widthsOfFigures[place] ?? 0
    sheet.text(value, {
      x: left,
      y: y + captionHeight,
      width: room - 2,
      size: 11,
      lines: 1,
      face: 'bold',
    })
    left += room
  }
}

/** The last day for the post office (R21), or the day of the pick-up (R34). */
function dateValue(texts: Texts, { way, shipBy, pickup }: LabelFacts): string {
  if (way === 'drop-off') return dayText(texts, shipBy)
  return pickup ? dayText(texts, pickup.on) : texts.text('label.to-be-arranged')
}

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
  const room = facts.symbols?.includes('gs1-datamatrix') ? width - matrixSize - 2 : width
  const small: Omit<Placing, 'y'> = { x, width: room, size: 7, leading: 1.15, smallest }
  const below = sheet.text(devices.join('; '), { ...small, y: y + captionHeight, height: 6 })
  const marks = parcel.hazards.map((hazard) => texts.text(`label.hazards.${hazard}`))
  const door = facts.way === 'pick-up' ? [texts.text('label.door')] : []
  const notes = [...door, ...marks].join(' | ')
  if (notes) sheet.text(notes, { ...small, y: below, height: 5.8, face: 'bold' })
  if (room === width) return
  const elements = [{ ai: '00', value: parcel.sscc }, ...routingElements(facts)]
  sheet.fill(matrixBoxes(elements, { x: x + width - matrixSize, y: y + 0.4, size: matrixSize }))
}

/** For sorting machines; what it says also stands beside the recipient's country. */
function drawRouting({ sheet, facts }: LabelDrawing, { x, y }: Corner): void {
  const elements = routingElements(facts)
  if (elements.length === 0) return
  const bars = gs1Bars(elements)
  sheet.fill(barBoxes(bars, { x: x + (width - widthOfBars(bars)) / 2, y, height: routingHeight }))
}

function drawBars({ sheet, parcel }: LabelDrawing, { x, y }: Corner): void {
  const elements = [{ ai: '00', value: parcel.sscc }]
  const bars = gs1Bars(elements)
  sheet.fill(barBoxes(bars, { x: x + (width - widthOfBars(bars)) / 2, y, height: barHeight }))
  sheet.text(gs1Text(elements), { x, y: y + barHeight + 0.8, width, size: 11, lines: 1, align: 'centre' })
}
