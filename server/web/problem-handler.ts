/** Ends every API request that was refused or failed: the one place where an error becomes an HTTP answer. */
import type { ErrorRequestHandler, Response } from 'express'
import type { Refusal } from '../base/refusal.ts'
import type { Locale, Texts } from '../texts/texts.ts'
import { bugProblem, type Problem, problemOf } from './problem.ts'
import { refusalOf } from './refusal-of.ts'
import { localeOf, requestIdOf } from './request.ts'

export type ProblemDesk = {
  readonly texts: (locale: Locale) => Texts
  /** Told of bugs only; a refusal stands in the line of its request. */
  readonly log: { readonly error: (facts: object, message: string) => void }
}

/** Express's last handler for `/api`. Answers `application/problem+json` in the caller's language. */
export const problemHandler =
  ({ texts, log }: ProblemDesk): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    const requestId = requestIdOf(response)
    const spoken = texts(localeOf(request))
    const answer = answerTo(error, spoken)
    if ('bug' in answer) log.error({ requestId, err: answer.bug }, 'request failed')
    if (response.headersSent) {
      response.destroy()
      return
    }
    if ('refusal' in answer) sayWhatHelps(response, answer.refusal)
    send(response, 'bug' in answer ? bugProblem(spoken, requestId) : answer.problem, spoken.locale)
  }

/**
 * What to tell of something thrown, for the API and for pages. A refusal whose text cannot be made, for want of a fact, is a bug like any
 * other.
 */
export function answerTo(
  error: unknown,
  texts: Texts,
): { bug: unknown } | { refusal: Refusal; problem: Problem } {
  const refusal = refusalOf(error)
  if (!refusal) return { bug: error }
  try {
    return { refusal, problem: problemOf(refusal, texts) }
  } catch (bug) {
    return { bug }
  }
}

function send(response: Response, problem: Problem, locale: Locale): void {
  response
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .set('Content-Language', locale)
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}

/** Headers that HTTP asks for with a refusal: how to sign in (RFC 9110, 11.6.1), when to come back. */
function sayWhatHelps(response: Response, refusal: Refusal): void {
  if (refusal.kind === 'unauthenticated') response.set('WWW-Authenticate', 'Bearer realm="backhaul"')
  sayWhen(response, refusal)
}

/**
 * When to come back (RFC 9110, 10.2.3), of a refusal that knows it; for pages as well. The line of the log says by its code
 * what was refused, so that failed sign-ins and forbidden acts are found there (ASVS 5.0, 16.3).
 */
export function sayWhen(response: Response, { kind, faults }: Refusal): void {
  response.locals['refused'] = faults[0]?.code
  const seconds = faults[0]?.facts?.['seconds']
  if (seconds !== undefined && (kind === 'too-many' || kind === 'unavailable'))
    response.set('Retry-After', String(seconds))
}
