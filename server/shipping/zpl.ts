/**
 * The labels of a shipment in ZPL II, for thermal printers of 203 dpi: 4 × 6 inch, a format for each parcel. The printer
 * has its own letters, so a text is given a box and a number of lines and never leaves them. Pure.
 */
import { gs1Text, type Gs1Element } from '../documents/barcode.ts'
import type { Texts } from '../texts/texts.ts'
import type { LabelAddress, LabelFacts, LabelParcel } from './label-facts.ts'
import { countryName, dayText } from './label-panel.ts'
import { routingOf, routingText } from './routing.ts'

/** Dots: 8 to the millimetre. */
const paper = { width: 812, height: 1218 }
const left = 26
const width = paper.width - 2 * left

type ZplTools = { readonly texts: Texts; readonly code: (facts: LabelFacts, parcel: LabelParcel) => string }

/** One format for each parcel, ready to be sent to the printer as it is. */
export const writeZpl = (facts: LabelFacts, tools: ZplTools): string =>
  facts.parcels.map((parcel) => formatOf(facts, parcel, tools)).join('\n')

function formatOf(facts: LabelFacts, parcel: LabelParcel, { texts, code }: ZplTools): string {
  const { recipient, sender, way, reference } = facts
  const routing = routingOf(sender, recipient)
  const sscc = { ai: '00', value: parcel.sscc }
  const hasMatrix = facts.symbols?.includes('gs1-datamatrix') === true
  const country = countryName(texts, recipient.country)
  const title = texts.text(way === 'pick-up' ? 'label.do-not-post' : 'label.title')
  const lines = [
    // UTF-8, upright, from the upper left corner, no wider and longer than the paper.
    `^XA^CI28^PON^LH0,0^PW${paper.width}^LL${paper.height}`,
    box(left, 16, width, 72, 72),
    `^FR${text(left + 24, 32, 420, 44, 1, title)}`,
    `^FR${text(left + 440, 36, width - 464, 36, 1, texts.text('label.parcel', { no: parcel.no, count: facts.parcels.length }), 'R')}`,
    text(left, 104, 490, 20, 1, texts.text('label.to')),
    text(left, 126, 490, 36, 2, recipient.name),
    text(left, 204, 490, 30, 1, recipient.street),
    text(left, 240, 490, 38, 1, `${recipient.postcode} ${recipient.city}`),
    text(left, 284, 490, 28, 1, routing ? `${country} - ${routingText(routing)}` : country),
    qr(left + width - 232, 104, code(facts, parcel)),
    text(left, 326, 490, 20, 1, texts.text('label.from')),
    text(left, 348, 490, 22, 3, addressLine(texts, sender)),
    box(left, 424, width, 3, 3),
    ...figure(left, dateCaption(texts, facts), dateValue(texts, facts), 310),
    ...figure(left + 312, texts.text('label.weight'), texts.weight(parcel.weightGrams), 200),
    ...figure(left + 520, texts.text('label.claim'), reference, 240),
    box(left, 504, width, 3, 3),
    text(left, 514, hasMatrix ? width - matrixRoom : width, 22, 3, contentsOf(texts, facts, parcel)),
    ...(hasMatrix ? [matrix(left + width - matrixRoom, [sscc, ...(routing ? [routing] : [])])] : []),
    ...signaturePanel(texts, facts, 590),
    ...(routing ? [gs1(routingModules(routing.value), 824, 72, `${routing.ai}${routing.value}`)] : []),
    gs1(156, 916, 256, `00${parcel.sscc}`),
    text(left, 1178, width, 30, 1, gs1Text([sscc]), 'C'),
    '^PQ1^XZ',
  ]
  return lines.join('\n')
}

/** A caret or a tilde would begin a command, a backslash an escape; a field's letters go as hexadecimal where they are not plain. */
const field = (value: string): string =>
  [...value.replace(/\s+/g, ' ')]
    .map((letter) =>
      /[\w .,:;()/+·-]/u.test(letter) && letter !== '_' && letter.charCodeAt(0) < 0x80
        ? letter
        : [...new TextEncoder().encode(letter)]
            .map((byte) => `_${byte.toString(16).padStart(2, '0')}`)
            .join(''),
    )
    .join('')

const text = (
  x: number,
  y: number,
  room: number,
  size: number,
  lines: number,
  value: string,
  align: 'L' | 'C' | 'R' = 'L',
): string => `^FO${x},${y}^A0N,${size},${size}^FB${room},${lines},0,${align},0^FH_^FD${field(value)}^FS`

const box = (x: number, y: number, wide: number, high: number, thickness: number): string =>
  `^FO${x},${y}^GB${wide},${high},${thickness}^FS`

/** Model 2, four dots a square, level M; the printer chooses the mode by itself from the capitals. */
const qr = (x: number, y: number, code: string): string => `^FO${x},${y}^BQN,2,4^FDMA,${code}^FS`

/** In the middle: 4 dots a module. Mode D lets the printer set FNC1, start and check. */
const gs1 = (modules: number, y: number, height: number, value: string): string =>
  `^FO${Math.round((paper.width - modules * 4) / 2)},${y}^BY4^BCN,${height},N,N,N,D^FD${value}^FS`

/** Dots kept for the GS1 DataMatrix: at most 22 squares of three, and white beside them. */
const matrixRoom = 80

/** `_1` is FNC1. The SSCC comes first, because its length is fixed and nothing has to end it. */
const matrix = (x: number, elements: readonly Gs1Element[]): string =>
  `^FO${x + 8},512^BXN,3,200,0,0,1,_^FD_1${elements.map(({ ai, value }) => ai + value).join('')}^FS`

/** Start, FNC1, pairs of digits, a lone last one with its change of code set, check, stop. */
const routingModules = (value: string): number => {
  const characters = 3 + value.length
  return 11 * (3 + Math.floor(characters / 2) + (characters % 2) * 2) + 13
}

const figure = (x: number, caption: string, value: string, room: number): string[] => [
  text(x, 434, room, 18, 1, caption),
  text(x, 458, room, 34, 1, value),
]

const addressLine = (texts: Texts, { name, street, postcode, city, country }: LabelAddress): string =>
  [name, street, `${postcode} ${city}`, countryName(texts, country)].join(', ')

const dateCaption = (texts: Texts, { way }: LabelFacts): string =>
  texts.text(way === 'drop-off' ? 'label.ship-by' : 'label.fetched-on')

function dateValue(texts: Texts, { way, shipBy, pickup }: LabelFacts): string {
  if (way === 'drop-off') return dayText(texts, shipBy)
  return pickup ? dayText(texts, pickup.on) : texts.text('label.to-be-arranged')
}

/** The packing slip has room for more. */
const devicesShown = 2

function contentsOf(texts: Texts, { way }: LabelFacts, { devices, hazards }: LabelParcel): string {
  const shown = devices
    .slice(0, devicesShown)
    .map(({ name, serialTail }) => texts.text('label.device', { name, tail: serialTail }))
  const more = devices.length - shown.length
  return [
    ...(way === 'pick-up' ? [texts.text('label.door')] : []),
    ...hazards.map((hazard) => texts.text(`label.hazards.${hazard}`)),
    ...shown,
    ...(more > 0 ? [texts.text('label.more', { count: more })] : []),
  ].join('; ')
}

function signaturePanel(texts: Texts, { signature }: LabelFacts, y: number): string[] {
  const line = y + 178
  const fields = [
    { key: 'signature', x: left + 16, room: 368, value: signature?.name },
    { key: 'name', x: left + 400, room: 200, value: signature?.name },
    { key: 'date', x: left + 616, room: 128, value: signature && dayText(texts, signature.signedOn) },
  ]
  return [
    box(left, y, width, 216, 3),
    text(left + 16, y + 10, width - 32, 22, 3, texts.text('label.statement')),
    ...fields.flatMap(({ key, x, room, value }) => [
      ...(value ? [text(x, line - 28, room, 24, 1, value)] : []),
      box(x, line, room, 2, 2),
      text(x, line + 8, room, 18, 1, texts.text(`label.${key}`)),
    ]),
  ]
}
