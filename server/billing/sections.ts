/** The head of a billing document: what it is, who sells, who buys, who wrote it, and the words that the law asks for. */
import type { Placing } from '../documents/sheet.ts'
import type { Invoice, PartyFacts, ProposalContent } from './content.ts'
import { isSettlementNote } from './content.ts'
import {
  accent,
  ink,
  label,
  left,
  panel,
  paragraph,
  paragraphHeight,
  slate,
  stackedLabel,
  tint,
  top,
  warning,
  warningInk,
  width,
  type Block,
  type Page,
} from './page.ts'
import { dateText, inBoth } from './words.ts'

/** What is drawn: a proposal has no number and no date of issue. */
export type Subject = { readonly content: ProposalContent; readonly invoice?: Invoice | undefined }

/** Key of the title, below `invoice.`. */
export function titleKey({ content, invoice }: Subject): string {
  const note = isSettlementNote(content)
  if (!invoice) return note ? 'title.proposal-note' : 'title.proposal'
  if (invoice.type === '261') return 'title.credit'
  return note ? 'title.note' : 'title.invoice'
}

/** Title over the facts that name the document. Gives the `y` below both. */
export function drawHead(page: Page, subject: Subject): number {
  const { sheet, words } = page
  const key = `invoice.${titleKey(subject)}`
  tint(page, { x: left, y: top, width: 12, height: 1.2 }, accent)
  const at = { x: left, width, lines: 1 } as const
  let y = sheet.text(words.own.text(key), { ...at, y: top + 4, size: 20, face: 'bold', colour: ink })
  if (words.english) y = sheet.text(words.english.text(key), { ...at, y: y - 0.4, size: 10.5, colour: slate })
  return drawFacts(page, factsOf(page, subject), y + 5) + 3
}

/** The first of them is the document's own name; what a credit note corrects stands in a second row. */
function factsOf({ words: { own } }: Page, { content, invoice }: Subject): (readonly [string, string])[] {
  const shared = [
    ['delivered', dateText(own, content.deliveredOn)],
    ['agreement', content.agreement],
  ] as const
  if (!invoice)
    return [
      ['claim', content.reference],
      ['composed', dateText(own, content.composedOn)],
      ['version', String(content.version)],
      ...shared,
    ]
  const { corrects } = invoice
  return [
    ['number', invoice.number],
    ['issued', dateText(own, invoice.issuedOn)],
    ['claim', content.reference],
    ...shared,
    ...(corrects
      ? ([
          ['corrects', corrects.number],
          ['corrected', dateText(own, corrects.issuedOn)],
        ] as const)
      : []),
  ]
}

const firstColumn = 44
const otherColumn = (width - firstColumn) / 4
const rowHeight = 14
const inRow = 5

const rowOf = (place: number): number => Math.floor(place / inRow)

function drawFacts(page: Page, facts: readonly (readonly [string, string])[], start: number): number {
  const { sheet } = page
  for (const [place, [key, value]] of facts.entries()) {
    const column = place % inRow
    const x = left + (column === 0 ? 0 : firstColumn + (column - 1) * otherColumn)
    const room = (column === 0 ? firstColumn : otherColumn) - 3
    const below = stackedLabel(page, `meta.${key}`, { x, y: start + rowOf(place) * rowHeight, width: room })
    const face = place === 0 ? 'bold' : 'regular'
    sheet.text(value, { x, y: below + 0.4, width: room, size: 9.5, lines: 2, face, colour: ink })
  }
  return start + (rowOf(facts.length - 1) + 1) * rowHeight
}

/** A proposal says first of all that it is no invoice. */
export function bannerBlock(page: Page): Block {
  const { sheet, words } = page
  return {
    height: 12.5,
    draw: (y) => {
      tint(page, { x: left, y, width, height: 9 }, warning)
      sheet.text(inBoth(words, 'banner'), {
        x: left + 4,
        y: y + 1.9,
        width: width - 8,
        size: 11,
        lines: 1,
        face: 'bold',
        colour: warningInk,
      })
    },
  }
}

const columnWidth = 54
const gap = 6

/** Who sells, who buys, who wrote it. */
export function partiesBlock(page: Page, { content }: Subject): Block {
  const parties = [
    ['seller', content.seller],
    ['buyer', content.buyer],
    ['issuer', content.issuer],
  ] as const
  const columns = parties.map(([role, party]) => ({ role, lines: partyLines(page, role, party, content) }))
  const tall = columns.map(({ lines }) =>
    lines.reduce((sum, { text, ...style }) => sum + page.sheet.heightOf(text, style), 0),
  )
  return {
    height: Math.max(...tall) + 9,
    draw: (y) => {
      for (const [column, { role, lines }] of columns.entries()) {
        const x = left + column * (columnWidth + gap)
        let below = label(page, `party.${role}`, { x, y, width: columnWidth }) + 0.8
        for (const { text, ...style } of lines) below = page.sheet.text(text, { ...style, x, y: below })
      }
    },
  }
}

type PartyLine = Omit<Placing, 'x' | 'y'> & { readonly text: string; readonly width: number }

function partyLines(
  page: Page,
  role: 'seller' | 'buyer' | 'issuer',
  party: PartyFacts,
  content: ProposalContent,
): PartyLine[] {
  const style = { width: columnWidth, size: 8.5, colour: ink } as const
  const outside = isSettlementNote(content)
  return [
    { ...style, text: party.name, size: 9.5, face: 'bold' },
    { ...style, text: party.street },
    { ...style, text: `${party.country}-${party.postcode} ${party.city}` },
    ...numbersOf(page, party, outside).map((text) => ({ ...style, text, size: 8, colour: slate })),
    ...(outside && role === 'seller'
      ? [
          {
            ...style,
            text: page.words.own.text('invoice.party.unregistered'),
            size: 8,
            lines: 1,
            colour: slate,
          },
        ]
      : []),
  ]
}

/** A document without VAT shows no VAT number (R49); a Danish VAT number holds the company's number already. */
function numbersOf({ words: { own } }: Page, party: PartyFacts, outside: boolean): string[] {
  const vatId = outside ? null : party.vatId
  const { registrationNumber } = party
  const repeated = registrationNumber !== null && vatId?.endsWith(registrationNumber) === true
  return [
    ...(vatId ? [own.text('invoice.party.vat-id', { number: vatId })] : []),
    ...(registrationNumber && !repeated
      ? [own.text('invoice.party.registration', { number: registrationNumber })]
      : []),
  ]
}

/** The mention of self-billing, on whose behalf, and what a credit note corrects. */
export function lawBlock(page: Page, { content, invoice }: Subject): Block {
  const { sheet, words } = page
  const sentences = (texts: Page['words']['own']): string =>
    [
      texts.text('invoice.law.on-behalf', { agreement: content.agreement }),
      isSettlementNote(content) ? texts.text('invoice.law.no-vat') : '',
      invoice?.corrects
        ? texts.text('invoice.law.corrects', {
            ...invoice.corrects,
            date: dateText(texts, invoice.corrects.issuedOn),
          })
        : '',
    ]
      .filter((sentence) => sentence !== '')
      .join(' ')
  const body = { x: left + 5, width: width - 10, size: 8.5 } as const
  const inner = paragraphHeight(page, sentences, body)
  return {
    height: inner + 14,
    draw: (y) => {
      tint(page, { x: left, y, width, height: inner + 10 }, panel)
      tint(page, { x: left, y, width: 1.2, height: inner + 10 }, accent)
      const below = sheet.text(inBoth(words, 'law.self-billing'), {
        ...body,
        y: y + 2.2,
        size: 10,
        face: 'bold',
        lines: 1,
        colour: ink,
      })
      paragraph(page, sentences, { ...body, y: below + 0.6 })
    },
  }
}
