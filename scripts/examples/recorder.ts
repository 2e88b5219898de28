/**
 * Listens to a walk over HTTP and keeps the first good answer of every operation with what was sent. Knows addresses of
 * operations, and nothing of what they do.
 */
import type { Operation } from '../../server/web/operation.ts'
import { pathPattern } from './patterns.ts'

/** What was sent and answered; a file or nothing leaves no `output`. */
export type Example = { readonly input?: unknown; readonly output?: unknown }

export type Recorder = {
  /** Does what `fetch` does, and listens. */
  readonly fetch: typeof fetch
  /** By `POST /claims/{reference}/approval`, in the order of the operations. */
  readonly examples: () => Readonly<Record<string, Example>>
}

/** `operations`: those that are listened for, below `<anything>/api`. */
export function openRecorder(operations: readonly Operation[], ask: typeof fetch = fetch): Recorder {
  const patterns = operations.map(({ method, path }) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    pattern: pathPattern(path),
  }))
  const kept = new Map<string, Example>()
  const listen = async (request: Request, response: Response): Promise<void> => {
    const { pathname } = new URL(request.url)
    const found = patterns.find((one) => one.method === request.method && one.pattern.test(pathname))
    if (!found || kept.has(found.name) || !response.ok) return
    const sent = /json/.test(request.headers.get('Content-Type') ?? '') ? await request.text() : ''
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '')
    kept.set(found.name, {
      ...(sent !== '' && { input: JSON.parse(sent) as unknown }),
      ...(isJson && { output: await response.json() }),
    })
  }
  return {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const heard = request.clone()
      const response = await ask(request)
      await listen(heard, response.clone())
      return response
    },
    examples: () =>
      Object.fromEntries(
        patterns.flatMap(({ name }): [string, Example][] => {
          const example = kept.get(name)
          return example ? [[name, example]] : []
        }),
      ),
  }
}
