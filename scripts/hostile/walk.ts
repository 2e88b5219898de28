/**
 * A walk past every operation in which every text that somebody types freely is a hostile one. What a field refuses is sent
 * as it was. Knows no operation by name.
 */
import { randomUUID } from 'node:crypto'
import { type Field, typeableIn, type Document, type Typed, withText } from './fields.ts'
import { packed, type Pack, type Supply } from './supply.ts'

/** What one field of one request holds now. */
export type Held = Field & { readonly pack: Pack }

/** So many refusals a request takes; what was not tried then is tried when it is sent the next time. */
const refusalsAtMost = 60

/** The same request with what its fields hold, as a new one. */
export function requestWith(
  init: RequestInit | undefined,
  body: unknown,
  held: readonly Held[],
): RequestInit & { readonly body: string } {
  const filled = held.reduce(
    (json, { pointer, pack, longest }) => withText(json, pointer, packed(pack, longest)),
    body,
  )
  const headers = { ...(init?.headers as Record<string, string>), 'Idempotency-Key': randomUUID() }
  return { ...init, headers, body: JSON.stringify(filled) }
}

/** The code of a refusal by the pointer of what it speaks of. */
export async function wrongIn(answer: Response): Promise<ReadonlyMap<string, string>> {
  const { errors = [] } = (await answer.json()) as { errors?: { pointer?: string; code: string }[] }
  return new Map(errors.map(({ pointer = '', code }) => [pointer, code]))
}

export function note(typed: Typed[], { field, pack }: Pick<Held, 'field' | 'pack'>, taken: string): void {
  for (const text of pack) typed.push({ field, text, taken })
}

/** `fetch` that types what the supply owes to each field. What it typed goes into `typed`, each text by itself. */
export function hostileFetch(
  document: Document,
  supply: Supply,
  typed: Typed[],
  plain: typeof fetch = fetch,
): typeof fetch {
  const typeable = typeableIn(document)
  return async (input, init) => {
    const { route, body, fields } = typeable(input, init) ?? { route: '', body: undefined, fields: [] }
    if (fields.length === 0) return plain(input, init)
    const held = new Map<string, Held>()
    const fill = (one: Field): void => {
      const pack = supply.next(one.field, one.longest)
      if (pack) held.set(one.pointer, { ...one, pack })
      else held.delete(one.pointer)
    }
    for (const one of fields) fill(one)
    for (let refusals = 0; ; refusals += 1) {
      const request = requestWith(init, body, [...held.values()])
      const answer = await plain(input, request)
      if (answer.ok || held.size === 0) {
        for (const one of held.values()) note(typed, one, answer.ok ? 'yes' : String(answer.status))
        return answer
      }
      if (answer.status >= 500) throw new Error(`${route}: ${answer.status} ${request.body}`)
      const wrong = await wrongIn(answer)
      const known = [...held.values()].filter(({ pointer }) => wrong.has(pointer))
      for (const one of known) {
        if (supply.refused(one.field, one.pack)) note(typed, one, wrong.get(one.pointer) ?? '')
        if (refusals < refusalsAtMost) fill(one)
        else held.delete(one.pointer)
      }
      if (known.length > 0) continue
      // It speaks of no field that was typed: the last one goes first, until it is taken.
      const last = [...held.values()].at(-1)
      if (!last) continue
      held.delete(last.pointer)
      if (!supply.putBack(last.field, last.pack))
        note(typed, last, `${answer.status} ${[...wrong.values()][0]}`)
    }
  }
}
