/** Which lists can be saved as somebody likes to see them, and what of their addresses is kept. Pure. */

/** By the list's name: its address, and what may stand in its query. A stretch of a long list is a place, not a filter. */
export const lists = {
  review: { path: '/desk/review', asks: ['state', 'order'] },
  proposals: { path: '/desk/proposals', asks: ['state'] },
} as const

export type ListName = keyof typeof lists

/** What of a query belongs to the list's filter, in one order, so that equal filters are spelled alike. */
export function filterIn(list: ListName, query: string): string {
  const asked = new URLSearchParams(query)
  const kept = lists[list].asks.flatMap((name): [string, string][] => {
    const value = asked.get(name)
    return value !== null && /^[\w-]{1,40}$/.test(value) ? [[name, value]] : []
  })
  return new URLSearchParams(kept).toString()
}

/** The address of a list with a filter. */
export const listHref = (list: ListName, query: string): string =>
  query ? `${lists[list].path}?${query}` : lists[list].path
