/**
 * The first account of a house in production: `npm run staff -- EMAIL NAME ROLE[,ROLE]`. Its password is random and
 * told only here, and the
 * journal is told of it; further accounts are made by an admin at `/desk/accounts`.
 */
import { Temporal } from 'temporal-polyfill'
import { readSettings } from '../server/config.ts'
import { tellOfHouse } from '../server/claims/journal-store.ts'
import { inTransaction, openDatabase } from '../server/database.ts'
import { conflictIn, isRole } from '../server/staff/access.ts'
import { hashPassword, randomPassword } from '../server/staff/passwords.ts'
import { roles as allRoles } from '../server/staff/roles.ts'
import { createAccount, findAccount } from '../server/staff/store.ts'

const [email, name, list = ''] = process.argv.slice(2)
const wanted = list.split(',').filter(Boolean)
const unknown = wanted.filter((role) => !isRole(role))
if (!email?.includes('@') || !name || wanted.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no role ${unknown.join(', ')}.`)
  console.error(`usage: npm run staff -- EMAIL NAME ROLE[,ROLE]   roles: ${allRoles.join(', ')}`)
  process.exit(2)
}
const roles = wanted.filter(isRole)
const conflict = conflictIn(roles)
if (conflict) {
  console.error(
    `Nobody may be ${conflict.join(' and ')} at once: who tells what is owed does not release it.`,
  )
  process.exit(1)
}

const db = openDatabase(readSettings(process.env).databaseUrl)
try {
  await db.migrate.latest()
  if (await findAccount(db, email)) {
    console.error(`${email} has an account already.`)
    process.exitCode = 1
  } else {
    const password = randomPassword()
    const passwordHash = await hashPassword(password)
    const clock = { now: () => Temporal.Now.instant() }
    await inTransaction(db, async (trx) => {
      const account = await createAccount(
        { db: trx, clock },
        { email, name, roles, passwordHash, isGiven: true },
      )
      const told = { kind: 'account-made', facts: { account, after: [...roles] } } as const
      await tellOfHouse(trx, told, { kind: 'system', part: 'console' }, clock.now())
    })
    console.log(
      `${email} may sign in as ${roles.join(', ')}.\npassword, told only now: ${password}\nIt ends in three days; choose one of your own at /account.`,
    )
  }
} finally {
  await db.destroy()
}
