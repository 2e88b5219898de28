/**
 * What express and its body parser throw, as our refusals. Pure: it looks at the error's own words only.
 * An error that is none of these is a bug.
 */
import { Refusal, refuse } from '../base/refusal.ts'

/** The `type` that body-parser 2 gives its errors. */
const refusals: Record<string, Refusal | undefined> = {
  'entity.parse.failed': refuse('malformed', 'malformed-json'),
  'entity.too.large': refuse('too-large', 'body-too-large'),
  'parameters.too.many': refuse('too-large', 'body-too-large'),
  'querystring.parse.rangeError': refuse('too-large', 'body-too-large'),
  'encoding.unsupported': refuse('unsupported', 'wrong-encoding'),
  'charset.unsupported': refuse('unsupported', 'wrong-encoding'),
  'request.size.invalid': refuse('malformed', 'body-cut-short'),
  'request.aborted': refuse('malformed', 'body-cut-short'),
}

/** The refusal that the error is or stands for, or undefined for a bug. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (!(error instanceof Error)) return undefined
  const known = 'type' in error && typeof error.type === 'string' ? refusals[error.type] : undefined
  return known ?? (isUnreadable(error) ? refuse('malformed', 'malformed-request') : undefined)
}

/** The router's complaint about `%E0%A4%A` in an address, and a compressed body that cannot be unpacked. */
const isUnreadable = (error: Error): boolean => 'status' in error && error.status === 400
