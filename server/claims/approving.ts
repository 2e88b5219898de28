/** Several claims approved at once: only those against which no rule speaks, each by itself, with one answer for each (R96). */
import type { Actor } from '../base/actor.ts'
import { Refusal, type Fault } from '../base/refusal.ts'
import type { Database } from '../database.ts'
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
  for (const reference of new Set(references)) approvals.push(await approveOrSay(office, reference, by))
  return approvals
}

/** Approves a claim unless a rule speaks against it; false then. @throws Refusal where the move is not allowed. */
export async function approveIfClean(office: Office, reference: string, by: Actor): Promise<boolean> {
  const { codes } = await standingOf(office.db, await claimOf(office.db, reference))
  if (codes.length > 0) return false
  await advance(office, reference, { kind: 'approve', by })
  return true
}

async function approveOrSay(office: Office, reference: string, by: Actor): Promise<Approval> {
  try {
    const isApproved = await approveIfClean(office, reference, by)
    return { reference, outcome: isApproved ? 'approved' : 'left', faults: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { reference, outcome: 'refused', faults: error.faults }
  }
}

/** Of these references those of claims that there are, in the order given. */
export async function knownAmong(db: Database, references: readonly string[]): Promise<string[]> {
  const known: string[] = await db('claims')
    .whereIn('reference', [...references])
    .pluck('reference')
  return references.filter((reference) => known.includes(reference))
}
