/**
 * Roles given, and roles proposed that another person has yet to confirm. At most one proposal stands for an account.
 * Every change is told to the journal in its own transaction, with what was before and after.
 */
import type { Actor } from '../base/actor.ts'
import { type Clock, instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import { isRole } from './access.ts'
import { confirmationRefusal, needsSecond } from './rights.ts'
import type { Role } from './roles.ts'
import { changeRoles, closeAccount, refuseConflict, type Staff, staffById } from './store.ts'
import type { TellOfAccount } from './telling.ts'

/** `tell` writes into the journal. */
export type RightsOffice = { readonly clock: Clock; readonly tell: TellOfAccount }

type ByStaff = Extract<Actor, { kind: 'staff' }>

type ProposalRow = { staff_id: number; roles: string; proposed_by: number; proposed_at: string }

/**
 * Gives the roles at once, or proposes them when two persons have to give them. What was proposed before is void.
 * @throws Refusal `roles-conflict`, `not-found`.
 */
export async function giveRoles(
  trx: Transaction,
  { clock, tell }: RightsOffice,
  { staffId, roles }: { readonly staffId: number; readonly roles: readonly Role[] },
  by: ByStaff,
): Promise<void> {
  const staff = await openAccount(trx, staffId)
  await trx<ProposalRow>('role_proposals').where({ staff_id: staffId }).del()
  const facts = { account: staffId, before: [...staff.roles], after: [...roles] }
  if (!needsSecond(staff.roles, roles)) {
    if (sameRoles(staff.roles, roles)) return
    await changeRoles(trx, staffId, roles)
    return tell(trx, { kind: 'roles-changed', facts }, by)
  }
  refuseConflict(roles)
  await trx<ProposalRow>('role_proposals').insert({
    staff_id: staffId,
    roles: JSON.stringify(roles),
    proposed_by: by.id,
    proposed_at: instantText(clock.now()),
  })
  await tell(trx, { kind: 'roles-proposed', facts }, by)
}

async function openAccount(trx: Transaction, id: number): Promise<Staff> {
  const staff = await staffById(trx, id)
  if (!staff) throw refuse('not-found', 'not-found')
  return staff
}

const sameRoles = (one: readonly Role[], other: readonly Role[]): boolean =>
  one.length === other.length && one.every((role) => other.includes(role))

/**
 * Gives what was proposed. @throws Refusal `not-found` when nothing was; `forbidden` / `own-account`, `own-proposal`.
 */
export async function confirmRoles(
  trx: Transaction,
  { tell }: Pick<RightsOffice, 'tell'>,
  staffId: number,
  by: ByStaff,
): Promise<void> {
  const row = await trx<ProposalRow>('role_proposals').where({ staff_id: staffId }).forUpdate().first()
  if (!row) throw refuse('not-found', 'not-found')
  const refusal = confirmationRefusal({ staffId, proposedBy: row.proposed_by }, by.id)
  if (refusal) throw refuse('forbidden', refusal)
  const { roles: before } = await openAccount(trx, staffId)
  const after = rolesIn(row)
  await changeRoles(trx, staffId, after)
  await trx<ProposalRow>('role_proposals').where({ staff_id: staffId }).del()
  const facts = { account: staffId, before: [...before], after: [...after], proposedBy: row.proposed_by }
  await tell(trx, { kind: 'roles-confirmed', facts }, by)
}

/** Closes the account, and what was proposed for it is void. @throws Refusal `not-found` for one that is closed. */
export async function endAccount(
  trx: Transaction,
  { clock, tell }: RightsOffice,
  staffId: number,
  by: ByStaff,
): Promise<void> {
  const { roles: before } = await openAccount(trx, staffId)
  await trx<ProposalRow>('role_proposals').where({ staff_id: staffId }).del()
  await closeAccount({ db: trx, clock }, staffId)
  const facts = { account: staffId, before: [...before], after: [] }
  await tell(trx, { kind: 'account-closed', facts }, by)
}

/** Roles that wait to be confirmed, and the id of the account that proposed them. */
export type Proposal = { readonly roles: readonly Role[]; readonly by: number }

/** What waits to be confirmed, by account. */
export async function roleProposals(db: Database): Promise<ReadonlyMap<number, Proposal>> {
  const rows = await db<ProposalRow>('role_proposals')
  return new Map(rows.map((row) => [row.staff_id, { roles: rolesIn(row), by: row.proposed_by }]))
}

const rolesIn = ({ roles }: ProposalRow): readonly Role[] => (JSON.parse(roles) as string[]).filter(isRole)
