/**
 * A walk past every operation in which every text that somebody types freely is a hostile one: which fields those are is
 * told by the OpenAPI document. What a field refuses is sent as it was. Knows no operation by name.
 */
import { randomUUID } from 'node:crypto'
import { patternOf, routeOf } from '../scan/routes.ts'
import { packed, type Pack, type Supply } from './supply.ts'

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

function withText(json: unknown, pointer: string, text: string): unknown {
  const [, step = '', ...rest] = pointer.split('/')
  if (pointer === '') return text
  const below = rest.map((one) => `/${one}`).join('')
  if (Array.isArray(json))
    return json.map((one: unknown, no) => (String(no) === step ? withText(one, below, text) : one))
  const members = (json ?? {}) as Readonly<Record<string, unknown>>
  return { ...members, [step]: withText(members[step], below, text) }
}

/** What one field of one request holds now. */
type Held = { readonly field: string; readonly longest: number; pack: Pack }

/** So many refusals a request takes; what was not tried then is tried when it is sent the next time. */
const refusalsAtMost = 60

/** `fetch` that types what the supply owes to each field. What it typed goes into `typed`, each text by itself. */
export function hostileFetch(
  document: Document,
  supply: Supply,
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
  const note = (field: string, pack: Pack, taken: string): void => {
    for (const text of pack) typed.push({ field, text, taken })
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
    const held = new Map<string, Held>()
    const fill = (pointer: string, field: string, longest: number): void => {
      const pack = supply.next(field, longest)
      if (pack) held.set(pointer, { field, longest, pack })
      else held.delete(pointer)
    }
    for (const [pointer, longest] of freeTexts(document, schema, original))
      fill(pointer, `${pattern.route} ${pointer.replaceAll(/\/\d+(?=\/|$)/g, '/0')}`, longest)
    for (let refusals = 0; ; refusals += 1) {
      const body = [...held].reduce(
        (json, [pointer, { pack, longest }]) => withText(json, pointer, packed(pack, longest)),
        original,
      )
      const headers = { ...(init.headers as Record<string, string>), 'Idempotency-Key': randomUUID() }
      const answer = await plain(input, { ...init, headers, body: JSON.stringify(body) })
      if (answer.ok || held.size === 0) {
        for (const { field, pack } of held.values())
          note(field, pack, answer.ok ? 'yes' : String(answer.status))
        return answer
      }
      if (answer.status >= 500) throw new Error(`${pattern.route}: ${answer.status} ${JSON.stringify(body)}`)
      const { errors = [] } = (await answer.json()) as { errors?: { pointer?: string; code: string }[] }
      const wrong = new Map(errors.map(({ pointer = '', code }) => [pointer, code]))
      const known = [...held].filter(([pointer]) => wrong.has(pointer))
      for (const [pointer, { field, longest, pack }] of known) {
        if (supply.refused(field, pack)) note(field, pack, wrong.get(pointer) ?? '')
        if (refusals < refusalsAtMost) fill(pointer, field, longest)
        else held.delete(pointer)
      }
      if (known.length > 0) continue
      // It speaks of no field that was typed: the last one goes first, until it is taken.
      const [pointer, { field, pack }] = [...held].at(-1) ?? ['', { field: '', pack: [] }]
      held.delete(pointer)
      if (!supply.putBack(field, pack)) note(field, pack, `${answer.status} ${errors[0]?.code}`)
    }
  }
}
