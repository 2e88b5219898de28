/**
 * An API operation as one literal and its handler: method, path, the move it makes, what goes in and what comes out.
 * Permission, checks, idempotency, problem documents and the OpenAPI document all come from this literal.
 * Declares only; `mount.ts` serves it. Knows no claim and no role.
 */
import type { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import type { Database, Transaction } from '../database.ts'
import type { Locale } from '../texts/texts.ts'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** Names in braces become the handler's `params`: `/claims/{reference}/approval`. */
type ParamsIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: string } & ParamsIn<Rest>
  : unknown

type Spec<Verb extends Method, Path extends string, Params, Query, Input, Output, Own> = {
  readonly method: Verb
  /** Below the API's root. */
  readonly path: Path & `/${string}`
  /** What the actor needs leave for; `staff/roles.ts` says who has it. An operation without one cannot be written. */
  readonly move: string
  readonly summary: string
  readonly description?: string
  /** The chapter of the OpenAPI document, usually the room's name. */
  readonly tag: string
  /** Narrows the path's parameters. A value that does not fit is no address of ours: 404. */
  readonly params?: Params
  readonly query?: Query
  /** The JSON body. Unknown fields are refused when it is a `strictObject`. */
  readonly input?: Input
  /** The JSON answer. What it does not name is not sent. Without it the answer is empty (204) or a file. */
  readonly output?: Output
  /** Media types of the file that is answered instead of JSON. */
  readonly file?: readonly string[]
  /** 201 for what creates, 202 for what is done later. Otherwise 200, or 204 when nothing is answered. */
  readonly status?: 200 | 201 | 202
  /**
   * `own`: the handler gets the plain database and opens its transactions by itself. For what must be kept although the
   * request is refused (a failed sign-in), or must never be stored for a replay (a token): takes no Idempotency-Key.
   */
  readonly transaction?: Own
}

/** The two headers by which callers prove who they are. */
export type Proof = { readonly authorization?: string | undefined; readonly cookie?: string | undefined }

/** What a handler is given. */
export type Call<Db, Params, Query, Input> = {
  /** GET: the database. Otherwise the transaction in which the Idempotency-Key is stored; no other may be opened. */
  readonly db: Db
  /** Who asks, already permitted. */
  readonly actor: Actor
  readonly params: Params
  readonly query: Query
  readonly input: Input
  /** The language that the caller reads. */
  readonly locale: Locale
  /** What proved who asks; for signing out. */
  readonly headers: Proof
  /** Network address of the caller, for records of acceptance and limits of tries. Never logged. */
  readonly address: string
}

const fileMark = Symbol('file')

/** A file as an answer. Shown in the browser only when `shown`; else offered for saving. */
export type FileAnswer = {
  readonly [fileMark]: true
  readonly bytes: Buffer
  readonly name: string
  readonly mediaType: string
  readonly shown?: boolean
}

/** What a handler returns when the answer is a file. */
export const file = (answer: Omit<FileAnswer, typeof fileMark>): FileAnswer => ({
  ...answer,
  [fileMark]: true,
})

/** True for what `file` made. */
export const isFile = (answer: unknown): answer is FileAnswer =>
  typeof answer === 'object' && answer !== null && fileMark in answer

/** An operation with its types forgotten, as a list of them is served and documented. */
export type Operation = Spec<Method, string, z.ZodObject, z.ZodObject, z.ZodType, z.ZodType, 'own'> & {
  readonly run: (call: Call<never, never, never, never>) => Promise<unknown>
}

/** A reader may not write, so only writers get a transaction: the type keeps `trx` functions out of a GET. */
type DbOf<Verb, Own> = Verb extends 'get' ? Database : Own extends 'own' ? Database : Transaction

type Given<Schema, Otherwise> = Schema extends z.ZodType ? z.output<Schema> : Otherwise
type Answer<Output> = Output extends z.ZodType ? z.input<Output> : FileAnswer | void

/** One operation. The types of `params`, `query`, `input` and of the answer follow from the literal. */
export const operation = <
  const Verb extends Method,
  const Path extends string,
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Input extends z.ZodType | undefined = undefined,
  Output extends z.ZodType | undefined = undefined,
  Own extends 'own' | undefined = undefined,
>(
  spec: Spec<Verb, Path, Params, Query, Input, Output, Own>,
  run: (
    call: Call<DbOf<Verb, Own>, Given<Params, ParamsIn<Path>>, Given<Query, object>, Given<Input, undefined>>,
  ) => Promise<Answer<Output>>,
): Operation => ({ ...spec, run }) as unknown as Operation

/** True when the operation is written in one transaction with its Idempotency-Key. */
export const takesIdempotencyKey = ({ method, transaction }: Operation): boolean =>
  method === 'post' && transaction !== 'own'
