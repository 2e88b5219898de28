/** How a payment run is shown, in the list and on its own page. */
import { dateIn } from '../base/calendar.ts'
import { money } from '../base/money.ts'
import { booksZone } from '../payments/books.ts'
import type { RunSummary } from '../payments/run-list-store.ts'

/** The page of one run. */
export const runHref = (id: number): string => `/desk/payments/${id}`

/** What both pages say of a run. */
export const runFacts = ({
  id,
  name,
  state,
  executeOn,
  createdAt,
  count,
  totalMinor,
  currency,
}: RunSummary) => ({
  id,
  name,
  state,
  executeOn: executeOn.toString(),
  createdOn: dateIn(createdAt, booksZone).toString(),
  createdAt,
  count,
  total: money(totalMinor, currency),
})
