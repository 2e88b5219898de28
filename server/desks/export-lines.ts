/**
 * A list as lines of CSV for a spreadsheet, piece by piece, its columns named in the reader's language. What begins like a
 * formula is written as text, since names are typed by strangers. Knows no list.
 */
import { stringify } from 'csv-stringify/sync'

/** Gives the file's text in pieces: the head, then every batch as it is read. Cells in the order of the columns. */
export async function* linesOf(
  columns: readonly string[],
  batches: AsyncIterable<readonly (readonly (string | number)[])[]>,
): AsyncGenerator<string> {
  const spelled = { escape_formulas: true, record_delimiter: 'windows' } as const
  yield stringify([[...columns]], { ...spelled, bom: true })
  for await (const rows of batches)
    yield stringify(
      [...rows].map((row) => [...row]),
      spelled,
    )
}
