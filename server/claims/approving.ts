/** Several claims approved at once: only those against which no rule speaks, each by itself, with one answer for each (R96). */
import type { Actor } from '../base/actor.ts'
import { Refusal, type Fault } from '../base/refusal.ts'
import { advance, type Office } from './advance.ts'
import { standingOf } from './standing-store.ts'
import { claimOf } from './store.ts'

/** `left`: a rule speaks against it, so it is decided by itself. */
export type Approval = {
  readonly reference: string
  readonly outcome: 'approved' | 'left' | 'refused'
  readonly faults: readonly Fault[]
}

/** One after the other, each in a transaction of its own: what one is refused takes nothing from the others. */
export async function approveClean(
  office: Office,
  references: readonly string[],
  by: Actor,
): Promise<Approval[]> {
  const approvals: Approval[] = []
  for (const reference of new Set(references)) approvals.push(await approveOne(office, reference, by))
  return approvals
}

async function approveOne(office: Office, reference: string, by: Actor): Promise<Approval> {
  try {
    const { codes } = await standingOf(office.db, await claimOf(office.db, reference))
    if (codes.length > 0) return { reference, outcome: 'left', faults: [] }
    await advance(office, reference, { kind: 'approve', by })
    return { reference, outcome: 'approved', faults: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { reference, outcome: 'refused', faults: error.faults }
  }
}
