/** Somebody who asks the API by any method and expects a good answer. */
import { randomUUID } from 'node:crypto'
import { callerAt, expected } from '../walk/caller.ts'
import type { House } from '../walk/house.ts'

/** @throws Error with the whole answer when it is none of 2xx. */
export type Ask = <Body = unknown>(method: string, path: string, body?: unknown) => Promise<Body>

/** Asks with a token; without one as a visitor. */
export const asking =
  (url: string, token?: string): Ask =>
  async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }),
        'Accept-Language': 'en',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 600)}`)
    return (/json/.test(response.headers.get('Content-Type') ?? '') ? JSON.parse(text) : text) as Body
  }

/** A demonstration account, signed in now, and again after each time that the walk's clock is set. */
export function signedIn({ url, password, context }: House, who: string): Ask {
  let session: { readonly at: string; readonly ask: Ask } | undefined
  return async (method, path, body) => {
    const at = context.clock.now().toString()
    if (session?.at !== at) {
      const answer = await callerAt(url).post('/sessions', { email: `${who}@backhaul.example`, password })
      session = { at, ask: asking(url, expected<{ token: string }>(answer, 201).token) }
    }
    return session.ask(method, path, body)
  }
}
