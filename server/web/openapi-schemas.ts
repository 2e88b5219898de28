/** JSON Schemas (2020-12, as OpenAPI 3.1 takes them) of our zod schemas. Those with an `id` are named once. */
import { z } from 'zod'

/** A part of the document. */
export type Described = Readonly<Record<string, unknown>>

type Side = 'input' | 'output'

/** Collects the named schemas while the parts of a document are described. */
export type Schemas = {
  /** What a caller sends. */
  readonly sent: (schema: z.core.$ZodType) => Described
  /** What a caller gets. */
  readonly shown: (schema: z.core.$ZodType) => Described
  /** A parameter: always text on the line, described as what it is read as. */
  readonly typed: (schema: z.core.$ZodType) => Described
  readonly add: (name: string, schema: z.core.$ZodType) => void
  /** Every named schema so far, for `components.schemas`. */
  readonly all: () => Described
}

/** An empty collection. Give a schema a name by `.meta({ id: 'Claim' })`. */
export function openSchemas(): Schemas {
  const named = new Map<string, Described>()
  const describe = (schema: z.core.$ZodType, side: Side): Described => {
    const { properties, $defs = {} } = z.toJSONSchema(z.object({ it: schema as z.ZodType }), { io: side })
    const names = new Map(Object.entries($defs).map(([id, part]) => [id, nameFor(named, id, part, side)]))
    for (const [id, part] of Object.entries($defs)) named.set(names.get(id) ?? id, pointed(part, names))
    const described = properties?.['it']
    return pointed(typeof described === 'object' ? described : {}, names)
  }
  return {
    sent: (schema) => describe(schema, 'input'),
    shown: (schema) => describe(schema, 'output'),
    typed: (schema) => {
      const read = describe(schema, 'input')
      return Object.keys(read).length > 0 ? read : describe(schema, 'output')
    },
    add: (name, schema) => void named.set(name, describe(schema, 'output')),
    all: () => Object.fromEntries([...named].toSorted(([one], [other]) => (one < other ? -1 : 1))),
  }
}

/** The id itself, unless the same schema looks different in the other direction (defaults, unknown fields). */
function nameFor(named: ReadonlyMap<string, Described>, id: string, part: object, side: Side): string {
  const known = named.get(id)
  const own = pointed(part, new Map([[id, id]]))
  if (!known || JSON.stringify(known) === JSON.stringify(own)) return id
  return side === 'input' ? `${id}Sent` : `${id}Shown`
}

/** The schema with its references led into the document's components, and without zod's own marks. */
const pointed = (schema: object, names: ReadonlyMap<string, string>): Described =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string') {
      const id = value.replace('#/$defs/', '')
      return `#/components/schemas/${names.get(id) ?? id}`
    }
    return key === '~standard' ? undefined : value
  }) as Described
