/** How long somebody who failed to sign in, or tries codes, has to wait. Pure: failures so far and the time, in; seconds, out. */
import type { Temporal } from 'temporal-polyfill'

/**
 * Tries that cost nothing. An address has more: a whole warehouse may share one. A claim's code has the tries of two
 * codes, which end by themselves after five.
 */
export const freeFailures = { password: 5, code: 5, 'claim-code': 10, 'asked-code': 5, address: 20 }

const firstWaitSeconds = 30
const longestWaitSeconds = 900
const forgottenAfterHours = 24

export type Failures = { readonly count: number; readonly lastAt: Temporal.Instant }

/** Seconds until the next try is looked at, 0 for now. The wait doubles from 30 seconds up to 15 minutes. */
export function waitAfter({ count, lastAt }: Failures, free: number, now: Temporal.Instant): number {
  if (count < free || isForgotten({ count, lastAt }, now)) return 0
  const wait = Math.min(firstWaitSeconds * 2 ** (count - free), longestWaitSeconds)
  return Math.max(0, Math.ceil(wait - now.since(lastAt).total('seconds')))
}

/** A day without a failure starts the count anew. */
export const isForgotten = ({ lastAt }: Failures, now: Temporal.Instant): boolean =>
  now.since(lastAt).total('hours') >= forgottenAfterHours
