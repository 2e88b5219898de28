/**
 * The one error type for "no". Knows why something is refused; knows nothing of HTTP, of languages, or of who asked.
 * Anything thrown that is not a Refusal is a bug and surfaces as one.
 */

/** What sort of no it is. `web/problem.ts` holds the one table from kind to HTTP status. */
export type RefusalKind =
  | 'malformed' // cannot be read at all
  | 'invalid' // can be read, but breaks a rule; `faults` name the fields
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict' // the state has moved on: outdated, done already, taken
  | 'too-large'
  | 'unsupported'
  | 'too-many'
  | 'misused' // an Idempotency-Key with another body
  | 'unavailable'

/** One thing that is wrong. `code` is stable; texts come from the locale under `faults.<code>` with `facts`. */
export type Fault = {
  readonly code: string
  /** JSON Pointer of the field (RFC 6901), `''` for the whole. */
  readonly path: string
  readonly facts?: Readonly<Record<string, string | number>>
  /** Said already, in the reader's language, by a floor that knows more words than the locale's `faults`. */
  readonly told?: string
}

/** A refused request. Nothing was written when it is thrown. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly faults: readonly Fault[]

  constructor(kind: RefusalKind, faults: readonly Fault[]) {
    super(`${kind}: ${faults.map((fault) => fault.code).join(', ')}`)
    this.name = 'Refusal'
    this.kind = kind
    this.faults = faults
  }
}

/** A refusal with a single fault: `throw refuse('conflict', 'already-approved')`. */
export const refuse = (kind: RefusalKind, code: string, facts?: Fault['facts'], path = ''): Refusal =>
  new Refusal(kind, [{ code, path, ...(facts && { facts }) }])
