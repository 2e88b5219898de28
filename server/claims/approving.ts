/**
 * Several claims approved at once: only those against which no rule speaks, each by itself, with one answer for each (R96).
 * Staff order the task, the worker does it and notes what became of each; after a crash it goes on where it was.
 */
import { actorText, type Actor } from '../base/actor.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import { inTransaction } from '../database.ts'
import type { Completion } from '../jobs/queue.ts'
import { enqueue } from '../jobs/store.ts'
import { mayDo } from '../staff/access.ts'
import { staffById } from '../staff/store.ts'
import { advance, type Office } from './advance.ts'
import { bulkItems, bulkOf, endBulk, knownAmong, noteOutcome, openBulk, type BulkItem } from './bulk-store.ts'
import { entriesOf } from './journal-store.ts'
import { standingOf } from './standing-store.ts'
import { claimOf } from './store.ts'

/** One after the other, each in a transaction of its own: what one is refused takes nothing from the others. */
export async function approveClean(
  office: Office,
  references: readonly string[],
  by: Actor,
): Promise<Required<BulkItem>[]> {
  const approvals: Required<BulkItem>[] = []
  for (const reference of new Set(references)) approvals.push(await approveIfClean(office, reference, by))
  return approvals
}

/** Orders the approval of these claims; gives the task's id. @throws Refusal `invalid` / `nothing-chosen`. */
export const orderApprovals = (
  { db, clock }: Pick<Office, 'db' | 'clock'>,
  references: readonly string[],
  by: Actor,
): Promise<number> =>
  inTransaction(db, async (trx) => {
    const known = await knownAmong(trx, [...new Set(references)])
    if (known.length === 0) throw refuse('invalid', 'nothing-chosen', {}, '/claims')
    const id = await openBulk(trx, { references: known, by: actorText(by) }, clock.now())
    await enqueue(trx, { kind: 'bulk', key: String(id), payload: { task: id }, dueAt: clock.now() })
    return id
  })

/** Works a task off, one claim after the other, each in a transaction of its own; gives what ends it. */
export async function workOff(office: Office, id: number): Promise<Completion> {
  const { madeBy, madeAt } = await bulkOf(office.db, id)
  const by = await makerOf(office, madeBy)
  for (const { reference, outcome } of await bulkItems(office.db, id))
    if (!outcome) await noteOutcome(office.db, id, await approveOne(office, reference, { by, since: madeAt }))
  return (trx) => endBulk(trx, id, office.clock.now())
}

/** Whoever ordered it, with the rights of today; undefined when the account has been closed. */
async function makerOf({ db }: Office, madeBy: string): Promise<Actor | undefined> {
  const staff = await staffById(db, Number(madeBy.split(':')[1]))
  return staff && { kind: 'staff', id: staff.id, roles: staff.roles }
}

/** Approved before a crash and not noted: then it is this task's approval all the same. */
async function approveOne(
  office: Office,
  reference: string,
  { by, since }: { readonly by: Actor | undefined; readonly since: string },
): Promise<Required<BulkItem>> {
  if (!by || !mayDo(by, 'approve'))
    return { reference, outcome: 'refused', faults: [{ code: 'not-permitted', path: '' }] }
  if (await wasApproved(office, reference, { by, since }))
    return { reference, outcome: 'approved', faults: [] }
  return approveIfClean(office, reference, by)
}

async function approveIfClean(office: Office, reference: string, by: Actor): Promise<Required<BulkItem>> {
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

const wasApproved = async (
  { db }: Office,
  reference: string,
  { by, since }: { readonly by: Actor; readonly since: string },
): Promise<boolean> =>
  (await entriesOf(db, reference)).some(
    ({ kind, actor, at }) => kind === 'approved' && actor === actorText(by) && at >= since,
  )
