/** Which route of a router an address belongs to. Pure. */
import type { Place } from './target.ts'

export type Pattern = {
  readonly route: string
  /** With `{name}` for what differs. */
  readonly path: string
  readonly method: string
  /** Gives the places of a path of this route, undefined for another path. */
  readonly read: (pathname: string) => Place[] | undefined
  /** The places of a path of which nothing is known. */
  readonly blank: readonly Place[]
}

/** `path` as express spells it, `/desk/:id`, or as OpenAPI does, `/desk/{id}`. */
export function patternOf(method: string, path: string): Pattern {
  const braced = path.replaceAll(/:(\w+)/g, '{$1}')
  const names = [...braced.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  const escaped = braced.replaceAll(/[.+]/g, '\\$&').replaceAll(/\{\w+\}/g, '([^/]+)')
  const pattern = new RegExp(`^${escaped}$`)
  return {
    route: `${method} ${path}`,
    path: braced,
    method,
    blank: names.map((name) => ({ at: 'path', name, value: '1' })),
    read: (pathname) =>
      pattern
        .exec(pathname)
        ?.slice(1)
        .map((value, no) => ({ at: 'path', name: names[no] ?? '', value: decodeURIComponent(value) })),
  }
}

/** The operations of an OpenAPI document; those whose path stands fixed come before those with a name in it. */
export const operationsIn = <Operation>(
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>,
): { readonly operation: Operation; readonly pattern: Pattern }[] =>
  Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        operation,
        pattern: patternOf(method.toUpperCase(), `/api${path}`),
      })),
    )
    .toSorted((one, other) => one.pattern.path.split('{').length - other.pattern.path.split('{').length)

/** The first route that takes the address, as express asks them in their order; what stands fixed comes before the rest. */
export function routeOf(
  patterns: readonly Pattern[],
  method: string,
  pathname: string,
): { readonly pattern: Pattern; readonly places: Place[] } | undefined {
  for (const pattern of patterns) {
    const places = pattern.method === method ? pattern.read(pathname) : undefined
    if (places) return { pattern, places }
  }
  return undefined
}
