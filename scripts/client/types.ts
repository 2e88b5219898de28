/**
 * TypeScript of what a JSON Schema describes, as far as our document goes: objects, lists, unions, literals, references.
 * Pure. By hand, because the generators that are kept ask TypeScript for a compiler's interface that version 7 has not.
 */

type Schema = Readonly<Record<string, unknown>>

const plain: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
}

/** The type of a schema, as source. What it does not say is `unknown`. */
export function typeOf(schema: Schema): string {
  const { $ref, anyOf, oneOf, allOf, type } = schema
  if (typeof $ref === 'string') return $ref.split('/').at(-1) ?? 'unknown'
  if ('const' in schema) return JSON.stringify(schema['const'])
  if (Array.isArray(schema['enum'])) return schema['enum'].map((one) => JSON.stringify(one)).join(' | ')
  const union = anyOf ?? oneOf
  if (Array.isArray(union)) return unionType(union.map((one) => typeOf(one as Schema)))
  if (Array.isArray(allOf)) return allOf.map((one) => `(${typeOf(one as Schema)})`).join(' & ')
  if (Array.isArray(type)) return type.map((one) => typeOf({ ...schema, type: one as string })).join(' | ')
  if (type === 'array') return `readonly (${typeOf((schema['items'] as Schema | undefined) ?? {})})[]`
  if (type === 'object') return objectType(schema)
  return plain[String(type)] ?? 'unknown'
}

/** A text among any text says nothing more. */
function unionType(types: readonly string[]): string {
  const told = types.includes('string') ? types.filter((one) => !one.startsWith('"')) : types
  return [...new Set(told)].map((one) => `(${one})`).join(' | ')
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema): string {
  const members = Object.entries(properties as Record<string, Schema>).map(
    ([name, one]) =>
      `readonly ${JSON.stringify(name)}${(required as string[]).includes(name) ? '' : '?'}: ${typeOf(one)}`,
  )
  if (members.length > 0) return `{ ${members.join('; ')} }`
  const others = typeof additionalProperties === 'object' ? typeOf(additionalProperties as Schema) : 'never'
  return `Readonly<Record<string, ${others}>>`
}
