/**
 * What a job is, when it is tried again, and what is kept of its error. Pure. Knows no kind of work:
 * the worker hands each kind the function that does it.
 */
import type { Temporal } from 'temporal-polyfill'
import { Refusal } from '../base/refusal.ts'

/** Names rows, never carries them: ids and references, so that no personal data lies in the queue. */
export type Payload = Readonly<Record<string, string | number>>

/**
 * Jobs of one lane wait for each other and for no other lane: `house` is everything that is done here or by our own mail
 * server, `reading` reads evidence, seconds a page, `registers` asks services of others, `receivers` tells programs of others.
 */
export type Lane = 'house' | 'reading' | 'registers' | 'receivers'

/** How many jobs of a lane are done at once. Receivers may hang for seconds each, and do nothing of ours meanwhile. */
export const lanes: Readonly<Record<Lane, number>> = { house: 1, reading: 1, registers: 1, receivers: 8 }

/** A job as one worker holds it. `fence` tells this holding from every other one of the same job. */
export type Job = {
  readonly id: number
  readonly kind: string
  readonly key: string
  readonly payload: Payload
  /** How often it was taken, this time included. */
  readonly attempts: number
  readonly fence: number
}

/** Thrown by a handler whose next try waits until then at least, however soon it would be made. */
export class PutOff extends Error {
  override readonly name: string = 'PutOff'
  readonly until: Temporal.Instant | undefined

  constructor(until?: Temporal.Instant) {
    super()
    this.until = until
  }
}

// Quick at first for a hiccup, then long enough to outlive a night without a mail server (three days in all).
const waitsInSeconds = [10, 60, 300, 1800, 7200, 21_600, 43_200, 86_400, 86_400]

/** A job is dead after so many attempts; a person then decides. */
export const maxAttempts = waitsInSeconds.length + 1

/** Seconds to wait after the `attempts`-th failure, or undefined when it was the last attempt. */
export const nextAttempt = (attempts: number): number | undefined => waitsInSeconds[attempts - 1]

/** Whether a failure now buries the job. */
export const isLastAttempt = ({ attempts }: Pick<Job, 'attempts'>): boolean => attempts >= maxAttempts

/**
 * What is kept of an error: its name, its codes and the places in our code. Never its message: mail servers and databases
 * quote addresses and values in theirs. A Refusal's message is made of codes only and is kept.
 */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return `threw a ${typeof error}`
  const codes = [
    'code' in error ? error.code : undefined,
    'responseCode' in error ? error.responseCode : undefined,
  ]
  const named = [error.name, ...codes.filter(isCode)].join(' ')
  const told = error instanceof Refusal ? error.message : named
  return [told, ...placesIn(error.stack ?? '')].join(' < ')
}

/** A code is a short word or number; anything longer could be somebody's data. */
const isCode = (code: unknown): code is string | number =>
  (typeof code === 'string' || typeof code === 'number') && /^[\w-]{1,40}$/.test(String(code))

/** `claims/advance.ts:31` for the first three frames in our own files. */
const placesIn = (stack: string): string[] =>
  [...stack.matchAll(/^\s+at .*?server\/([\w./-]+\.ts:\d+)/gm)].slice(0, 3).map((match) => match[1] ?? '')
