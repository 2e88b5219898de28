/** `client/operations.ts` from the OpenAPI document: what each operation takes and answers. Pure but for its formatting. */
import { format, resolveConfig } from 'prettier'
import { typeOf } from './types.ts'

type Schema = Readonly<Record<string, unknown>>
type Contents = Readonly<Record<string, { readonly schema?: Schema }>>
type Described = {
  readonly summary?: string
  readonly parameters?: readonly {
    readonly in?: string
    readonly name?: string
    readonly required?: boolean
    readonly schema?: Schema
  }[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Contents }
  readonly responses: Readonly<Record<string, { readonly content?: Contents }>>
}

/** What is read of the document. */
export type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** The whole file, formatted as the house formats. Routes that take a file are left out: they are no JSON. */
export async function operationsSource({ paths, components }: Document): Promise<string> {
  const named = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)}`,
  )
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, { requestBody }]) => !requestBody || 'application/json' in requestBody.content)
      .map(
        ([method, one]) =>
          `/** ${one.summary ?? ''} */\n'${method.toUpperCase()} ${path}': { readonly sent: ${sentType(one)}; readonly answered: ${answeredType(one)} }`,
      ),
  )
  const source = [
    '/** Made by `npm run client` from the OpenAPI document of this version; changes by hand are lost. */',
    ...named,
    '/** Every operation, by method and path: what is sent, and what is answered when all is well. */',
    `export type Operations = {\n${operations.join('\n')}\n}`,
  ].join('\n\n')
  return format(source, { ...(await resolveConfig('client/operations.ts')), parser: 'typescript' })
}

function sentType({ parameters = [], requestBody }: Described): string {
  const members = (['path', 'query'] as const).flatMap((place) => {
    const ours = parameters.filter((one) => one.in === place && one.name)
    if (ours.length === 0) return []
    const fields = ours.map(
      ({ name, required, schema = {} }) =>
        `readonly ${JSON.stringify(name)}${required ? '' : '?'}: ${typeOf(schema)}`,
    )
    const isNeeded = ours.some(({ required }) => required)
    return [
      `readonly ${place === 'path' ? 'params' : 'query'}${isNeeded ? '' : '?'}: { ${fields.join('; ')} }`,
    ]
  })
  const body = requestBody?.content['application/json']?.schema
  const input = body ? [`readonly input${requestBody?.required ? '' : '?'}: ${typeOf(body)}`] : []
  return `{ ${[...members, ...input].join('; ')} }`
}

function answeredType({ responses }: Described): string {
  const content = Object.entries(responses)[0]?.[1].content
  if (!content) return 'undefined'
  const schema = content['application/json']?.schema
  return schema ? typeOf(schema) : 'Blob'
}
