/** What the paper of a closed list says, read back from the file that the carrier got: the two can never differ. Pure. */
import { parse } from 'csv-parse/sync'
import type { adviceColumns } from './pre-advice.ts'

/** One line as it is printed. */
export type ManifestLine = {
  readonly kind: 'parcel' | 'visit' | 'cancel'
  readonly key: string
  readonly reference: string
  /** Whose door, in one line; empty for what is called off. */
  readonly from: string
  readonly weightGrams?: number
  readonly visit?: { readonly date: string; readonly from: string; readonly to: string }
}

export type ManifestPaperFacts = {
  readonly number: string
  /** Instant in ISO 8601, and the zone in which it is told. */
  readonly closedAt: string
  readonly timeZone: string
  readonly lines: readonly ManifestLine[]
}

type Row = Readonly<Record<(typeof adviceColumns)[number], string>>

/** Facts for `manifest-paper.ts`. */
export const manifestPaperFacts = (
  {
    number,
    closedAt,
    content,
  }: Pick<ManifestPaperFacts, 'number' | 'closedAt'> & { readonly content: string },
  timeZone: string,
): ManifestPaperFacts => ({
  number,
  closedAt,
  timeZone,
  lines: parse<Row>(content, { columns: true }).map(lineOf),
})

const lineOf = (row: Row): ManifestLine => ({
  kind: row.kind as ManifestLine['kind'],
  key: row.key,
  reference: row.reference,
  from: [row.from_company, row.from_street, `${row.from_postcode} ${row.from_city}`.trim()]
    // Made harmless for spreadsheets, which paper is not.
    .map((part) => part.replace(/^'(?=[=+\-@\t\r])/, ''))
    .filter(Boolean)
    .join(', '),
  ...(row.weight_kg && { weightGrams: Math.round(Number(row.weight_kg) * 1000) }),
  ...(row.visit_date && { visit: { date: row.visit_date, from: row.visit_from, to: row.visit_to } }),
})
