/**
 * Requests drawn from an OpenAPI document: mostly as it describes them, some with a member spoilt, in the name of anybody;
 * and whether an answer is one that the document names. Knows documents; knows no operation by name.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

type Schema = { readonly [key: string]: unknown }
type Described = {
  readonly parameters?: readonly { readonly in?: string; readonly name?: string; readonly schema?: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<Record<string, Schema>>
}
export type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly responses: Schema }
}

/** Numbers from 0 up to 1, the same ones for the same seed: a linear congruential generator (Numerical Recipes). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** What strangers send where something else is asked. */
const spoilt: readonly unknown[] = [
  null,
  '',
  '\u0000',
  "'; DROP TABLE claims; --",
  '<img src=x onerror=alert(1)>',
  '${7*7}',
  'x'.repeat(5000),
  '\ud800',
  '🧨'.repeat(40),
  -1,
  2 ** 53,
  1e300,
  0.1,
  true,
  [],
  [[[[]]]],
  {},
  { constructor: { prototype: 1 } },
  '2026-02-30',
  '9999-12-31',
  'TI-7K3M-92QF',
]

/** Texts of the formats that documents name. */
const texts: Readonly<Record<string, string>> = {
  date: '2026-02-10',
  'date-time': '2026-02-10T09:00:00Z',
  email: 'anna@firm.example',
  uuid: '0b0e7a0e-5c5b-4f0e-9d2c-0e7a5c5b4f0e',
}

const words = ['Firma ApS', '1', 'DK99990031', '8000', 'TI-7K3M-92QF', 'æøå', 'a'.repeat(32)]

/** One request, ready to be sent. */
export type Drawn = {
  readonly method: string
  readonly path: string
  /** The path as the document spells it. */
  readonly template: string
  readonly body: string | undefined
}

/** Draws requests of a document. `known`: values that exist in the house, by the name of a parameter. */
export function requestsOf(
  document: Document,
  known: Readonly<Record<string, readonly string[]>>,
  next: () => number,
): () => Drawn {
  const pick = <One>(list: readonly One[]): One => list[Math.floor(next() * list.length)] as One
  const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => [{ template, method, operation }]),
  )
  const made = (schema: Schema, depth: number): unknown =>
    next() < 0.04 || depth > 6 ? pick(spoilt) : valueOf(schema, depth)

  function valueOf(schema: Schema, depth: number): unknown {
    const { $ref, enum: choices, const: only, anyOf, oneOf, allOf, type, format } = schema
    if (typeof $ref === 'string')
      return made(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, depth + 1)
    if (only !== undefined) return only
    if (Array.isArray(choices)) return pick(choices)
    const options = anyOf ?? oneOf ?? allOf
    if (Array.isArray(options)) return made(pick(options as Schema[]), depth + 1)
    const kind: unknown = Array.isArray(type) ? pick(type) : type
    if (kind === 'object') return objectOf(schema, depth)
    if (kind === 'array')
      return Array.from({ length: Math.floor(next() * 3) }, () =>
        made((schema['items'] as Schema) ?? {}, depth + 1),
      )
    if (kind === 'integer' || kind === 'number')
      return Math.floor(next() * 5) + Number(schema['minimum'] ?? 0)
    if (kind === 'boolean') return next() < 0.5
    return texts[String(format)] ?? pick(words)
  }

  function objectOf({ properties = {}, required = [] }: Schema, depth: number): unknown {
    const wanted = Object.entries(properties as Record<string, Schema>).filter(([name]) =>
      (required as string[]).includes(name) ? next() > 0.03 : next() < 0.5,
    )
    const members = wanted.map(([name, schema]): [string, unknown] => [name, valueFor(name, schema, depth)])
    return Object.fromEntries(next() < 0.02 ? [...members, ['unknown', 1]] : members)
  }

  const valueFor = (name: string, schema: Schema, depth: number): unknown =>
    known[name] && next() < 0.7 ? pick(known[name]) : made(schema, depth + 1)

  return () => {
    const { template, method, operation } = pick(operations)
    const schemas = new Map(operation.parameters?.map(({ name, schema }) => [name, schema]))
    const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = valueFor(name, schemas.get(name) ?? {}, 0)
      return (
        encodeURIComponent(
          String(value)
            .replaceAll(/\p{Surrogate}/gu, '')
            .slice(0, 200),
        ) || '-'
      )
    })
    const asked = (operation.parameters ?? []).filter((one) => one.in === 'query' && next() < 0.4)
    const query = new URLSearchParams(
      asked.map(({ name = '', schema = {} }): [string, string] => [name, String(valueFor(name, schema, 0))]),
    )
    const input = operation.requestBody?.content['application/json']?.schema
    const body = input && next() > 0.02 ? JSON.stringify(made(input, 0)) : undefined
    return { method: method.toUpperCase(), path: `${path}?${query.toString()}`, template, body }
  }
}

export type Answered = { readonly status: number; readonly type: string; readonly body: unknown }

/** What is wrong with an answer by the document, or undefined. */
export function answersOf(document: Document): (drawn: Drawn, answer: Answered) => string | undefined {
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'document', ...document })
  const compiled = new Map<string, ValidateFunction | undefined>()
  const checkOf = (drawn: Drawn, status: number, type: string): ValidateFunction | undefined => {
    const pointer = ['paths', drawn.template, drawn.method.toLowerCase(), 'responses', String(status)]
    const key = `${pointer.join(' ')} ${type}`
    if (!compiled.has(key)) {
      const response = resolved(
        document,
        document.paths[drawn.template]?.[drawn.method.toLowerCase()]?.responses[status],
      )
      const schema = (response?.['content'] as Record<string, { schema?: Schema }> | undefined)?.[type]
        ?.schema
      compiled.set(key, schema && ajv.compile(rooted(schema)))
    }
    return compiled.get(key)
  }
  return (drawn, { status, type, body }) => {
    if (status >= 500) return `${status}`
    const described = document.paths[drawn.template]?.[drawn.method.toLowerCase()]?.responses
    if (!described?.[status] && !described?.[`${String(status)[0]}XX`]) return `${status} is not described`
    if (!type.includes('json')) return undefined
    if (!described[status]) return undefined
    const check = checkOf(drawn, status, type)
    if (!check) return `${status} with ${type} is not described`
    return check(body) ? undefined : `${status}: ${ajv.errorsText(check.errors)}`
  }
}

function resolved(document: Document, response: Schema | undefined): Schema | undefined {
  const name = typeof response?.['$ref'] === 'string' ? response['$ref'].split('/').at(-1) : undefined
  return name === undefined ? response : (document.components.responses[name] as Schema)
}

/** References of a part are those of the whole document. */
const rooted = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')) as Schema
