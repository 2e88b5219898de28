/** What stands above every list: its filters, how this person likes to see it, and the list as a file. Reads. */
import type { Actor } from '../base/actor.ts'
import type { Context } from '../context.ts'
import { filtersOf, type SavedFilter } from '../staff/filter-store.ts'
import type { Texts } from '../texts/texts.ts'
import { askedIn, choicesOf, filterIn, listHref, type Asked, type ListName } from './filters.ts'

export type ListView = {
  readonly asked: Asked
  /** Where somebody goes who opened the list without saying how. */
  readonly instead?: string
  /** The values of `macros/list.njk`. */
  readonly list: object
}

/** Where the words of an answer stand, by list and question; `all` is the same for every list. */
const words: Readonly<Partial<Record<`${ListName}.${string}`, string>>> = {
  'review.state': 'pages.claim',
  'review.order': 'desk.review.order',
  'proposals.state': 'desk.proposal',
  'invoices.kind': 'desk.invoice.type',
  'runs.state': 'desk.run.state',
  'returns.side': 'desk.answers.side',
  'recoveries.cause': 'desk.outlook.cause',
  'holds.kind': 'desk.hold.kind',
  'cases.kind': 'carriers.kind',
  'rewards.state': 'desk.reward.state',
  'messages.state': 'webhook.state',
  'unidentified.kind': 'desk.unidentified.kind',
  'accounts.role': 'desk.role',
}

/** One list as this person asks for it; `counts` stand behind the answers to its questions. */
export async function listView(
  { db, texts }: { readonly db: Context['db']; readonly texts: Texts },
  actor: Actor,
  list: ListName,
  { originalUrl }: { readonly originalUrl: string },
  counts?: ReadonlyMap<string, number>,
): Promise<ListView> {
  const saved = actor.kind === 'staff' ? await filtersOf(db, actor.id, list) : []
  const { search } = new URL(originalUrl, 'http://localhost')
  const usual = saved.find(({ isDefault }) => isDefault)
  return {
    asked: askedIn(list, search),
    ...(usual?.query && search === '' && { instead: listHref(list, usual.query) }),
    list: listHead(texts, list, search, saved, counts),
  }
}

/** The values of `macros/list.njk`. Pure. */
export function listHead(
  texts: Texts,
  list: ListName,
  search: string,
  saved: readonly Omit<SavedFilter, 'list'>[] = [],
  counts?: ReadonlyMap<string, number>,
): object {
  const query = filterIn(list, search)
  const wordOf = (ask: string, value: string): string => {
    const word =
      value === 'all' ? texts.text('filters.all') : texts.text(`${words[`${list}.${ask}`]}.${value}`)
    return counts ? texts.text('filters.counted', { word, count: counts.get(value) ?? 0 }) : word
  }
  return {
    name: list,
    query,
    questions: choicesOf(list, askedIn(list, search)).map(({ ask, values }) => ({
      label: texts.text(`filters.ask.${ask}`),
      answers: values.map(({ value, href, isCurrent }) => ({
        text: wordOf(ask, value),
        href,
        current: isCurrent ? 'yes' : undefined,
      })),
    })),
    saved: saved.map(({ id, name, query: kept, isDefault }) => ({
      name,
      isDefault,
      href: listHref(list, kept),
      current: kept === query ? 'yes' : undefined,
      endHref: `/desk/filters/${id}/endings`,
    })),
    exportHref: `/desk/exports/${list}.csv${query && `?${query}`}`,
  }
}
