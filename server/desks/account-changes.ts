/**
 * What an admin does to how another signs in, each told in the journal by the account's id: its password or its second factor
 * is reset, its sessions end, another house's name for it is bound or taken away. Never to one's own account.
 */
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { inTransaction, type Database, type Transaction } from '../database.ts'
import { refuseOwn } from '../staff/account-routes.ts'
import { factorsOf, hasFactor, removeFactors } from '../staff/factor-store.ts'
import { makerOf } from '../staff/key-routes.ts'
import { hashPassword, randomPassword } from '../staff/passwords.ts'
import { giveRoles, type RightsOffice } from '../staff/rights-store.ts'
import { withoutConfirmation } from '../staff/rights.ts'
import type { Role } from '../staff/roles.ts'
import { endSessionsOf } from '../staff/session-store.ts'
import { changePassword, changeRoles, type Staff, staffById } from '../staff/store.ts'
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
  const account = await another(trx, id, by)
  await removeFactors(trx, id)
  await endSessionsOf(trx, id)
  await tellReset(
    trx,
    office,
    { kind: 'factors-reset', account, kept: withoutConfirmation(account.roles) },
    by,
  )
}

/**
 * For a password that was forgotten: another one, told once, and every session ends. The second factor stays and is asked as
 * before (ASVS 5.0, 6.4.3); an account that has none is opened by the password alone, so what two persons give waits for them
 * anew. @throws Refusal `own-account`, `not-found`.
 */
export async function resetPassword(
  { db, ...office }: RightsOffice & { readonly db: Database },
  id: number,
  by: Actor,
): Promise<{ readonly password: string }> {
  const password = randomPassword()
  const passwordHash = await hashPassword(password)
  await inTransaction(db, async (trx) => {
    const account = await another(trx, id, by)
    await changePassword(trx, id, passwordHash, office.clock.now())
    const kept = hasFactor(await factorsOf(trx, id)) ? account.roles : withoutConfirmation(account.roles)
    await tellReset(trx, office, { kind: 'password-reset', account, kept }, by)
  })
  return { password }
}

type Reset = {
  readonly kind: 'factors-reset' | 'password-reset'
  readonly account: Staff
  /** Roles that count on; the others are proposed anew. */
  readonly kept: readonly Role[]
}

async function tellReset(
  trx: Transaction,
  office: RightsOffice,
  { kind, account: { id, roles }, kept }: Reset,
  by: Actor,
): Promise<void> {
  await office.tell(trx, { kind, facts: { account: id, before: [...roles], after: [...kept] } }, by)
  if (kept.length === roles.length) return
  await changeRoles(trx, id, kept)
  await giveRoles(trx, office, { staffId: id, roles }, makerOf(by))
}

/** Ends every session of another account, whoever holds them (ASVS 5.0, 7.4.5). @throws Refusal `own-account`, `not-found`. */
export async function endSessionsOfAnother(
  trx: Transaction,
  { tell }: Pick<RightsOffice, 'tell'>,
  id: number,
  by: Actor,
): Promise<void> {
  await another(trx, id, by)
  await endSessionsOf(trx, id)
  await tell(trx, { kind: 'sessions-ended', facts: { account: id } }, by)
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
