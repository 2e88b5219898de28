/**
 * Structured log lines without personal data: routes instead of addresses, an error's kind and place instead of the
 * values it was about. Where lines go is the caller's choice.
 */
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Request, RequestHandler, Response } from 'express'
import { type Actor, actorText } from '../base/actor.ts'
import { requestIdOf } from './request.ts'

export type { Logger } from 'pino'

/** Fields that no line may hold, however they got into it. A net under the rule not to log them. */
export const secretFields = [
  'accountNumber',
  'address',
  'answeredFrom',
  'authorization',
  'body',
  'city',
  'codes',
  'contactName',
  'cookie',
  'email',
  'headers',
  'holder',
  'iban',
  'note',
  'passphrase',
  'password',
  'phone',
  'postcode',
  'recoveryCodes',
  'registrationNumber',
  'secret',
  'set-cookie',
  'signedBy',
  'street',
  'token',
  'typed',
  'vatId',
  'words',
] as const

/** At the top of a line and up to two levels down, which is as deep as lines go. */
const hiddenPaths = secretFields.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`])

/** JSON lines on standard output, or to `destination`. `level` as pino names them: `info`, `warn`, `silent` … */
export const openLog = (level: string, destination?: DestinationStream): Logger => {
  const options = {
    level,
    base: null,
    redact: { paths: hiddenPaths, censor: '[hidden]' },
    serializers: { err: errorFacts },
  }
  return destination ? pino(options, destination) : pino(options)
}

/**
 * What a log may say of an error: its name, its code, where it was thrown. Database messages quote the statement with
 * its values before the last ` - `; zod's list the values themselves. Both stay out.
 */
export function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = 'code' in error ? String(error.code) : undefined
  const told = code ? (error.message.split(' - ').at(-1) ?? '') : error.message
  const message = error.name === 'ZodError' ? 'an answer does not fit its schema' : told.slice(0, 300)
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  const cause = error.cause === undefined ? {} : { cause: errorFacts(error.cause) }
  return {
    name: error.name,
    ...(code && { code }),
    message,
    places: places.map((line) => line.trim()),
    ...cause,
  }
}

/** The route as it was declared, `/c/:reference/:token`: an address would tell whose it is. `none` for no route of ours. */
export function routeOf(request: Request): string {
  const pattern: unknown = (request.route as { path?: unknown } | undefined)?.path
  return typeof pattern === 'string' ? request.baseUrl + pattern : 'none'
}

/** Who asked, as far as a log may know: staff and programs by their number, of everybody else no more than what they are. */
const whoIn = ({ locals }: Response): object => {
  const actor = locals['actor'] as Actor | undefined
  if (!actor || actor.kind === 'visitor') return {}
  return { who: actor.kind === 'staff' || actor.kind === 'machine' ? actorText(actor) : actor.kind }
}

/** Why a request was refused: the code of its first fault. */
const whyIn = ({ locals }: Response): object =>
  typeof locals['refused'] === 'string' ? { refused: locals['refused'] } : {}

/** One line per request when it ends: id, method, route as declared, status, milliseconds, who and why not. Never the address itself. */
export const logRequests =
  (log: Pick<Logger, 'info'>): RequestHandler =>
  (request, response, next) => {
    const start = performance.now()
    response.once('close', () => {
      const route = routeOf(request)
      const milliseconds = Math.round(performance.now() - start)
      const ended = response.writableFinished ? {} : { cut: true }
      log.info(
        {
          requestId: requestIdOf(response),
          method: request.method,
          route,
          status: response.statusCode,
          milliseconds,
          ...whoIn(response),
          ...whyIn(response),
          ...ended,
        },
        'request',
      )
    })
    next()
  }
