/**
 * What an admin does to how another signs in, each told in the journal by the account's id: its second factor is reset,
 * another house's name for it is bound or taken away. Never to one's own account.
 */
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Transaction } from '../database.ts'
import { refuseOwn } from '../staff/account-routes.ts'
import { removeFactors } from '../staff/factor-store.ts'
import { makerOf } from '../staff/key-routes.ts'
import { giveRoles, type RightsOffice } from '../staff/rights-store.ts'
import { withoutConfirmation } from '../staff/rights.ts'
import { endSessionsOf } from '../staff/session-store.ts'
import { changeRoles, type Staff, staffById } from '../staff/store.ts'
import { bindSubject, unbindSubject } from '../staff/subject-store.ts'

type House = RightsOffice & { readonly organisation: { readonly issuer: string } | undefined }

/**
 * Takes app, passkeys and recovery codes away and ends every session. Roles that two persons give are proposed anew: whoever
 * made the account may know its password, and would otherwise be both persons. @throws Refusal `own-account`, `not-found`.
 */
export async function resetFactors(
  trx: Transaction,
  office: RightsOffice,
  id: number,
  by: Actor,
): Promise<void> {
  const { roles } = await another(trx, id, by)
  const maker = makerOf(by)
  await removeFactors(trx, id)
  await endSessionsOf(trx, id)
  const kept = withoutConfirmation(roles)
  const facts = { account: id, before: [...roles], after: [...kept] }
  await office.tell(trx, { kind: 'factors-reset', facts }, by)
  if (kept.length === roles.length) return
  await changeRoles(trx, id, kept)
  await giveRoles(trx, office, { staffId: id, roles }, maker)
}

/**
 * Binds the account to the name by which the organisation knows it; one name before counts no more.
 * @throws Refusal `not-found` where no organisation is set, `own-account`, `subject-taken`.
 */
export async function bindAccount(
  trx: Transaction,
  { clock, tell, organisation }: House,
  { id, subject }: { readonly id: number; readonly subject: string },
  by: Actor,
): Promise<void> {
  await another(trx, id, by)
  const { issuer } = organisation ?? missing()
  await unbindSubject(trx, issuer, id)
  await bindSubject({ db: trx, clock }, { issuer, subject, staffId: id, by: makerOf(by).id })
  await endSessionsOf(trx, id)
  await tell(trx, { kind: 'subject-bound', facts: { account: id } }, by)
}

/** Takes the name away, or none. @throws Refusal as `bindAccount`. */
export async function unbindAccount(
  trx: Transaction,
  { tell, organisation }: House,
  id: number,
  by: Actor,
): Promise<void> {
  await another(trx, id, by)
  const { issuer } = organisation ?? missing()
  await unbindSubject(trx, issuer, id)
  await endSessionsOf(trx, id)
  await tell(trx, { kind: 'subject-unbound', facts: { account: id } }, by)
}

async function another(trx: Transaction, id: number, by: Actor): Promise<Staff> {
  refuseOwn(by, id)
  return (await staffById(trx, id)) ?? missing()
}

function missing(): never {
  throw refuse('not-found', 'not-found')
}
