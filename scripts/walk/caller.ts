/** Somebody at the other end of HTTP: knows the API's addresses and a token, and nothing of what stands behind. */
import { randomUUID } from 'node:crypto'

/** An answer as it came: `body` is parsed JSON, or the bytes of a file. */
export type Answer = {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
  readonly bytes: Buffer
}

export type Caller = {
  readonly get: (path: string) => Promise<Answer>
  /** Every POST bears an Idempotency-Key; give one to send the same again. */
  readonly post: (path: string, body: unknown, key?: string) => Promise<Answer>
  /** Sends a file in; gives its id. @throws Error when it is refused. */
  readonly upload: (kind: string, name: string, bytes: Buffer) => Promise<string>
}

/**
 * `token` is that of a session, or `<reference>.<token>` of a claim's link. With connections of its own each request opens
 * one: a server with much to do may just be giving up another that nobody spoke on.
 */
export function callerAt(url: string, token?: string, connections: 'shared' | 'own' = 'shared'): Caller {
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(connections === 'own' && { Connection: 'close' }),
    'Accept-Language': 'en',
  }
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${url}/api${path}`, init)
    const bytes = Buffer.from(await response.arrayBuffer())
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '')
    const body: unknown = isJson ? JSON.parse(bytes.toString('utf8')) : bytes
    return { status: response.status, body, headers: response.headers, bytes }
  }
  return {
    get: (path) => ask(path, { headers }),
    post: (path, body, key = randomUUID()) =>
      ask(path, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    upload: async (kind, name, bytes) => {
      const form = new FormData()
      form.append('kind', kind)
      form.append('file', new Blob([new Uint8Array(bytes)]), name)
      const { status, body } = await ask('/evidence', { method: 'POST', headers, body: form })
      if (status !== 201) throw new Error(`upload refused: ${JSON.stringify(body)}`)
      return (body as { id: string }).id
    },
  }
}

/** The answer's body when the status is the one expected. @throws Error that shows the whole answer. */
export function expected<Body>({ status, body }: Answer, wanted: number): Body {
  if (status !== wanted) throw new Error(`${status} instead of ${wanted}: ${JSON.stringify(body)}`)
  return body as Body
}
