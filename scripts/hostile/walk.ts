/**
 * A walk past every operation in which every text that somebody types freely is a hostile one: which fields those are is
 * told by the OpenAPI document. What a field refuses is sent as it was. Knows no operation by name.
 */
import { randomUUID } from 'node:crypto'
import { patternOf, routeOf } from '../scan/routes.ts'
import { hostileStrings } from '../../test/hostile-strings.ts'

type Schema = { readonly [key: string]: unknown }
type Described = {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}
export type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** A field of an operation, `POST /claims/{reference}/approval /note`, and what became of what was typed there: `yes`, or why not. */
export type Typed = { readonly field: string; readonly text: string; readonly taken: string }

/** Words by which things are found again or chosen, secrets and files: another text there is another thing, or none. */
const names = /(^|\/)(password|code|token|references?|key|source|subject|evidence|vatId|scanned|id|url)(\/|$)/

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
  if (type !== 'string' || hasForm || names.test(pointer)) return []
  return [[pointer, Number(schema['maxLength'] ?? 200)]]
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function withText(json: unknown, pointer: string, text: string): unknown {
  const [, step = '', ...rest] = pointer.split('/')
  if (pointer === '') return text
  const below = rest.map((one) => `/${one}`).join('')
  if (Array.isArray(json))
    return json.map((one: unknown, no) => (String(no) === step ? withText(one, below, text) : one))
  const members = (json ?? {}) as Readonly<Record<string, unknown>>
  return { ...members, [step]: withText(members[step], below, text) }
}

/**
 * `fetch` that types hostile texts; `round` chooses which. What it typed goes into `typed`. Characters are cut by whole
 * pairs, so that what is sent is a text.
 */
export function hostileFetch(
  document: Document,
  round: number,
  typed: Typed[],
  plain: typeof fetch = fetch,
): typeof fetch {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      operation,
      pattern: patternOf(method.toUpperCase(), `/api${path}`),
    })),
  )
  const patterns = described
    .map(({ pattern }) => pattern)
    .toSorted((one, other) => one.path.split('{').length - other.path.split('{').length)
  const places = new Map<string, number>()
  const textFor = (field: string, longest: number): string => {
    const place = places.get(field) ?? places.size
    places.set(field, place)
    const text = hostileStrings[(round + place * 7) % hostileStrings.length] ?? ''
    return text.length > longest ? text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '') : text
  }
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    const method = init?.method ?? 'GET'
    const pattern = routeOf(patterns, method, pathname)?.pattern
    const schema = described.find((one) => one.pattern === pattern)?.operation.requestBody?.content[
      'application/json'
    ]?.schema
    if (!pattern || !schema || typeof init?.body !== 'string') return plain(input, init)
    const original: unknown = JSON.parse(init.body)
    const texts = new Map(
      freeTexts(document, schema, original).map(([pointer, longest]) => [
        pointer,
        textFor(`${pattern.route} ${pointer}`, longest),
      ]),
    )
    const note = (pointer: string, taken: string): void => {
      typed.push({ field: `${pattern.route} ${pointer}`, text: texts.get(pointer) ?? '', taken })
      if (taken !== 'yes') texts.delete(pointer)
    }
    for (;;) {
      const body = [...texts].reduce((json, [pointer, text]) => withText(json, pointer, text), original)
      const headers = { ...(init.headers as Record<string, string>), 'Idempotency-Key': randomUUID() }
      const answer = await plain(input, { ...init, headers, body: JSON.stringify(body) })
      if (answer.ok || texts.size === 0) {
        for (const pointer of texts.keys()) note(pointer, answer.ok ? 'yes' : String(answer.status))
        return answer
      }
      if (answer.status >= 500) throw new Error(`${pattern.route}: ${answer.status} ${JSON.stringify(body)}`)
      const { errors = [] } = (await answer.json()) as { errors?: { pointer?: string; code: string }[] }
      const wrong = errors.filter(({ pointer }) => pointer !== undefined && texts.has(pointer))
      if (wrong.length > 0) for (const { pointer = '', code } of wrong) note(pointer, code)
      // It speaks of no field that was typed: the last one goes first, until it is taken.
      else note([...texts.keys()].at(-1) ?? '', `${answer.status} ${errors[0]?.code}`)
    }
  }
}
