/** Every operation of the OpenAPI document, with what a walk once sent to it. Knows no operation by name. */
import { describeApi, operationsOf, uploadRoutesOf } from '../../server/api.ts'
import type { House } from '../walk/house.ts'
import { operationsIn, type Pattern, routeOf } from './routes.ts'
import { leavesOf, type Place, type Target } from './target.ts'

type Heard = { readonly method: string; readonly url: URL; readonly json: unknown }

/** Listens to everything that is sent, and answered well, while `walk` walks. */
export async function hear(walk: () => Promise<void>): Promise<Heard[]> {
  const heard: Heard[] = []
  const plain = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const isJson = /json/.test(request.headers.get('Content-Type') ?? '')
    const json: unknown = isJson ? await request.clone().json() : undefined
    const answer = await plain(request)
    if (answer.ok) heard.push({ method: request.method, url: new URL(request.url), json })
    return answer
  }
  try {
    await walk()
  } finally {
    globalThis.fetch = plain
  }
  return heard
}

type Described = {
  readonly parameters?: readonly { readonly in?: string; readonly name?: string }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> }
}

/** One target for each operation; what the walk never sent stands there with a `1`. */
export function operationTargets({ context }: House, heard: readonly Heard[]): Target[] {
  const { paths } = describeApi(context) as {
    paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  }
  const described = operationsIn(paths)
  const patterns = described.map(({ pattern }) => pattern)
  const moves = new Map(
    [...operationsOf(context), ...uploadRoutesOf(context)].map(({ method, path, move }) => [
      `${method.toUpperCase()} /api${path.replaceAll(/:(\w+)/g, '{$1}')}`,
      move,
    ]),
  )
  return described.map(({ pattern, operation }) => {
    const sent = heard.find(({ method, url }) => routeOf(patterns, method, url.pathname)?.pattern === pattern)
    const { route } = pattern
    return { ...targetOf(pattern, operation, sent), move: moves.get(route) }
  })
}

function targetOf(pattern: Pattern, operation: Described, sent: Heard | undefined): Target {
  const { route, method, path } = pattern
  const takesFile = 'multipart/form-data' in (operation.requestBody?.content ?? {})
  const takes = method === 'GET' ? 'nothing' : takesFile ? 'file' : 'json'
  const json = sent?.json ?? {}
  const steps = (sent && pattern.read(sent.url.pathname)) ?? pattern.blank
  const query = (operation.parameters ?? []).flatMap(({ in: where, name = '' }): Place[] =>
    where === 'query' ? [{ at: 'query', name, value: sent?.url.searchParams.get(name) ?? '1' }] : [],
  )
  const body = takes === 'json' ? leavesOf(json) : takes === 'file' ? filePlaces : []
  return {
    route,
    method,
    path,
    takes,
    ...(takes === 'json' && { json }),
    places: [...steps, ...query, ...body],
  }
}

/** Multipart: what the file is to prove, and its name. */
const filePlaces: readonly Place[] = [
  { at: 'form', name: 'kind', value: 'proof-of-purchase' },
  { at: 'form', name: 'file', value: 'faktura.pdf' },
]
