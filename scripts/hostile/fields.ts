/**
 * Which fields of a request are texts that somebody types freely: the OpenAPI document tells. Knows no operation by name.
 */
import { operationsIn, routeOf } from '../scan/routes.ts'

type Schema = { readonly [key: string]: unknown }
type Described = {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}
export type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** A field of an operation, `POST /claims/{reference}/approval /note`, and what became of a text typed there: `yes`, or why not. */
export type Typed = { readonly field: string; readonly text: string; readonly taken: string }

/** Words by which things are found again or chosen, secrets and files: another text there is another thing, or none. */
const names =
  /(^|\/)(password|current|next|code|token|references?|key|source|subject|evidence|vatId|scanned|id|url|postcode|programme|termsVersion|version|declarations)(\/|$)/

/** What the rules of a programme choose by: a claim that names another product or device is another claim, or a refused one. */
const chosen = /^\/units\/\d+\/(product\/(model|partNumber)|device\/(category|make|condition))$/

/** Pointers of all texts without a form of their own, those that the body leaves out as well, with their longest. */
function freeTexts(document: Document, schema: Schema, value: unknown, pointer = ''): [string, number][] {
  const { $ref, anyOf, oneOf, properties, items, type } = schema
  if (typeof $ref === 'string') {
    const known = document.components.schemas[$ref.split('/').at(-1) ?? '']
    return known ? freeTexts(document, known, value, pointer) : []
  }
  const options = (anyOf ?? oneOf) as readonly Schema[] | undefined
  if (options) {
    const found = options.map((option) => freeTexts(document, option, value, pointer))
    return found.find(({ length }) => length > 0) ?? []
  }
  if (properties) {
    const members = (value ?? {}) as Readonly<Record<string, unknown>>
    return Object.entries(properties as Record<string, Schema>).flatMap(([name, one]) => {
      const isText = (one['type'] === 'string' || one['anyOf'] !== undefined) && isPlain(members)
      return name in members || isText ? freeTexts(document, one, members[name], `${pointer}/${name}`) : []
    })
  }
  if (items && Array.isArray(value))
    return value.flatMap((one, no) => freeTexts(document, items as Schema, one, `${pointer}/${no}`))
  const hasForm = ['enum', 'const', 'format', 'pattern'].some((name) => name in schema)
  if (type !== 'string' || hasForm || names.test(pointer) || chosen.test(pointer)) return []
  return [[pointer, Number(schema['maxLength'] ?? 200)]]
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A copy of the body in which the place holds the text. */
export function withText(json: unknown, pointer: string, text: string): unknown {
  const [, step = '', ...rest] = pointer.split('/')
  if (pointer === '') return text
  const below = rest.map((one) => `/${one}`).join('')
  if (Array.isArray(json))
    return json.map((one: unknown, no) => (String(no) === step ? withText(one, below, text) : one))
  const members = (json ?? {}) as Readonly<Record<string, unknown>>
  return { ...members, [step]: withText(members[step], below, text) }
}

/** A place in a body where something is typed: its name for all that are alike, its pointer, its longest. */
export type Field = { readonly field: string; readonly pointer: string; readonly longest: number }
export type Typeable = { readonly route: string; readonly body: unknown; readonly fields: readonly Field[] }

/** Reads a request; undefined where nothing can be typed. */
export function typeableIn(
  document: Document,
): (...request: Parameters<typeof fetch>) => Typeable | undefined {
  const described = operationsIn(document.paths)
  const patterns = described.map(({ pattern }) => pattern)
  return (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    const pattern = routeOf(patterns, init?.method ?? 'GET', pathname)?.pattern
    const schema = described.find((one) => one.pattern === pattern)?.operation.requestBody?.content[
      'application/json'
    ]?.schema
    if (!pattern || !schema || typeof init?.body !== 'string') return undefined
    const body: unknown = JSON.parse(init.body)
    const fields = freeTexts(document, schema, body).map(([pointer, longest]) => ({
      field: `${pattern.route} ${pointer.replaceAll(/\/\d+(?=\/|$)/g, '/0')}`,
      pointer,
      longest,
    }))
    return { route: pattern.route, body, fields }
  }
}
