/** How each open account stands, for those who look after accounts: rights, what waits, second factor, last use. No secret. */
import type { Database } from '../database.ts'
import { type Proposal, roleProposals } from './rights-store.ts'
import { listStaff, type Staff } from './store.ts'

export type Standing = Staff & {
  /** What waits for a second person. */
  readonly proposal: Proposal | undefined
  /** True with an app in use or a passkey. */
  readonly secondFactor: boolean
  /** When a session of it was last opened; undefined before the first. */
  readonly signedInAt: string | undefined
}

/** All open accounts by name. */
export async function standings(db: Database): Promise<Standing[]> {
  const proposals = await roleProposals(db)
  const apps: { staff_id: number }[] = await db('staff_totp').whereNotNull('confirmed_at').select('staff_id')
  const passkeys: { staff_id: number }[] = await db('staff_passkeys').distinct('staff_id')
  const used: { id: number; signed_in_at: string }[] = await db('staff')
    .whereNotNull('signed_in_at')
    .select('id', 'signed_in_at')
  const proven = new Set([...apps, ...passkeys].map(({ staff_id }) => staff_id))
  const last = new Map(used.map(({ id, signed_in_at }) => [id, signed_in_at]))
  return (await listStaff(db)).map((staff) => ({
    ...staff,
    proposal: proposals.get(staff.id),
    secondFactor: proven.has(staff.id),
    signedInAt: last.get(staff.id),
  }))
}

/** One of them, or undefined when it is closed or there is none. */
export const standingOf = async (db: Database, id: number): Promise<Standing | undefined> =>
  (await standings(db)).find((one) => one.id === id)
