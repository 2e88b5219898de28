/**
 * The Idempotency-Key of a POST (draft-ietf-httpapi-idempotency-key-header): who sent which key with what.
 * Pure; `store.ts` keeps the answers.
 */
import { actorText, type Actor } from '../base/actor.ts'
import { sha256 } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'

/** One wish, however often it is sent. */
export type Wish = {
  /** Whose key it is: two callers may use the same words. */
  readonly actor: string
  readonly key: string
  /** SHA-256 of method, address and body: the same key may not ask for something else. */
  readonly fingerprint: string
}

const keyShape = /^[\x21-\x7e]{1,255}$/

/**
 * The wish behind a request, or undefined when it carries no key. The draft's quotes around the key are optional.
 * @throws Refusal `malformed` for an empty key, a longer one than 255 characters, or one with spaces.
 */
export function wishOf(
  actor: Actor,
  header: string | undefined,
  request: { readonly method: string; readonly address: string; readonly body: unknown },
): Wish | undefined {
  if (header === undefined) return undefined
  const key = header.replace(/^"(.*)"$/, '$1')
  if (!keyShape.test(key)) throw refuse('malformed', 'wrong-idempotency-key')
  const content = JSON.stringify([request.method, request.address, request.body ?? null])
  return { actor: actorText(actor), key, fingerprint: sha256(content) }
}
