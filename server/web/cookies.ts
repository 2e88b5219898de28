/** Reading a Cookie header (RFC 6265, 5.4). Writing is express's own `response.cookie`. */

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
