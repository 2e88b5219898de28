/** The journal as a file that can be proven elsewhere: one entry a line, then a line that names the head. */
import type { Database } from '../database.ts'
import { beginning } from './journal.ts'
import { entriesAfter } from './journal-store.ts'

/** Lines of JSON without line ends, in constant memory. `npm run verify-journal` proves them. */
export async function* journalLines(db: Database): AsyncGenerator<string> {
  const page = 1000
  let head = { no: 0, hash: beginning }
  for (;;) {
    const entries = await entriesAfter(db, head.no, page)
    for (const entry of entries) {
      head = { no: entry.no, hash: entry.hash }
      yield JSON.stringify(entry)
    }
    if (entries.length < page) break
  }
  yield JSON.stringify({ head })
}
