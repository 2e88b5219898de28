/**
 * What may be asked of each list of the desks: one table, from which its filters, its saved filters and its file are made.
 * Pure. A stretch of a long list is a place, not a filter, and is asked for beside these.
 */
import { caseKinds } from '../shipping/case-store.ts'
import { unidentifiedKinds } from '../shipping/unidentified-store.ts'
import { roles } from '../staff/roles.ts'

type ListAsked = {
  readonly path: string
  readonly asks: Readonly<Record<string, readonly [string, ...string[]]>>
  readonly typed?: readonly string[]
}

/**
 * By the list's name: its address, and the values of each question; the first is what somebody sees who asks nothing. What
 * is typed is a question whose answers nobody can list.
 */
export const lists = {
  review: {
    path: '/desk/review',
    asks: { state: ['submitted', 'incomplete', 'approved'], order: ['age', 'risk'] },
  },
  proposals: { path: '/desk/proposals', asks: { state: ['open', 'disputed', 'accepted'] } },
  invoices: { path: '/desk/invoices', asks: { kind: ['all', '389', '261'] } },
  runs: {
    path: '/desk/payments',
    asks: { state: ['all', 'created', 'approved', 'exported', 'executed', 'cancelled'] },
  },
  returns: { path: '/desk/payments/answers', asks: { side: ['all', 'account', 'payer'] } },
  recoveries: { path: '/desk/payments/outlook', asks: { cause: ['all', 'credited', 'overpaid', 'charge'] } },
  holds: { path: '/desk/payments/holds', asks: { kind: ['all', 'suspicion', 'dispute'] } },
  cases: { path: '/desk/carriers', asks: { kind: ['all', ...caseKinds] } },
  rewards: { path: '/desk/rewards', asks: { state: ['open', 'sent'] } },
  search: { path: '/desk', asks: {}, typed: ['q'] },
  messages: {
    path: '/desk/webhooks/messages',
    asks: { state: ['all', 'waiting', 'delivered', 'dead'] },
    typed: ['endpoint'],
  },
  labels: { path: '/desk/labels', asks: {} },
  pickups: { path: '/desk/pickups', asks: {} },
  risks: { path: '/desk/pickups', asks: {} },
  unidentified: { path: '/desk/unidentified', asks: { kind: ['all', ...unidentifiedKinds] } },
  jobs: { path: '/desk/jobs', asks: {} },
  mails: { path: '/desk/jobs', asks: {} },
  accounts: { path: '/desk/accounts', asks: { role: ['all', ...roles] } },
  programmes: { path: '/desk/programmes', asks: {} },
} as const satisfies Record<string, ListAsked>

export type ListName = keyof typeof lists

/** The answer to each question of a list. */
export type Asked = Readonly<Record<string, string>>

/** An answer as a store takes it: undefined when everything is asked for. */
export const only = (answer: string | undefined): string | undefined =>
  answer === 'all' ? undefined : answer

const typedAtMost = 100

/** What was typed for a list, of what it asks to be typed. */
function typedFor(list: ListName, query: URLSearchParams): [string, string][] {
  const { typed = [] }: ListAsked = lists[list]
  return typed.flatMap((name): [string, string][] => {
    const value = query.get(name)?.trim().slice(0, typedAtMost)
    return value ? [[name, value]] : []
  })
}

const asksOf = (list: ListName): [string, readonly string[]][] => Object.entries(lists[list].asks)

/** What a query asks of a list; what is not asked for in words that are known is the first answer. */
export function askedIn(list: ListName, query: string): Asked {
  const typed = new URLSearchParams(query)
  const answers = asksOf(list).map(([name, values]): [string, string] => [
    name,
    values.find((value) => value === typed.get(name)) ?? values[0] ?? '',
  ])
  return Object.fromEntries([...answers, ...typedFor(list, typed)])
}

/** What of a query belongs to the list's filter, in one order, so that equal filters are spelled alike. */
export function filterIn(list: ListName, query: string): string {
  const typed = new URLSearchParams(query)
  const kept = asksOf(list).flatMap(([name, values]): [string, string][] => {
    const value = typed.get(name)
    return value !== null && values.includes(value) ? [[name, value]] : []
  })
  return new URLSearchParams([...kept, ...typedFor(list, typed)]).toString()
}

/** The address of a list with a filter. */
export const listHref = (list: ListName, query: string): string =>
  query ? `${lists[list].path}?${query}` : lists[list].path

/** For each question of a list: its answers, with the address that gives each and leaves the other questions as they are. */
export const choicesOf = (
  list: ListName,
  asked: Asked,
): {
  readonly ask: string
  readonly values: readonly { value: string; href: string; isCurrent: boolean }[]
}[] =>
  asksOf(list).map(([ask, values]) => ({
    ask,
    values: values.map((value) => ({
      value,
      href: listHref(list, new URLSearchParams({ ...asked, [ask]: value }).toString()),
      isCurrent: asked[ask] === value,
    })),
  }))
