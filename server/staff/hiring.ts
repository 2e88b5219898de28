/** A new account with a first password that is told once. Roles that need a second person wait for one. */
import type { Actor } from '../base/actor.ts'
import { type Database, inTransaction } from '../database.ts'
import { hashPassword, randomPassword } from './passwords.ts'
import { giveRoles, type RightsOffice } from './rights-store.ts'
import { withoutConfirmation } from './rights.ts'
import { createAccount, refuseConflict, type NewStaff } from './store.ts'

export type Hiring = Omit<NewStaff, 'passwordHash' | 'isGiven'>

/** `by`: the admin. @throws Refusal `email-taken`, `roles-conflict`. */
export async function hire(
  { db, clock, tell }: RightsOffice & { readonly db: Database },
  wanted: Hiring,
  by: Extract<Actor, { kind: 'staff' }>,
): Promise<{ readonly id: number; readonly password: string }> {
  const password = randomPassword()
  const passwordHash = await hashPassword(password)
  return inTransaction(db, async (trx) => {
    refuseConflict(wanted.roles)
    const account = {
      ...wanted,
      roles: withoutConfirmation(wanted.roles),
      passwordHash,
      isGiven: true,
    } as const
    const id = await createAccount({ db: trx, clock }, account)
    await tell(trx, { kind: 'account-made', facts: { account: id, after: [...account.roles] } }, by)
    await giveRoles(trx, { clock, tell }, { staffId: id, roles: wanted.roles }, by)
    return { id, password }
  })
}
