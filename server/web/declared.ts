/**
 * Which move each route asks leave for. The handler that asks carries the move, so that what is declared is what is asked;
 * a route that neither asks nor is listed as open does not start. Knows no move and no route by name.
 */
import type { RequestHandler, Router } from 'express'

const moveMark = Symbol('move')

/** Marks a handler as the one that asks leave for the move. */
export const declaring = (move: string, handler: RequestHandler): RequestHandler =>
  Object.assign(handler, { [moveMark]: move })

/** A route as it is served; `move` is undefined where no handler asks. */
export type Route = {
  readonly method: string
  readonly path: string
  readonly move: string | undefined
}

/** What express keeps of a router and does not declare in its types. */
type Layer = {
  readonly route?: {
    readonly path: string | readonly string[]
    readonly methods: Readonly<Record<string, boolean>>
    readonly stack: readonly { readonly handle: unknown }[]
  }
  readonly handle: unknown
}

/** Every route of a router and of the routers in it. */
export function routesIn(router: unknown): Route[] {
  const { stack } = router as { stack?: readonly Layer[] }
  return (stack ?? []).flatMap(({ route, handle }) => {
    if (!route) return routesIn(handle)
    const move = route.stack.map((one) => moveOf(one.handle)).find((one) => one !== undefined)
    const paths = typeof route.path === 'string' ? [route.path] : route.path
    const methods = Object.keys(route.methods).filter((method) => method !== '_all')
    return paths.flatMap((path) => methods.map((method) => ({ method: method.toUpperCase(), path, move })))
  })
}

const moveOf = (handle: unknown): string | undefined =>
  (handle as { [moveMark]?: string } | undefined)?.[moveMark]

/** A route that asks nobody, `GET /apply/:programme`, and the move that anybody may make by it. */
export type OpenRoutes = Readonly<Record<string, string>>

/**
 * All routes with their moves, those that are open by the table.
 * @throws Error at start for a route that declares none, a move that no table names, and an open route that is none.
 */
export function declaredRoutes(
  routers: readonly (Router | RequestHandler)[],
  open: OpenRoutes,
  {
    isMove,
    isOpen,
  }: { readonly isMove: (move: string) => boolean; readonly isOpen: (move: string) => boolean },
): (Route & { readonly move: string })[] {
  const routes = routers.flatMap((router) => routesIn(router))
  const unused = new Set(Object.keys(open))
  const declared = routes.map((route) => {
    const name = `${route.method} ${route.path}`
    unused.delete(name)
    const move = route.move ?? open[name]
    if (move === undefined) throw new Error(`${name} declares no move: let the frame ask for one`)
    if (route.move === undefined && !isOpen(move)) throw new Error(`${name} is open, and ${move} is not`)
    if (!isMove(move)) throw new Error(`${name}: nobody is given the move ${move}`)
    return { ...route, move }
  })
  if (unused.size > 0) throw new Error(`no such route is open: ${[...unused].join(', ')}`)
  return declared
}
