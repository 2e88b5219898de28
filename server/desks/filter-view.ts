/** The saved filters beside a list. Reads. */
import type { Actor } from '../base/actor.ts'
import type { Context } from '../context.ts'
import { filtersOf } from '../staff/filter-store.ts'
import { filterIn, listHref, type ListName } from './filters.ts'

export type SavedView = {
  /** Where somebody goes who opened the list without saying how. */
  readonly instead?: string
  readonly saved: object
}

/** The values of `macros/saved.njk` for one list and this person. */
export async function savedView(
  { db }: Pick<Context, 'db'>,
  actor: Actor,
  list: ListName,
  { originalUrl }: { readonly originalUrl: string },
): Promise<SavedView> {
  const filters = actor.kind === 'staff' ? await filtersOf(db, actor.id, list) : []
  const { search } = new URL(originalUrl, 'http://localhost')
  const query = filterIn(list, search)
  const usual = filters.find(({ isDefault }) => isDefault)
  return {
    ...(usual?.query && search === '' && { instead: listHref(list, usual.query) }),
    saved: {
      list,
      query,
      filters: filters.map(({ id, name, query: kept, isDefault }) => ({
        name,
        isDefault,
        href: listHref(list, kept),
        current: kept === query ? 'yes' : undefined,
        endHref: `/desk/filters/${id}/endings`,
      })),
    },
  }
}
