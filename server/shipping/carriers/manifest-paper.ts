/**
 * A carrier's list on paper: every parcel with its bar code, every visit, what was called off, and where the driver signs for
 * what was taken. A4; a line is not torn over two pages. Facts in, bytes out.
 */
import { Temporal } from 'temporal-polyfill'
import { barBoxes, gs1Bars } from '../../documents/barcode.ts'
import type { Fonts } from '../../documents/fonts.ts'
import { openSheet } from '../../documents/pdf.ts'
import type { Sheet } from '../../documents/sheet.ts'
import type { Texts } from '../../texts/texts.ts'
import type { ManifestLine, ManifestPaperFacts } from './manifest-facts.ts'

const left = 14
const width = 182
const bottom = 280
const soft = '#4b5e63'
const bar = { x: 104, height: 9 }
const row = 16
const signing = { width: 86, height: 22 }

/** Draws it. The same facts give the same bytes. */
export function drawCarrierManifest(
  facts: ManifestPaperFacts,
  { fonts, texts }: { readonly fonts: Fonts; readonly texts: Texts },
): Promise<Buffer> {
  const say = (key: string, values = {}): string => texts.text(`shipping.carrier-list.${key}`, values)
  const closed = Temporal.Instant.from(facts.closedAt)
  const title = say('title', { number: facts.number })
  const sheet = openSheet({ fonts, title, author: 'Backhaul', language: texts.locale, createdAt: closed })
  const of = (kind: ManifestLine['kind']): number => facts.lines.filter((line) => line.kind === kind).length
  const weight = facts.lines.reduce((total, { weightGrams = 0 }) => total + weightGrams, 0)
  let y = sheet.text(title, { x: left, y: 14, width, size: 20, face: 'bold', lines: 1 })
  y = sheet.text(texts.moment(closed, facts.timeZone), { x: left, y, width, size: 11, lines: 1 })
  const counts = { parcels: of('parcel'), visits: of('visit'), cancelled: of('cancel') }
  y = sheet.text(say('load', { ...counts, weight: texts.weight(weight) }), {
    x: left,
    y,
    width,
    size: 11,
    lines: 2,
  })
  y += 5
  for (const line of facts.lines) {
    const height = heightOf(sheet, line)
    if (y + height > bottom) {
      sheet.addPage()
      y = 14
    }
    drawLine(sheet, line, y, { say, texts })
    y += height
  }
  drawSigning(sheet, y + 4, say)
  return sheet.finish()
}

/** Beside the bars of a parcel there is half the page. */
const besideBars = (line: ManifestLine): number => (line.kind === 'parcel' ? 86 : width)

/** Millimetres of a line: an address may be long, and goes on in the next one. */
const heightOf = (sheet: Sheet, line: ManifestLine): number =>
  Math.max(row, sheet.heightOf(line.from, { width: besideBars(line), size: 9 }) + 12)

type Say = (key: string, values?: object) => string

function drawLine(
  sheet: Sheet,
  line: ManifestLine,
  y: number,
  { say, texts }: { readonly say: Say; readonly texts: Texts },
): void {
  const one = { x: left, lines: 1 } as const
  sheet.line({ x1: left, y1: y, x2: left + width, y2: y, thickness: 0.2, colour: soft })
  const head = { ...one, width: besideBars(line) }
  const below = sheet.text(`${say(`kind.${line.kind}`)} ${line.key}`, {
    ...head,
    y: y + 1.2,
    size: 10,
    face: 'bold',
  })
  const about = [line.reference, line.weightGrams === undefined ? '' : texts.weight(line.weightGrams)]
  const visit =
    line.visit &&
    `${texts.weekday(Temporal.PlainDate.from(line.visit.date))} ${line.visit.from}–${line.visit.to}`
  const next = sheet.text([...about, visit ?? ''].filter(Boolean).join(' · '), { ...head, y: below, size: 9 })
  sheet.text(line.from, { x: left, width: besideBars(line), y: next, size: 9, colour: soft })
  // Eighteen digits are a number of ours (SSCC); what a scanner reads is what the carrier's system knows.
  if (line.kind === 'parcel' && /^\d{18}$/.test(line.key))
    sheet.fill(
      barBoxes(gs1Bars([{ ai: '00', value: line.key }]), { x: bar.x, y: y + 2.5, height: bar.height }),
    )
}

function drawSigning(sheet: Sheet, from: number, say: Say): void {
  let y = from
  if (y + signing.height + 10 > bottom) {
    sheet.addPage()
    y = 14
  }
  y = sheet.text(say('taken'), { x: left, y, width, size: 10 })
  for (const [place, key] of (['driver', 'signature'] as const).entries()) {
    const x = left + place * (signing.width + 10)
    const below = sheet.text(say(key), { x, y: y + 1, width: signing.width, size: 8, colour: soft })
    sheet.outline({ x, y: below, ...signing }, { colour: soft })
  }
}
