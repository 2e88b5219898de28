/** For whom passkeys are made: the house as browsers know it. Pure. */

/** `id`: the host that a passkey is bound to; `origin`: of the pages that may ask for it. */
export type RelyingParty = { readonly id: string; readonly origin: string }

/** Browsers make passkeys over https alone, and on one's own machine; elsewhere there are none. */
export function relyingPartyOf(publicUrl: string): RelyingParty | undefined {
  const { protocol, hostname, origin } = new URL(publicUrl)
  return protocol === 'https:' || hostname === 'localhost' ? { id: hostname, origin } : undefined
}
