/**
 * One leaf of a list that is known whole: its rows, which they are of how many, and the addresses of the leaves beside it.
 * Pure. A list that the database pages by its rows is no business of this file.
 */

export type Leaf<Row> = {
  readonly rows: readonly Row[]
  /** Places in the whole list, from 1; 0 where it is empty. */
  readonly first: number
  readonly last: number
  readonly all: number
  readonly beforeHref?: string
  readonly afterHref?: string
}

/**
 * `name`: what the leaf is called in the address, and the id of the list on its page. Whatever else the address asks for
 * stays; what is no number of a leaf means the first, what lies behind the end the last.
 */
export function leafOf<Row>(
  rows: readonly Row[],
  { name, size, address }: { readonly name: string; readonly size: number; readonly address: string },
): Leaf<Row> {
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  const leaves = Math.max(1, Math.ceil(rows.length / size))
  const asked = searchParams.get(name) ?? ''
  const leaf = /^[1-9]\d{0,8}$/.test(asked) ? Math.min(Number(asked), leaves) : 1
  const hrefOf = (other: number): string => {
    const query = new URLSearchParams(searchParams)
    query.set(name, String(other))
    return `${pathname}?${query.toString()}#${name}`
  }
  const from = (leaf - 1) * size
  const shown = rows.slice(from, from + size)
  return {
    rows: shown,
    first: shown.length > 0 ? from + 1 : 0,
    last: from + shown.length,
    all: rows.length,
    ...(leaf > 1 && { beforeHref: hrefOf(leaf - 1) }),
    ...(leaf < leaves && { afterHref: hrefOf(leaf + 1) }),
  }
}
