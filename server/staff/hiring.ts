/** A new account with a first password that is told once. Roles that need a second person wait for one. */
import type { Clock } from '../base/calendar.ts'
import { type Database, inTransaction } from '../database.ts'
import { hashPassword, randomPassword } from './passwords.ts'
import { giveRoles } from './rights-store.ts'
import { withoutConfirmation } from './rights.ts'
import { createAccount, refuseConflict, type NewStaff } from './store.ts'

export type Hiring = Omit<NewStaff, 'passwordHash'>

/** `by`: the admin's account. @throws Refusal `email-taken`, `roles-conflict`. */
export async function hire(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  wanted: Hiring,
  by: number,
): Promise<{ readonly id: number; readonly password: string }> {
  const password = randomPassword()
  const passwordHash = await hashPassword(password)
  return inTransaction(db, async (trx) => {
    refuseConflict(wanted.roles)
    const account = { ...wanted, roles: withoutConfirmation(wanted.roles), passwordHash }
    const id = await createAccount({ db: trx, clock }, account)
    await giveRoles(trx, { clock }, { staffId: id, roles: wanted.roles, by })
    return { id, password }
  })
}
