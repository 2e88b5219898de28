/**
 * A thin client of the API for programs in TypeScript: which operations there are, what they take and what they answer is
 * in `operations.ts`, made from the OpenAPI document. Uses `fetch` and nothing else, so it runs wherever that does.
 */
import type { Operations } from './operations.ts'

/** What stands in a refusal (RFC 9457). Rely on the codes, not on the sentences. */
export type Problem = {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors: readonly { readonly code: string; readonly pointer: string; readonly detail: string }[]
}

/** The API said no. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`)
    this.problem = problem
  }
}

export type Options = {
  /** An API key, the token of a session, or `claim.` and a participant's. */
  readonly token?: string
  /** Language of messages, such as `da`. */
  readonly language?: string
}

type Sent<Name extends keyof Operations> = Operations[Name]['sent']

/** What may be left out when nothing has to be sent. */
type Given<Name extends keyof Operations> =
  object extends Sent<Name> ? readonly [sent?: Sent<Name>] : readonly [sent: Sent<Name>]

/** Asks for one operation by method and path. @throws Refused; TypeError when nobody answers. */
export type Ask = <Name extends keyof Operations>(
  name: Name,
  ...given: Given<Name>
) => Promise<Operations[Name]['answered']>

/** Asks the house at that address, such as `https://trade-in.example.com`. Every POST bears an Idempotency-Key of its own. */
export function backhaulAt(url: string, { token, language = 'en' }: Options = {}): Ask {
  return async (name, ...[given]) => {
    const [method = '', path = ''] = name.split(' ')
    const { params = {}, query = {}, input } = (given ?? {}) as Loose
    const response = await fetch(`${url}/api${filled(path, params)}${queryText(query)}`, {
      method,
      headers: {
        'Accept-Language': language,
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(method === 'POST' && { 'Idempotency-Key': crypto.randomUUID() }),
        ...(input !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(input !== undefined && { body: JSON.stringify(input) }),
    })
    const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '')
    if (!response.ok) throw new Refused((await response.json()) as Problem)
    return (isJson ? await response.json() : await contentOf(response)) as never
  }
}

const contentOf = async (response: Response): Promise<Blob | undefined> =>
  response.status === 204 ? undefined : response.blob()

type Loose = {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly input?: unknown
}

const filled = (path: string, params: NonNullable<Loose['params']>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')))

function queryText(query: NonNullable<Loose['query']>): string {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined)
  const pairs = asked.map(([name, value]): [string, string] => [name, String(value)])
  const text = new URLSearchParams(pairs).toString()
  return text && `?${text}`
}
