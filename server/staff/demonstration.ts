/** Accounts for trying the product out, made once in an empty house. Not for production, and the caller's choice. */
import type { Clock } from '../base/calendar.ts'
import { type Database, inTransaction } from '../database.ts'
import { hashPassword, randomPassword } from './passwords.ts'
import type { Role } from './roles.ts'
import { createAccount, hasStaff } from './store.ts'
import type { Telling } from './telling.ts'

/** Few people, but as many as the separation of duties needs: who makes a payment run cannot release it. */
const people: readonly { name: string; email: string; roles: readonly Role[] }[] = [
  {
    name: 'Dana Desk',
    email: 'desk@backhaul.example',
    roles: ['reviewer', 'dispatcher', 'auditor', 'finance'],
  },
  {
    name: 'Sam Second',
    email: 'second@backhaul.example',
    roles: ['second-auditor', 'inspector', 'reviewer'],
  },
  { name: 'Alex Approver', email: 'approver@backhaul.example', roles: ['approver'] },
  { name: 'Ada Admin', email: 'admin@backhaul.example', roles: ['admin', 'programme-manager'] },
]

export type DemonstrationStaff = {
  /** The account for most of the work. */
  readonly email: string
  /** Random, the same for all of them, told only here. */
  readonly password: string
  readonly accounts: readonly { readonly email: string; readonly roles: readonly Role[] }[]
}

/** Makes the accounts when there is none at all; undefined when somebody works here already. */
export function ensureDemonstrationStaff({
  db,
  clock,
  tell,
}: { readonly db: Database; readonly clock: Clock } & Telling): Promise<DemonstrationStaff | undefined> {
  return inTransaction(db, async (trx) => {
    if (await hasStaff(trx)) return undefined
    const password = randomPassword()
    const passwordHash = await hashPassword(password)
    for (const person of people) {
      const account = await createAccount({ db: trx, clock }, { ...person, passwordHash })
      const by = { kind: 'system', part: 'demonstration' } as const
      await tell(trx, { kind: 'account-made', facts: { account, after: [...person.roles] } }, by)
    }
    return {
      email: people[0]?.email ?? '',
      password,
      accounts: people.map(({ email, roles }) => ({ email, roles })),
    }
  })
}
