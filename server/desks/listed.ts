/**
 * A list of the desks as a file for a spreadsheet: columns with the words of the page, and lines off the same rows that the
 * page draws. What begins like a formula is written as text, since names are typed by strangers. Knows no list.
 */
import { stringify } from 'csv-stringify/sync'
import { decimal, type Money } from '../base/money.ts'
import type { Context } from '../context.ts'
import type { Texts } from '../texts/texts.ts'
import type { Asked } from './filters.ts'

/** The key of a column's words, and what of a row stands in it. */
export type Column<Row> = readonly [
  words: string,
  cell: (row: Row, texts: Texts) => string | number | undefined,
]

export type Listed<Row> = {
  /** What somebody must be allowed to have the list. */
  readonly may: string
  readonly columns: readonly Column<Row>[]
  /** All rows as they are asked for, batch by batch: a file has no end of a page. */
  readonly rows: (context: Context, asked: Asked, texts: Texts) => AsyncIterable<readonly Row[]>
}

/** An amount takes two columns, since a spreadsheet adds up only what is a number. */
export const amountColumns = <Row>(of: (row: Row) => Money): readonly Column<Row>[] => [
  ['desk.column.amount', (row) => decimal(of(row))],
  ['desk.column.currency', (row) => of(row).currency],
]

/** Rows that are read at once, where a list is what is open now and no history. */
export const atOnce = <Row>(
  read: (context: Context, asked: Asked, texts: Texts) => Promise<readonly Row[]>,
): Listed<Row>['rows'] =>
  async function* all(context, asked, texts) {
    yield await read(context, asked, texts)
  }

/** Of what is open now a file holds this many: more would be read by nobody, and is a sign of something else. */
export const openAtMost = 10_000

export type ListFile = {
  readonly may: string
  /** The text of the file in pieces, the head with the first batch: what is refused is refused before there is a file. */
  readonly pieces: (context: Context, asked: Asked, texts: Texts) => AsyncGenerator<string>
}

const spelled = { escape_formulas: true, record_delimiter: 'windows' } as const

/** The file of a list. */
export const fileOfList = <Row>({ may, columns, rows }: Listed<Row>): ListFile => ({
  may,
  async *pieces(context, asked, texts) {
    let head = stringify([columns.map(([words]) => texts.text(words))], { ...spelled, bom: true })
    for await (const batch of rows(context, asked, texts)) {
      const lines = batch.map((row) => columns.map(([, cell]) => cell(row, texts) ?? ''))
      yield head + stringify(lines, spelled)
      head = ''
    }
    if (head !== '') yield head
  },
})
