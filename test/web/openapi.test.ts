import { z } from 'zod'
import { openTexts } from '../../server/texts/texts.ts'
import { openApiDocument } from '../../server/web/openapi.ts'
import { problemSchema } from '../../server/web/openapi-problems.ts'
import { file, operation } from '../../server/web/operation.ts'
import { bugProblem, problemOf } from '../../server/web/problem.ts'
import { refuse } from '../../server/base/refusal.ts'

const texts = openTexts('templates/locales')('en')
const claim = z.object({ reference: z.string(), units: z.int() }).meta({ id: 'TestClaim' })
const operations = [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/receipts',
      move: 'receive',
      summary: 'Receive a parcel',
      tag: 'claims',
      input: z.strictObject({ sscc: z.string().length(18), weightGrams: z.int().optional() }),
      output: claim,
      status: 201,
    },
    ({ params }) => Promise.resolve({ reference: params.reference, units: 1 }),
  ),
  operation(
    {
      method: 'get',
      path: '/claims',
      move: 'look-up',
      summary: 'Claims',
      tag: 'claims',
      query: z.strictObject({ limit: z.coerce.number().int().max(100).default(20), state: z.string() }),
      output: z.array(claim),
    },
    () => Promise.resolve([]),
  ),
  operation(
    {
      method: 'get',
      path: '/labels/{id}',
      move: 'see',
      summary: 'A label',
      tag: 'shipping',
      params: z.object({ id: z.coerce.number().int() }),
      file: ['application/pdf'],
    },
    () => Promise.resolve(file({ bytes: Buffer.alloc(0), name: 'label.pdf', mediaType: 'application/pdf' })),
  ),
  operation({ method: 'delete', path: '/labels/{id}', move: 'see', summary: 'Void', tag: 'shipping' }, () =>
    Promise.resolve(),
  ),
]

const document = JSON.parse(
  JSON.stringify(
    openApiDocument({
      title: 'Backhaul',
      version: '1.0.0',
      operations,
      root: '/api',
      texts,
      examples: { 'POST /claims/{reference}/receipts': { input: { sscc: '357000000000000019' } } },
      isOpen: (move) => move === 'look-up',
      also: {
        '/evidence': { post: { operationId: 'upload', responses: { 201: { description: 'Kept.' } } } },
      },
    }),
  ),
) as {
  openapi: string
  paths: Record<string, Record<string, Described>>
  components: Record<string, Record<string, unknown>>
}
type Described = {
  operationId: string
  parameters: { name: string; in: string; schema: object }[]
  responses: object
}

test('it is OpenAPI 3.1 with every operation under its path', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((verb) => `${verb} ${path}`),
    ),
  ).toEqual([
    'post /claims/{reference}/receipts',
    'get /claims',
    'get /labels/{id}',
    'delete /labels/{id}',
    'post /evidence',
  ])
})

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
  expect(references.length).toBeGreaterThan(10)
  expect(references.filter(([, group = '', name = '']) => !document.components[group]?.[name])).toEqual([])
  expect(JSON.stringify(document)).not.toContain('$defs')
})

test('operations have distinct ids, and each parameter of a path is declared', () => {
  const all = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.values(item).map((described) => ({ path, ...described })),
  )
  expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length)
  for (const { path, parameters = [] } of all) {
    const declared = parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`)
    expect(path.match(/\{\w+\}/g) ?? []).toEqual(declared)
  }
})

test('a write takes a body and a key, and says what it gives and how it refuses', () => {
  expect(document.paths['/claims/{reference}/receipts']?.['post']).toMatchObject({
    operationId: 'postClaimsByReferenceReceipts',
    security: [{ token: [] }, { claim: [] }, { key: [] }, { cookie: [] }],
    parameters: [
      { name: 'reference', in: 'path', required: true },
      { $ref: '#/components/parameters/Language' },
      { $ref: '#/components/parameters/IdempotencyKey' },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { additionalProperties: false, required: ['sscc'] },
          example: { sscc: '357000000000000019' },
        },
      },
    },
    responses: {
      201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/TestClaim' } } } },
      409: { $ref: '#/components/responses/Problem409' },
      422: { $ref: '#/components/responses/Problem422' },
    },
  })
})

test('an open reading needs no signing in; its query is typed as it is read', () => {
  expect(document.paths['/claims']?.['get']).toMatchObject({
    security: [{}, { token: [] }, { claim: [] }, { key: [] }, { cookie: [] }],
    parameters: [
      { name: 'limit', in: 'query', required: false, schema: { type: 'integer', maximum: 100 } },
      { name: 'state', in: 'query', required: true, schema: { type: 'string' } },
      {},
    ],
    responses: { 200: { content: { 'application/json': { schema: { type: 'array' } } } } },
  })
  expect(document.paths['/labels/{id}']?.['get']?.parameters[0]?.schema).toMatchObject({ type: 'integer' })
  expect(document.paths['/labels/{id}']?.['get']?.responses).toMatchObject({
    200: { content: { 'application/pdf': {} } },
  })
})

test('every problem document that we send fits its schema', () => {
  const problems = [problemOf(refuse('conflict', 'not-found'), texts), bugProblem(texts, 'a-b-c')]
  for (const problem of problems) expect(z.strictObject(problemSchema.shape).parse(problem)).toEqual(problem)
})
