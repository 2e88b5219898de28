/** What stands above the lists of the sample pages: the same for every state of one page. */
import type { ListName } from '../../server/desks/filters.ts'
import { listHead } from '../../server/desks/list-view.ts'
import type { Texts } from '../../server/texts/texts.ts'

const listsOf: Readonly<Record<string, Readonly<Record<string, ListName>>>> = {
  'desk/review-queue': { list: 'review' },
  'desk/proposals': { list: 'proposals' },
  'desk/invoices': { list: 'invoices' },
  'desk/payment-runs': { list: 'runs' },
  'desk/bank-answers': { list: 'returns' },
  'desk/outlook': { list: 'recoveries' },
  'desk/holds': { list: 'holds' },
  'desk/carriers': { list: 'cases' },
  'desk/rewards': { list: 'rewards' },
  'desk/webhook': { list: 'messages' },
  'desk/labels': { list: 'labels' },
  'desk/pickups': { list: 'pickups', riskList: 'risks' },
  'desk/unidentified': { list: 'unidentified' },
  'desk/jobs': { jobList: 'jobs', mailList: 'mails' },
  'desk/accounts': { list: 'accounts' },
  'desk/programmes': { list: 'programmes' },
}

/** The values of `macros/list.njk` for the lists of a template, without a saved view. */
export const listHeads = (template: string, texts: Texts): Readonly<Record<string, object>> =>
  Object.fromEntries(
    Object.entries(listsOf[template] ?? {}).map(([value, list]) => [value, listHead(texts, list, '')]),
  )
