/**
 * Serves operations over express. The order never varies: who asks, may they, is the address one of ours, then query
 * and body, then the handler in its transaction. Knows no move by name and no room.
 */
import { json, type Request, type RequestHandler, type Response, type Router } from 'express'
import { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { type Database, inTransaction } from '../database.ts'
import { type Wish, wishOf } from './idempotency.ts'
import { type FileAnswer, isFile, type Operation, takesIdempotencyKey } from './operation.ts'
import { read } from './read.ts'
import { localeOf } from './request.ts'
import { type Answered, once } from './store.ts'

export type Desk = {
  readonly db: Database
  readonly clock: Clock
  /** Who asks, from cookie or token; somebody we do not know is a visitor, never an error. */
  readonly identify: (request: Request) => Promise<Actor>
  /** @throws Refusal when the actor may not make the move on what the address names. */
  readonly authorise: (actor: Actor, move: string, params: Readonly<Record<string, string>>) => void
  /** False for a move that no role table names: such an operation does not start. */
  readonly isMove: (move: string) => boolean
}

/** Largest JSON body; files go to `/evidence` by themselves. */
export const bodyBytesAtMost = 256 * 1024

/** @throws Error at start when an operation's move is in no role's table. */
export function mountOperations(router: Router, operations: readonly Operation[], desk: Desk): void {
  for (const operation of operations) {
    const { method, path, move } = operation
    if (!desk.isMove(move)) throw new Error(`${method} ${path}: nobody is given the move ${move}`)
    router[method](expressPath(path), serve(operation, desk))
  }
  for (const path of new Set(operations.map((operation) => operation.path))) {
    router.all(expressPath(path), otherMethods(operations.filter((operation) => operation.path === path)))
  }
}

const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

const otherMethods =
  (operations: readonly Operation[]): RequestHandler =>
  (_request, response) => {
    const allowed = operations.map(({ method }) => method.toUpperCase()).join(', ')
    response.set('Allow', allowed)
    throw refuse('unsupported', 'method-not-allowed', { allowed })
  }

function serve(operation: Operation, desk: Desk): RequestHandler {
  return async (request, response) => {
    const call = await callOf(operation, desk, request, response)
    const run = (db: Database): Promise<unknown> => operation.run({ ...call, db } as never)
    const work = async (db: Database): Promise<Answered> => answered(operation, await run(db))
    response.set('Cache-Control', 'no-store').set('Content-Language', call.locale)

    if (operation.method === 'get') return send(response, operation, await run(desk.db))
    if (operation.transaction === 'own') return send(response, operation, await run(desk.db))
    const wish = takesIdempotencyKey(operation) ? wishBehind(call.actor, request) : undefined
    if (!wish) return sendJson(response, await inTransaction(desk.db, work))
    const { replayed, ...answer } = await once(desk.db, wish, desk.clock.now(), work)
    if (replayed) response.set('Idempotency-Replayed', 'true')
    sendJson(response, answer)
  }
}

/** Everything a handler is given but the database. @throws Refusal, in the order in which a caller may learn of it. */
async function callOf(operation: Operation, desk: Desk, request: Request, response: Response) {
  const actor = await desk.identify(request)
  response.locals['actor'] = actor
  const named = request.params as Record<string, string>
  desk.authorise(actor, operation.move, named)
  const params = paramsOf(operation, named)
  const { lang: _, ...asked } = request.query
  const query = read(operation.query ?? nothing, asked)
  const body = await bodyOf(operation, request, response)
  const input = operation.method === 'get' ? undefined : read(operation.input ?? nothing.optional(), body)
  const { headers, ip = '' } = request
  return { actor, params, query, input, headers, locale: localeOf(request), address: ip }
}

const wishBehind = (actor: Actor, request: Request): Wish | undefined =>
  wishOf(actor, request.get('Idempotency-Key'), {
    method: request.method,
    address: request.originalUrl,
    body: request.body as unknown,
  })

const nothing = z.strictObject({})

const parseJson = json({ limit: bodyBytesAtMost })

/** The parsed body, or undefined when none was sent. */
async function bodyOf(operation: Operation, request: Request, response: Response): Promise<unknown> {
  const type = request.is('application/json')
  const isEmpty = type === null || request.get('Content-Length') === '0'
  if (operation.method === 'get' || isEmpty) return undefined
  if (type === false) throw refuse('unsupported', 'wrong-media-type')
  await new Promise<void>((resolve, reject) => {
    parseJson(request, response, (error?: unknown) => (error instanceof Error ? reject(error) : resolve()))
  })
  return request.body as unknown
}

/** No parameter of ours is longer, or holds anything but what is seen. */
const plainParam = /^[^\p{C}]{1,100}$/u

function paramsOf({ params }: Operation, named: Record<string, string>): unknown {
  const wellFormed = Object.values(named).every((value) => plainParam.test(value))
  const result = params?.safeParse(named) ?? { success: true, data: named }
  if (!wellFormed || !result.success) throw refuse('not-found', 'not-found')
  return result.data
}

/** What goes out is what the schema names: a field too many is dropped, a wrong one is a bug and rolls back. */
function answered({ output, status, path }: Operation, answer: unknown): Answered {
  if (!output) {
    if (answer !== undefined) throw new Error(`${path} answers, but declares no output`)
    return { status: 204, body: undefined }
  }
  return { status: status ?? 200, body: JSON.stringify(output.parse(answer)) }
}

function send(response: Response, operation: Operation, answer: unknown): void {
  if (isFile(answer)) sendFile(response, answer)
  else sendJson(response, answered(operation, answer))
}

function sendJson(response: Response, { status, body }: Answered): void {
  if (body === undefined) response.status(status).end()
  else response.status(status).type('application/json').send(body)
}

/** What is saved may come from outside and never runs in our name: `sandbox` takes its origin away. */
function sendFile(response: Response, { bytes, name, mediaType, shown }: FileAnswer): void {
  // express knows the charset of texts; XML of ours is UTF-8 like all else.
  const type = mediaType === 'application/xml' ? `${mediaType}; charset=utf-8` : mediaType
  response.attachment(name).type(type).set('X-Content-Type-Options', 'nosniff')
  if (shown)
    response.set('Content-Disposition', response.get('Content-Disposition')?.replace(/^attachment/, 'inline'))
  else
    response.set(
      'Content-Security-Policy',
      "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    )
  response.send(bytes)
}
