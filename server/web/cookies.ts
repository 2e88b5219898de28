/** Names of cookies, and reading a Cookie header (RFC 6265, 5.4). Writing is express's own `response.cookie`. */

/** Over https the browser itself holds the prefix to secure, this host alone and the whole site (RFC 6265bis, 4.1.3.2). */
export const hostCookie = (https: boolean, name: string): string => (https ? `__Host-${name}` : name)

/** A cookie of a choice that opens nothing, by either name: a reader of it need not know whether we are behind https. */
export const choiceIn = (header: string | undefined, name: string): string | undefined =>
  cookieIn(header, hostCookie(true, name)) ?? cookieIn(header, name)

/** The value of the first cookie of that name, or undefined. A value that is not URI-encoded is given as it is. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  const found = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  if (found === undefined) return undefined
  try {
    return decodeURIComponent(found)
  } catch {
    return found
  }
}
