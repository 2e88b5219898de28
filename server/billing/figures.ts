/** The figures of a billing document: its lines, its VAT, its totals, and when and where they are paid. */
import { isSettlementNote, type ContentLine, type ProposalContent } from './content.ts'
import { vatOfLine } from './e-invoice.ts'
import {
  accent,
  ink,
  label,
  left,
  panel,
  paragraph,
  paragraphHeight,
  right,
  rule,
  slate,
  stackedLabel,
  tint,
  width,
  type Block,
  type Flow,
  type Page,
} from './page.ts'
import type { Subject } from './sections.ts'
import { dateText, localisedText } from './words.ts'

const columns = {
  no: { x: left, width: 9 },
  device: { x: left + 10, width: 78 },
  basis: { x: left + 91, width: 32 },
  vat: { x: left + 124, width: 16 },
  net: { x: left + 141, width: 33 },
} as const

/** One row a device, with the head of the table repeated on every page; it never stands alone at the foot of one. */
export function lineBlocks(page: Page, { content }: Subject): Flow {
  const head = tableHead(page, isSettlementNote(content))
  const rows = content.lines.map((line) => lineBlock(page, content, line))
  return rows.map((row, index) => (index === 0 ? under(head, row) : { ...row, head }))
}

const under = (head: Block, row: Block): Block => ({
  height: head.height + row.height,
  draw: (y) => {
    head.draw(y)
    row.draw(y + head.height)
  },
})

function tableHead(page: Page, note: boolean): Block {
  return {
    height: 9,
    draw: (y) => {
      stackedLabel(page, 'line.no', { ...columns.no, y })
      stackedLabel(page, 'line.device', { ...columns.device, y })
      stackedLabel(page, 'line.basis', { ...columns.basis, y })
      if (!note) stackedLabel(page, 'line.vat', { ...columns.vat, y, align: 'right' })
      stackedLabel(page, note ? 'line.price' : 'line.net', { ...columns.net, y, align: 'right' })
      page.sheet.line({ x1: left, y1: y + 7.6, x2: right, y2: y + 7.6, thickness: 0.35, colour: accent })
    },
  }
}

function lineBlock({ sheet, words: { own } }: Page, content: ProposalContent, line: ContentLine): Block {
  const facts = [
    own.text('invoice.line.serial', { serial: line.serial }),
    own.text('invoice.line.found', {
      category: localisedText(line.category, own),
      condition: localisedText(line.condition, own),
    }),
  ].join(' · ')
  const name = { ...columns.device, size: 9.5, face: 'bold' } as const
  const detail = { ...columns.device, size: 8 } as const
  const why = own.text('invoice.line.why', line.basis)
  const tall = Math.max(
    sheet.heightOf(line.name, name) + sheet.heightOf(facts, detail),
    sheet.heightOf(why, { ...columns.basis, size: 8 }),
  )
  return {
    height: tall + 4,
    draw: (y) => {
      sheet.text(String(line.no), { ...columns.no, y, size: 9, lines: 1, colour: slate })
      const below = sheet.text(line.name, { ...name, y, colour: ink })
      sheet.text(facts, { ...detail, y: below, colour: slate })
      sheet.text(why, { ...columns.basis, y: y + 0.4, size: 8, colour: slate })
      const vat = isSettlementNote(content)
        ? undefined
        : vatText(own, vatOfLine(content, line).rateBasisPoints)
      if (vat) sheet.text(vat, { ...columns.vat, y, size: 9, lines: 1, align: 'right', colour: ink })
      const net = own.money({ amountMinor: line.netMinor, currency: content.currency })
      sheet.text(net, { ...columns.net, y, size: 9.5, lines: 1, align: 'right', colour: ink })
      sheet.line({
        x1: left,
        y1: y + tall + 1.6,
        x2: right,
        y2: y + tall + 1.6,
        thickness: 0.15,
        colour: rule,
      })
    },
  }
}

const vatText = (own: Page['words']['own'], rateBasisPoints: number | null): string =>
  rateBasisPoints === null
    ? own.text('invoice.line.none')
    : own.text('invoice.line.rate', { rate: rateBasisPoints / 100 })

const totalsLeft = 114
const amountWidth = 32
const vatWidth = 88

/** VAT on the left, totals on the right: they belong together and stay on one page. */
export function sumsBlock(page: Page, subject: Subject): Block {
  const { content } = subject
  const mentions = content.vat.map(
    ({ treatment }) =>
      (texts: Page['words']['own']) =>
        texts.text(`invoice.vat.${treatment}`),
  )
  const mentionAt = { width: vatWidth, size: 8.5 } as const
  const heights = mentions.map((say) => paragraphHeight(page, say, mentionAt))
  const vatTall = 6 + heights.reduce((sum, tall) => sum + tall + 6.5, 0)
  const rows = totalRows(subject)
  return {
    height: Math.max(vatTall, rows.length * 5.6 + 8) + 4,
    draw: (start) => {
      const y = start + 4
      label(page, 'vat.heading', { x: left, y, width: vatWidth })
      let below = y + 5
      for (const [index, group] of content.vat.entries()) {
        const say = mentions[index]
        if (say) below = paragraph(page, say, { ...mentionAt, x: left, y: below })
        if (group.category !== 'O') below = drawGroup(page, content, group, below)
        below += 1.5
      }
      drawTotals(page, content, rows, y)
    },
  }
}

function drawGroup(
  { sheet, words: { own } }: Page,
  { currency }: ProposalContent,
  group: ProposalContent['vat'][number],
  y: number,
): number {
  const money = (amountMinor: number): string => own.money({ amountMinor, currency })
  const text = [
    vatText(own, group.rateBasisPoints),
    `${own.text('invoice.vat.base')} ${money(group.baseMinor)}`,
    `${own.text('invoice.vat.amount')} ${money(group.vatMinor)}`,
  ].join('  ·  ')
  return sheet.text(text, { x: left, y: y + 0.2, width: vatWidth, size: 8.5, lines: 1, colour: ink })
}

type TotalRow = { readonly key: string; readonly amountMinor: number; readonly strong?: boolean }

function totalRows({ content, invoice }: Subject): TotalRow[] {
  const { netMinor, vatMinor, grossMinor, roundingMinor, payableMinor } = content.totals
  const last = !invoice ? 'proposed' : invoice.type === '261' ? 'credited' : 'payable'
  return [
    ...(isSettlementNote(content)
      ? []
      : [
          { key: 'net', amountMinor: netMinor },
          { key: 'vat', amountMinor: vatMinor },
          { key: 'gross', amountMinor: grossMinor },
        ]),
    ...(roundingMinor === 0 ? [] : [{ key: 'rounding', amountMinor: roundingMinor }]),
    { key: last, amountMinor: payableMinor, strong: true },
  ]
}

function drawTotals(
  page: Page,
  { currency }: ProposalContent,
  rows: readonly TotalRow[],
  start: number,
): void {
  const { sheet, words } = page
  let y = start
  const room = right - totalsLeft - amountWidth
  for (const { key, amountMinor, strong } of rows) {
    const amount = words.own.money({ amountMinor, currency })
    if (strong) {
      sheet.line({ x1: totalsLeft, y1: y + 0.6, x2: right, y2: y + 0.6, thickness: 0.35, colour: accent })
      stackedLabel(page, `totals.${key}`, { x: totalsLeft, y: y + 2, width: 34 })
      const at = { x: totalsLeft + 34, y: y + 1.8, width: right - totalsLeft - 34 }
      sheet.text(amount, { ...at, size: 14, lines: 1, align: 'right', face: 'bold', colour: ink })
    } else {
      label(page, `totals.${key}`, { x: totalsLeft, y: y + 0.3, width: room })
      sheet.text(amount, {
        x: right - amountWidth,
        y,
        width: amountWidth,
        size: 9.5,
        lines: 1,
        align: 'right',
        colour: ink,
      })
    }
    y += 5.6
  }
}

/** When and to which account, of which only its owner knows the rest; a proposal also says how to answer. */
export function paymentBlock(page: Page, { content, invoice }: Subject): Block {
  const { payment } = content
  const key = invoice ? 'payment.by' : 'payment.after'
  const promise = (texts: Page['words']['own']): string =>
    `${texts.text(`invoice.${key}`, { date: dateText(texts, payment.payBy) })} ${texts.text('invoice.payment.charges')}`
  const body = { x: left + 5, width: 96, size: 8.5 } as const
  const account = { x: 126, width: right - 126 - 4, size: 9, colour: ink } as const
  const inner = Math.max(
    paragraphHeight(page, promise, body),
    page.sheet.heightOf(payment.holder, account) + 9,
  )
  return {
    height: inner + 13,
    draw: (y) => {
      const { sheet } = page
      tint(page, { x: left, y, width, height: inner + 10 }, panel)
      const below = label(page, 'payment.heading', { x: body.x, y: y + 2.6, width: body.width }) + 0.6
      paragraph(page, promise, { ...body, y: below })
      const name = label(page, 'payment.holder', { ...account, y: y + 2.6 })
      const next = sheet.text(payment.holder, { ...account, y: name })
      const number = label(page, 'payment.account', { ...account, y: next + 1.2 })
      sheet.text(payment.maskedIban, { ...account, y: number, lines: 1, face: 'bold' })
    },
  }
}

const howToAnswer = (texts: Page['words']['own']): string => texts.text('invoice.answer.text')

/** How to accept or dispute (A3, A4). */
export function answerBlock(page: Page): Block {
  const body = { x: left, width, size: 8.5 } as const
  return {
    height: paragraphHeight(page, howToAnswer, body) + 6,
    draw: (y) => {
      const below = label(page, 'answer.heading', { ...body, y: y + 1, width: 120 })
      paragraph(page, howToAnswer, { ...body, y: below + 0.6 })
    },
  }
}
