/**
 * Problem documents (RFC 9457) from refusals: one table from kind to HTTP status, texts from the locale by code.
 * Pure: pages show the same refusal with the same words. `answers.ts` sends it.
 */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Fault, Refusal, RefusalKind } from '../base/refusal.ts'
import type { Texts } from '../texts/texts.ts'

/** The one table from the sort of "no" to its HTTP status (RFC 9110, RFC 6585). */
export const statusByKind: Record<RefusalKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  invalid: 422,
  misused: 422,
  'too-many': 429,
  unavailable: 503,
}

/** The one code that has a status of its own: the resource is there, the method is not. */
const statusByCode: Record<string, number | undefined> = { 'method-not-allowed': 405 }

/** The HTTP status of a refusal, for problem documents and pages alike. */
export const statusOf = ({ kind, faults }: Refusal): number =>
  statusByCode[faults[0]?.code ?? ''] ?? statusByKind[kind]

/** What a problem document says. `errors` names each fault; `detail` is for the reader of the whole. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  /** Stable: the only fault's own code when it concerns the whole request, else the kind of refusal. */
  readonly code: string
  readonly errors: readonly { readonly code: string; readonly pointer: string; readonly detail: string }[]
  /** Quoted to support; finds the request in the log. */
  readonly requestId?: string
}

/** The refusal in the reader's language. */
export function problemOf(refusal: Refusal, texts: Texts): Problem {
  const { kind, faults } = refusal
  const [only, ...more] = faults
  const whole = only && more.length === 0 && only.path === '' ? only : undefined
  const code = whole?.code ?? kind
  return {
    type: `/problems/${code}`,
    title: texts.text(`faults.titles.${kind}`),
    status: statusOf(refusal),
    detail: whole ? faultText(whole, texts) : texts.text('faults.several', { count: faults.length }),
    code,
    errors: faults.map((fault) => ({
      code: fault.code,
      pointer: fault.path,
      detail: faultText(fault, texts),
    })),
  }
}

/** What happened and what to do about it. A code without its own text says so in general terms. */
export const faultText = ({ code, facts, told }: Fault, texts: Texts): string =>
  told ??
  texts.text(texts.has(`faults.${code}`) ? `faults.${code}` : 'faults.not-allowed-here', spoken(facts, texts))

/** A day among the facts is said as the reader's language writes it. */
const spoken = (facts: Fault['facts'], texts: Texts): Fault['facts'] =>
  facts &&
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      const day = z.iso.date().safeParse(fact)
      return [name, day.success ? texts.date(Temporal.PlainDate.from(day.data)) : fact]
    }),
  )

/** The document for a bug: nothing of what went wrong inside, only the id under which the log has it. */
export const bugProblem = (texts: Texts, requestId: string): Problem => ({
  type: '/problems/internal',
  title: texts.text('faults.titles.internal'),
  status: 500,
  detail: texts.text('faults.internal', { requestId }),
  code: 'internal',
  errors: [],
  requestId,
})
