/**
 * The OpenAPI 3.1 document of the API, made from the same literals that serve it. Pure. Knows no operation by name:
 * what a room adds to its list is in the document.
 */
import { locales, type Texts } from '../texts/texts.ts'
import { type Operation, takesIdempotencyKey } from './operation.ts'
import { describeProblems, problemSchema } from './openapi-problems.ts'
import { type Described, openSchemas, type Schemas } from './openapi-schemas.ts'

/** What was sent and answered, by `POST /claims`; made by `npm run examples`. */
export type Examples = Readonly<Record<string, { readonly input?: unknown; readonly output?: unknown }>>

export type Api = {
  readonly title: string
  readonly version: string
  readonly operations: readonly Operation[]
  /** Where the API's root is, below the server. */
  readonly root: string
  /** English: the language of the document. */
  readonly texts: Texts
  readonly examples?: Examples
  /** True for a move that needs no signing in. */
  readonly isOpen: (move: string) => boolean
  /** Routes that no operation describes (uploads), as path items. */
  readonly also?: Readonly<Record<string, Described>>
}

/** The whole document, ready for JSON. @throws Error at start for a schema that JSON Schema cannot say. */
export function openApiDocument(api: Api): Described {
  const schemas = openSchemas()
  schemas.add('Problem', problemSchema)
  const items = new Map<string, Described>()
  for (const operation of api.operations) {
    const { path, method } = operation
    items.set(path, { ...items.get(path), [method]: described(operation, api, schemas) })
  }
  return {
    openapi: '3.1.0',
    info: { title: api.title, version: api.version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: api.root }],
    tags: [...new Set(api.operations.map(({ tag }) => tag))].toSorted().map((name) => ({ name })),
    paths: { ...Object.fromEntries(items), ...api.also },
    components: {
      schemas: schemas.all(),
      responses: describeProblems(api.texts),
      parameters: { Language: language, IdempotencyKey: idempotencyKey },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The token of `POST /sessions`.' },
        claim: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A participant: `claim.` and the token of `POST /claims/{reference}/sessions`. To get there, `<reference>.` and the token of the claim’s link.',
        },
        key: { type: 'http', scheme: 'bearer', description: 'A program: the key of `POST /api-keys`.' },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'session',
          description: 'What a browser keeps after signing in.',
        },
      },
    },
  }
}

const language = {
  name: 'lang',
  in: 'query',
  description: 'Language of messages. Otherwise `Accept-Language` decides.',
  schema: { type: 'string', enum: locales },
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Send a new UUID with each new request and the same one when you send it again: it is then done once, and you get the first answer, marked `Idempotency-Replayed: true`. Kept for 30 days.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
}

function described(operation: Operation, { isOpen, examples }: Api, schemas: Schemas): Described {
  const { method, path, move, tag, summary, description, input } = operation
  const example = examples?.[`${method.toUpperCase()} ${path}`]
  return {
    operationId: idOf(operation),
    tags: [tag],
    summary,
    ...(description && { description }),
    security: [...(isOpen(move) ? [{}] : []), { token: [] }, { claim: [] }, { key: [] }, { cookie: [] }],
    parameters: [
      ...pathParameters(operation, schemas),
      ...queryParameters(operation, schemas),
      { $ref: '#/components/parameters/Language' },
      ...(takesIdempotencyKey(operation) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ],
    ...(input &&
      method !== 'get' && {
        requestBody: {
          required: !input.safeParse(undefined).success,
          content: {
            'application/json': {
              schema: schemas.sent(input),
              ...(example?.input !== undefined && { example: example.input }),
            },
          },
        },
      }),
    responses: {
      ...goodAnswer(operation, example?.output, schemas),
      ...badAnswers(operation, isOpen(move), path),
    },
  }
}

/** `get /claims/{reference}/label` is `getClaimsByReferenceLabel`: unique since method and path are. */
const idOf = ({ method, path }: Operation): string =>
  method +
  path
    .replace(/\{(\w+)\}/g, (_, name: string) => `by-${name}`)
    .replace(/[/-]+(\w)/g, (_, letter: string) => letter.toUpperCase())

function pathParameters({ path, params }: Operation, schemas: Schemas): Described[] {
  const shape = params?.shape ?? {}
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: shape[name] ? schemas.typed(shape[name]) : { type: 'string', minLength: 1, maxLength: 100 },
  }))
}

const queryParameters = ({ query }: Operation, schemas: Schemas): Described[] =>
  Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.safeParse(undefined).success,
    schema: schemas.typed(schema),
  }))

function goodAnswer({ output, file, status }: Operation, example: unknown, schemas: Schemas): Described {
  if (file) {
    const content = Object.fromEntries(file.map((mediaType) => [mediaType, {}]))
    return { 200: { description: 'The file.', content } }
  }
  if (!output) return { 204: { description: 'Done.' } }
  const shown = { ...(example !== undefined && { example }) }
  const content = { 'application/json': { schema: schemas.shown(output), ...shown } }
  return { [status ?? 200]: { description: status === 201 ? 'Made.' : 'Done.', content } }
}

/** Statuses that the order of checks in `mount.ts` can lead to; a handler's own come from the engine's refusals. */
function badAnswers({ method, move, query, input }: Operation, isOpen: boolean, path: string): Described {
  const writes = method !== 'get'
  const statuses = [
    400,
    ...(isOpen && move !== 'sign-in' ? [] : [401]),
    ...(isOpen && !writes ? [] : [403]),
    // What a query or a body names may not be there either.
    ...(path.includes('{') || query || input ? [404] : []),
    ...(writes ? [409, 413, 415] : []),
    422,
    429,
    500,
    503,
  ]
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  )
}
