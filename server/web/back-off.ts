/**
 * Who asks more often than allowed waits, and who does it again soon after waits twice as long. Counted in this process, by
 * its own steady clock: waits are spans, and nobody's summer time. Knows no request.
 */
import type { Store } from 'express-rate-limit'

/** Milliseconds. One who passed the limit is somebody new when this long has gone by since the wait. */
const forgottenAfter = 3_600_000
const longestWait = 3_600_000

/** What is known of one who asks. `until`: end of the window or of the wait; `strikes`: how often the limit was passed. */
export type Asked = { readonly hits: number; readonly until: number; readonly strikes: number }

export type Allowance = { readonly requests: number; readonly windowMs: number }

/** What is known after one more request. The first wait is one window, each further one twice the last, an hour at most. */
export function askedAgain(before: Asked | undefined, now: number, allowance: Allowance): Asked {
  const { requests, windowMs } = allowance
  const open = before !== undefined && now < before.until
  const strikes = before !== undefined && now < before.until + forgottenAfter ? before.strikes : 0
  const hits = open ? before.hits + 1 : 1
  if (hits !== requests + 1) return { hits, until: open ? before.until : now + windowMs, strikes }
  return { hits, until: now + Math.min(windowMs * 2 ** strikes, longestWait), strikes: strikes + 1 }
}

/** True when nothing of it counts any more. */
export const isOver = ({ until, strikes }: Asked, now: number): boolean =>
  now >= until + (strikes > 0 ? forgottenAfter : 0)

/** Remembers who asked. What is over is forgotten once a window, so that strangers fill no memory. */
export function openBackOff(allowance: Allowance, now: () => number = () => performance.now()): Store {
  const known = new Map<string, Asked>()
  let tidyAt = now() + allowance.windowMs
  return {
    localKeys: true,
    increment: (key) => {
      const at = now()
      if (at >= tidyAt) {
        for (const [one, asked] of known) if (isOver(asked, at)) known.delete(one)
        tidyAt = at + allowance.windowMs
      }
      const asked = askedAgain(known.get(key), at, allowance)
      known.set(key, asked)
      return { totalHits: asked.hits, resetTime: new Date(performance.timeOrigin + asked.until) }
    },
    decrement: (key) => {
      const asked = known.get(key)
      if (asked) known.set(key, { ...asked, hits: Math.max(0, asked.hits - 1) })
    },
    resetKey: (key) => void known.delete(key),
  }
}
