/**
 * Keeps other websites from acting in the name of whoever is signed in (CSRF), by what browsers say of a request's
 * origin. See docs/decisions/0002-csrf-by-fetch-metadata.md. Pure but for the middleware at the end.
 */
import type { RequestHandler } from 'express'
import { refuse } from '../base/refusal.ts'

/** What a request says of where it comes from. */
export type Provenance = {
  readonly method: string
  /** `Sec-Fetch-Site`: set by browsers only, and no page can forge it. */
  readonly site: string | undefined
  readonly origin: string | undefined
  /** Our hosts with their ports: the one that the request was sent to, and the one that people see. */
  readonly hosts: readonly string[]
}

const changesNothing = ['GET', 'HEAD', 'OPTIONS']

/** `none` is a person's own doing: an address typed, a bookmark, a form sent again by reloading. */
const ownSites = ['same-origin', 'none']

/**
 * True for a request that would change something and was started by another website. A neighbour under the same
 * domain counts as another. Programs send neither header and carry no cookie of a person, so they pass.
 */
export function isForeign({ method, site, origin, hosts }: Provenance): boolean {
  if (changesNothing.includes(method)) return false
  if (site !== undefined) return !ownSites.includes(site)
  // Browsers leave Sec-Fetch-Site out on plain http in a local network; they all send Origin with a POST.
  if (origin === undefined) return false
  const from = hostOf(origin)
  return from === undefined || !hosts.includes(from)
}

/** `null`, as sandboxed frames send it, is nobody's host. */
const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined

/**
 * Refuses foreign requests before anything else looks at them. `publicHost` is the host that people see, when a proxy
 * in front of us sends another one. @throws Refusal `forbidden`.
 */
export const refuseForeignRequests =
  (publicHost?: string): RequestHandler =>
  (request, _response, next) => {
    const { method } = request
    const hosts = [request.get('Host'), publicHost].filter((host) => host !== undefined)
    if (isForeign({ method, site: request.get('Sec-Fetch-Site'), origin: request.get('Origin'), hosts }))
      throw refuse('forbidden', 'foreign-request')
    next()
  }
