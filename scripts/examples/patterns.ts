/** Addresses of operations as patterns. Pure. */

/** Matches an address below the API's root; what stands in braces is one step of the path, and no fixed one of ours. */
export const pathPattern = (path: string): RegExp =>
  new RegExp(`/api${path.replaceAll(/\{\w+\}/g, '(?!current$|current/|report$|waiting$|due$)[^/]+')}$`)
