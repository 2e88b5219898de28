/** One request at every door that is shut to a caller: it has to stay shut, and to say nothing of what was sent. */
import type { Proof } from './callers.ts'
import { referenceOf } from './door.ts'
import { sent, type Target } from './target.ts'

export type Knocked = {
  readonly asked: number
  readonly refused: number
  /** Where the caller was let in, or was told more than no. */
  readonly letIn: readonly string[]
}

/** A page sends whoever is refused to where they can prove who they are. */
const isRefusal = ({ status, headers }: Response): boolean =>
  [401, 403, 404].includes(status) ||
  (status === 303 && /^\/(sign-in|prove|account)/.test(headers.get('Location') ?? ''))

/** A link's token opens what it stands for to anybody: who has the address is no stranger there. */
const hasToken = ({ path }: Target): boolean => path.includes('{token}')

/** `shut`: what the table of moves refuses this caller. */
export async function knock(url: string, shut: readonly Target[], proof: Proof): Promise<Knocked> {
  const letIn: string[] = []
  const strange = shut.filter((target) => !hasToken(target))
  for (const target of strange) {
    const { method, path, body } = sent(target, () => undefined)
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(await proof(referenceOf(target))),
        'Accept-Language': 'en',
        ...(target.takes === 'json' && { 'Content-Type': 'application/json' }),
      },
      redirect: 'manual',
      ...(body !== undefined && { body }),
    })
    await answer.body?.cancel().catch(() => undefined)
    if (!isRefusal(answer)) letIn.push(`let in: ${answer.status} ${target.route}`)
  }
  return { asked: strange.length, refused: strange.length - letIn.length, letIn }
}
