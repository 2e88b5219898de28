/**
 * The buyer's written statement that goods sold free of tax left for another member state: who carried them, from where
 * to where, and when they arrived. Source: Regulation (EU) 282/2011, article 45a(1)(b)(i). Pure but for its drawing.
 */
import { Temporal } from 'temporal-polyfill'
import { openSheet } from '../documents/pdf.ts'
import type { Sheet } from '../documents/sheet.ts'
import type { Locale } from '../texts/texts.ts'
import type { Invoice, PartyFacts, ProposalContent } from './content.ts'
import { vatOfLine } from './e-invoice.ts'
import { wordsFor, type DrawingTools } from './invoice.ts'
import {
  accent,
  bottom,
  ink,
  label,
  left,
  panel,
  paragraph,
  paragraphHeight,
  rule,
  slate,
  tint,
  top,
  width,
  type Page,
} from './page.ts'
import { dateText } from './words.ts'

/** Plain data, all dates ISO. */
export type TransportFacts = {
  readonly locale: Locale
  readonly number: string
  readonly issuedOn: string
  readonly seller: PartyFacts
  readonly buyer: PartyFacts
  readonly deliverTo: ProposalContent['deliverTo']
  readonly handedOverOn: string
  readonly arrivedOn: string
  readonly goods: readonly { readonly no: number; readonly name: string; readonly serial: string }[]
}

/** Undefined where nothing was sold under category K: then nobody asks for it. */
export function transportOf(
  { number, issuedOn, content }: Pick<Invoice, 'number' | 'issuedOn' | 'content'>,
  arrivedOn: Temporal.PlainDate,
): TransportFacts | undefined {
  const { locale, seller, buyer, deliverTo, deliveredOn } = content
  const goods = content.lines
    .filter((line) => vatOfLine(content, line).category === 'K')
    .map(({ no, name, serial }) => ({ no, name, serial }))
  if (goods.length === 0) return undefined
  const arrived = arrivedOn.toString()
  return {
    locale,
    number,
    issuedOn,
    seller,
    buyer,
    deliverTo,
    handedOverOn: deliveredOn,
    arrivedOn: arrived,
    goods,
  }
}

/** PDF in the seller's language and in English; the same facts give the same bytes. */
export function drawTransportStatement(facts: TransportFacts, tools: DrawingTools): Promise<Buffer> {
  const words = wordsFor(facts, tools.texts)
  const title = words.own.text('invoice.transport.title')
  const sheet = openSheet({
    fonts: tools.fonts,
    title: `${title} ${facts.number}`,
    author: facts.buyer.name,
    language: facts.locale,
    createdAt: Temporal.Instant.from(`${facts.issuedOn}T00:00:00Z`),
    archival: true,
  })
  const page: Page = { sheet, words }
  tint(page, { x: left, y: top, width: 12, height: 1.2 }, accent)
  const head = { x: left, width, lines: 1 } as const
  let y = sheet.text(title, { ...head, y: top + 4, size: 20, face: 'bold', colour: ink })
  if (words.english)
    y = sheet.text(words.english.text('invoice.transport.title'), { ...head, y, size: 10.5, colour: slate })
  const lead = (spoken: Page['words']['own']): string =>
    spoken.text('invoice.transport.lead', { number: facts.number, date: dateText(spoken, facts.issuedOn) })
  y = paragraph(page, lead, { x: left, y: y + 8, width, size: 10 }) + 7
  for (const row of rowsOf(page, facts)) y = drawRow(page, row, y) + 4
  y = drawGoods(page, facts, y + 3)
  const law = { x: left, width, size: 8.5 }
  paragraph(page, lawOf, { ...law, y: withRoom(sheet, y + 5, paragraphHeight(page, lawOf, law)) })
  return sheet.finish()
}

/** `y`, or the top of another page when so many millimetres do not fit below it. */
function withRoom(sheet: Sheet, y: number, height: number): number {
  if (y + height <= bottom) return y
  sheet.addPage()
  return top
}

const lawOf = (spoken: Page['words']['own']): string => spoken.text('invoice.transport.law')

type Cell = { readonly key: string; readonly text: string }

const placeOf = ({ name, street, postcode, city, country }: ProposalContent['deliverTo']): string =>
  [name, street, `${country}-${postcode} ${city}`].join('\n')

const partyText = ({ vatId, ...party }: PartyFacts): string =>
  [placeOf(party), ...(vatId ? [vatId] : [])].join('\n')

/** Two facts a row. */
const rowsOf = ({ words: { own } }: Page, facts: TransportFacts): (readonly [Cell, Cell])[] => [
  [
    { key: 'party.seller', text: partyText(facts.seller) },
    { key: 'party.buyer', text: partyText(facts.buyer) },
  ],
  [
    { key: 'transport.from', text: placeOf(facts.seller) },
    { key: 'transport.to', text: placeOf(facts.deliverTo) },
  ],
  [
    { key: 'transport.handed-over', text: dateText(own, facts.handedOverOn) },
    { key: 'transport.arrived', text: dateText(own, facts.arrivedOn) },
  ],
  [
    { key: 'transport.received', text: facts.deliverTo.name },
    { key: 'transport.issued', text: dateText(own, facts.issuedOn) },
  ],
]

const columnWidth = 82

function drawRow(page: Page, row: readonly [Cell, Cell], y: number): number {
  const bottoms = row.map(({ key, text }, column) => {
    const at = { x: left + column * (columnWidth + 10), width: columnWidth }
    const below = label(page, key, { ...at, y })
    return page.sheet.text(text, { ...at, y: below + 0.6, size: 9.5, colour: ink })
  })
  return Math.max(...bottoms)
}

function drawGoods(page: Page, { goods }: TransportFacts, start: number): number {
  const { sheet, words } = page
  tint(page, { x: left, y: start, width, height: 7 }, panel)
  label(page, 'transport.goods', { x: left + 3, y: start + 1.6, width: columnWidth })
  let y = start + 9
  for (const { no, name, serial } of goods) {
    const named = { x: left + 13, width: 90, size: 9.5, face: 'bold' } as const
    const told = words.own.text('invoice.line.serial', { serial })
    const numbered = { x: left + 106, width: 65, size: 9 } as const
    const height = Math.max(sheet.heightOf(name, named), sheet.heightOf(told, numbered))
    y = withRoom(sheet, y, height + 2.6)
    sheet.text(String(no), { x: left + 3, y, width: 9, size: 9, lines: 1, colour: slate })
    sheet.text(name, { ...named, y, colour: ink })
    sheet.text(told, { ...numbered, y, colour: slate })
    sheet.line({
      x1: left,
      y1: y + height + 1,
      x2: left + width,
      y2: y + height + 1,
      thickness: 0.15,
      colour: rule,
    })
    y += height + 2.6
  }
  return y
}
