/**
 * Every text into every field of every operation: where the walk comes past a request, it is sent with one handful of texts
 * after another, each time into the house as it was before, and at last as it is. Knows no operation by name.
 */
import { type Document, typeableIn, type Typeable, type Typed } from './fields.ts'
import type { Supply } from './supply.ts'
import type { Undoing } from './undoing.ts'
import { type Held, note, requestWith, wrongIn } from './walk.ts'

export type Trial = Undoing & {
  /** Does what follows from what was taken, and looks at what comes out. */
  readonly look: (route: string, held: readonly Held[]) => Promise<void>
  readonly failed: (how: string) => void
}

/** `fetch` that tries what the supply owes to each field before it sends the request as it is. */
export function tryingFetch(
  document: Document,
  supply: Supply,
  typed: Typed[],
  trial: Trial,
  plain: typeof fetch = fetch,
): typeof fetch {
  const typeable = typeableIn(document)
  return async (input, init) => {
    const request = typeable(input, init)
    if (request && request.fields.length > 0) await tryAll(request)
    return plain(input, init)

    /** All fields at once; what is refused without a word of a field is tried in each by itself. */
    async function tryAll({ fields, ...rest }: Typeable): Promise<void> {
      await trial.keep()
      for (const together of [fields, ...fields.map((one) => [one])])
        await tryThese({ ...rest, fields: together })
    }

    async function tryThese({ route, body, fields }: Typeable): Promise<void> {
      for (;;) {
        const held = fields.flatMap((one): Held[] => {
          const pack = supply.next(one.field, one.longest)
          return pack ? [{ ...one, pack }] : []
        })
        if (held.length === 0) return
        const sent = requestWith(init, body, held)
        const answer = await plain(input, sent)
        if (answer.status >= 500) trial.failed(`${route}: ${answer.status} ${sent.body}`)
        if (answer.ok) {
          await answer.body?.cancel()
          for (const one of held) note(typed, one, 'yes')
          await trial.look(route, held)
          await trial.undo()
          continue
        }
        const wrong = await wrongIn(answer)
        // Who guesses has to wait, longer each time: that was tried by others.
        if (answer.status === 401) await trial.undo()
        const named = held.filter(({ pointer }) => wrong.has(pointer))
        const guilty = named.length > 0 ? named : held.length === 1 ? held : []
        for (const one of guilty)
          if (supply.refused(one.field, one.pack))
            note(typed, one, wrong.get(one.pointer) ?? `${answer.status} ${[...wrong.values()][0]}`)
        for (const one of held) if (!guilty.includes(one)) supply.giveBack(one.field, one.pack)
        if (guilty.length === 0) return
      }
    }
  }
}
