/**
 * Where messages may go: https and a public host, or one inside our own network that a setting names. What a name resolves
 * to is looked at again with every call, by `web/outgoing.ts`. Pure.
 */
import { refuse } from '../base/refusal.ts'
import { isNamed } from '../web/outgoing.ts'

const addressCharactersAtMost = 2000

/** Names that no public resolver knows (RFC 6761, RFC 6762), and numbers in place of a name. */
const innerName = /^(localhost|.*\.(localhost|local|internal|home\.arpa)|\[.*\]|[\d.]+)$/i

/** The address as it will be called. @throws Refusal `webhook-address` when nothing may be sent there. */
export function checkedAddress(text: string, privateHosts: readonly string[]): string {
  const url = text.length <= addressCharactersAtMost && URL.canParse(text) ? new URL(text) : undefined
  const isSound = url && url.username === '' && url.password === '' && url.hash === ''
  const isPublic = url?.protocol === 'https:' && !innerName.test(url.hostname)
  const isOurs = url && /^https?:$/.test(url.protocol) && isNamed(url, privateHosts)
  if (!url || !isSound || !(isPublic || isOurs)) throw refuse('invalid', 'webhook-address', {}, '/url')
  return url.href
}
