/** Staff accounts. A change of rights ends every session of the account, in the same transaction. */
import { Temporal } from 'temporal-polyfill'
import { type Clock, instantText } from '../base/calendar.ts'
import { refuse, Refusal } from '../base/refusal.ts'
import { type Database, inTransaction, isDuplicate, type Transaction } from '../database.ts'
import { conflictIn, isRole } from './access.ts'
import type { Role } from './roles.ts'

export type Staff = {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  /** Somebody else gave it its password: it has yet to choose one of its own. */
  readonly owesPassword?: true
}

/** `isGiven`: the password comes from somebody else, and ends after some days (ASVS 5.0, 6.4.1). */
export type NewStaff = Omit<Staff, 'id' | 'owesPassword'> & {
  readonly passwordHash: string
  readonly isGiven?: true
}

type StaffRow = {
  id: number
  email: string
  name: string
  roles: string
  password_hash: string
  password_given_at: string | null
  closed_at: string | null
}

type Office = { readonly db: Database; readonly clock: Clock }

/** One spelling of an e-mail address, so that no two accounts differ by capitals only. */
export const spellEmail = (email: string): string => email.trim().normalize('NFKC').toLowerCase()

/** Gives the new account's id. @throws Refusal `email-taken`, or `roles-conflict` for a pair that nobody may hold. */
export async function createAccount({ db, clock }: Office, account: NewStaff): Promise<number> {
  refuseConflict(account.roles)
  try {
    const [row] = await db('staff')
      .insert({
        email: spellEmail(account.email),
        name: account.name,
        roles: JSON.stringify(account.roles),
        password_hash: account.passwordHash,
        created_at: instantText(clock.now()),
        ...(account.isGiven && { password_given_at: instantText(clock.now()) }),
      })
      .returning<{ id: number }[]>('id')
    if (!row) throw new Error('no id for a new account')
    return row.id
  } catch (error) {
    throw isDuplicate(error) ? refuse('conflict', 'email-taken', {}, '/email') : error
  }
}

/** The open account of an address with its password's hash, or undefined. */
export async function findAccount(
  db: Database,
  email: string,
): Promise<
  | { readonly staff: Staff; readonly passwordHash: string; readonly givenAt: Temporal.Instant | undefined }
  | undefined
> {
  const row: StaffRow | undefined = await db('staff')
    .where({ email: spellEmail(email) })
    .whereNull('closed_at')
    .first()
  if (!row) return undefined
  const givenAt = row.password_given_at === null ? undefined : Temporal.Instant.from(row.password_given_at)
  return { staff: staffFrom(row), passwordHash: row.password_hash, givenAt }
}

/** The open account with that id, or undefined. */
export async function staffById(db: Database, id: number): Promise<Staff | undefined> {
  const row: StaffRow | undefined = await db('staff').where({ id }).whereNull('closed_at').first()
  return row && staffFrom(row)
}

/** All open accounts by name. */
export async function listStaff(db: Database): Promise<Staff[]> {
  const rows: StaffRow[] = await db('staff').whereNull('closed_at').orderBy(['name', 'id'])
  return rows.map(staffFrom)
}

/** Names of accounts, closed ones too, by how the journal names them: `staff:7`. Other actors have none. */
export async function namesOfActors(
  db: Database,
  actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = actors.flatMap((actor) => (actor.startsWith('staff:') ? [Number(actor.slice(6))] : []))
  const rows: Pick<StaffRow, 'id' | 'name'>[] = await db('staff')
    .whereIn('id', [...new Set(ids)])
    .select('id', 'name')
  return new Map(rows.map(({ id, name }) => [`staff:${id}`, name]))
}

/** True when there is any account, open or closed. */
export const hasStaff = async (db: Database): Promise<boolean> =>
  (await db('staff').first('id')) !== undefined

/** Gives the account other roles. @throws Refusal `roles-conflict`, `not-found`. */
export async function changeRoles(db: Database, id: number, roles: readonly Role[]): Promise<void> {
  refuseConflict(roles)
  await changeRights(db, id, { roles: JSON.stringify(roles) })
}

/** Gives the account another password; `givenAt` where somebody else does. @throws Refusal `not-found`. */
export const changePassword = (
  db: Database,
  id: number,
  passwordHash: string,
  givenAt?: Temporal.Instant,
): Promise<void> =>
  changeRights(db, id, {
    password_hash: passwordHash,
    password_given_at: givenAt ? instantText(givenAt) : null,
  })

/** The account stays for the journal's sake, but nobody signs in to it again. */
export const closeAccount = ({ db, clock }: Office, id: number): Promise<void> =>
  changeRights(db, id, { closed_at: instantText(clock.now()) })

const changeRights = (db: Database, id: number, change: Partial<StaffRow>): Promise<void> =>
  inTransaction(db, async (trx: Transaction) => {
    const changed = await trx('staff').where({ id }).update(change)
    if (changed === 0) throw refuse('not-found', 'not-found')
    await trx('staff_sessions').where({ staff_id: id }).del()
  })

/** @throws Refusal `roles-conflict` for a pair that nobody may hold. */
export function refuseConflict(roles: readonly Role[]): void {
  const pair = conflictIn(roles)
  if (!pair) return
  const facts = { one: pair[0], other: pair[1] }
  throw new Refusal('invalid', [{ code: 'roles-conflict', path: '/roles', facts }])
}

/** Roles that this version does not know give nothing. */
const staffFrom = ({ id, email, name, roles, password_given_at: givenAt }: StaffRow): Staff => ({
  id,
  email,
  name,
  roles: (JSON.parse(roles) as string[]).filter(isRole),
  ...(givenAt !== null && { owesPassword: true }),
})
