/** Roles given, and roles proposed that another person has yet to confirm. At most one proposal stands for an account. */
import { type Clock, instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import { isRole } from './access.ts'
import { confirmationRefusal, needsSecond } from './rights.ts'
import type { Role } from './roles.ts'
import { changeRoles, refuseConflict, staffById } from './store.ts'

type ProposalRow = { staff_id: number; roles: string; proposed_by: number; proposed_at: string }

/**
 * Gives the roles at once, or proposes them when two persons have to give them. What was proposed before is void.
 * @throws Refusal `roles-conflict`, `not-found`.
 */
export async function giveRoles(
  trx: Transaction,
  { clock }: { readonly clock: Clock },
  { staffId, roles, by }: { readonly staffId: number; readonly roles: readonly Role[]; readonly by: number },
): Promise<void> {
  const staff = await staffById(trx, staffId)
  if (!staff) throw refuse('not-found', 'not-found')
  await trx<ProposalRow>('role_proposals').where({ staff_id: staffId }).del()
  if (!needsSecond(staff.roles, roles))
    return sameRoles(staff.roles, roles) ? undefined : changeRoles(trx, staffId, roles)
  refuseConflict(roles)
  await trx<ProposalRow>('role_proposals').insert({
    staff_id: staffId,
    roles: JSON.stringify(roles),
    proposed_by: by,
    proposed_at: instantText(clock.now()),
  })
}

const sameRoles = (one: readonly Role[], other: readonly Role[]): boolean =>
  one.length === other.length && one.every((role) => other.includes(role))

/**
 * Gives what was proposed. @throws Refusal `not-found` when nothing was; `forbidden` / `own-account`, `own-proposal`.
 */
export async function confirmRoles(trx: Transaction, staffId: number, by: number): Promise<void> {
  const row = await trx<ProposalRow>('role_proposals').where({ staff_id: staffId }).forUpdate().first()
  if (!row) throw refuse('not-found', 'not-found')
  const refusal = confirmationRefusal({ staffId, proposedBy: row.proposed_by }, by)
  if (refusal) throw refuse('forbidden', refusal)
  await changeRoles(trx, staffId, rolesIn(row))
  await trx<ProposalRow>('role_proposals').where({ staff_id: staffId }).del()
}

/** Roles that wait to be confirmed, and the id of the account that proposed them. */
export type Proposal = { readonly roles: readonly Role[]; readonly by: number }

/** What waits to be confirmed, by account. */
export async function roleProposals(db: Database): Promise<ReadonlyMap<number, Proposal>> {
  const rows = await db<ProposalRow>('role_proposals')
  return new Map(rows.map((row) => [row.staff_id, { roles: rolesIn(row), by: row.proposed_by }]))
}

const rolesIn = ({ roles }: ProposalRow): readonly Role[] => (JSON.parse(roles) as string[]).filter(isRole)
