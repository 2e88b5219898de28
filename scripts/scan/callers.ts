/** Everybody in whose name a house is scanned: how each proves who they are, with sessions that last as long as the scan. */
import type { Actor } from '../../server/base/actor.ts'
import { sha256 } from '../../server/base/canonical.ts'
import type { Context } from '../../server/context.ts'
import { claimCookie } from '../../server/identity.ts'
import { openParticipantSession } from '../../server/claims/access-store.ts'
import { hashPassword, randomPassword } from '../../server/staff/passwords.ts'
import { roles, type Role } from '../../server/staff/roles.ts'
import { openSession } from '../../server/staff/session-store.ts'
import { sessionCookie } from '../../server/staff/sign-in.ts'
import { createAccount } from '../../server/staff/store.ts'

export const callers = ['visitor', 'link-holder', 'participant', 'half-signed-in', ...roles] as const
export type CallerName = (typeof callers)[number]

export const isCaller = (name: string): name is CallerName => callers.some((one) => one === name)

/** As the table of moves knows them. */
export function actorOf(name: CallerName): Actor {
  if (name === 'visitor') return { kind: 'visitor' }
  if (name === 'link-holder' || name === 'participant') return { kind: name, reference: '' }
  if (name === 'half-signed-in') return { kind: 'staff', id: 0, roles: [], lacks: 'second-step' }
  return { kind: 'staff', id: 0, roles: [name] }
}

/** What a request bears; `reference`: the claim that it is about, of which the participant is the owner. */
export type Proof = (reference: string | undefined) => Promise<Readonly<Record<string, string>>>

/**
 * Proofs of one caller. Asked before every request: who ended the session or closed the account by the request before
 * has a new one.
 */
export async function proofOf(context: Context, name: CallerName | 'everything'): Promise<Proof> {
  if (name === 'visitor') return async () => ({})
  if (name === 'link-holder')
    return async (reference) =>
      reference ? { Authorization: `Bearer ${reference}.${context.linkTo(reference).split('/').at(-1)}` } : {}
  if (name === 'participant') return ownerOf(context)
  return staffOf(context, name)
}

function ownerOf(context: Context): Proof {
  const { db, clock } = context
  const tokens = new Map<string, string>()
  return async (reference) => {
    if (!reference || !(await db('claims').where({ reference }).first('id'))) return {}
    const known = tokens.get(reference)
    // By its own token: what renews a session leaves another one under the same name.
    const open =
      known !== undefined &&
      (await db('participant_sessions')
        .where({ claim_reference: reference, token_hash: sha256(known) })
        .first('claim_reference'))
    const token =
      known !== undefined && open
        ? known
        : (await db.transaction((trx) => openParticipantSession(trx, clock, reference))).token
    tokens.set(reference, token)
    return { Authorization: `Bearer claim.${token}`, Cookie: `${claimCookie(context, reference)}=${token}` }
  }
}

/** All roles that one account may hold beside finance. */
const together: readonly Role[] = [
  'reviewer',
  'auditor',
  'second-auditor',
  'dispatcher',
  'finance',
  'inspector',
]

async function staffOf(context: Context, name: Role | 'half-signed-in' | 'everything'): Promise<Proof> {
  const { db } = context
  const passwordHash = await hashPassword(randomPassword())
  let last: { readonly id: number; readonly token: string; readonly stage: string } | undefined
  return async () => {
    const held =
      last &&
      (await db('staff_sessions')
        .where({ token_hash: sha256(last.token), stage: last.stage })
        .first('staff_id')) !== undefined
    const open = last && (await db('staff').where({ id: last.id }).whereNull('closed_at').first('id'))
    if (!last || !held || !open) {
      // The house was gone through before, by others of the same name.
      const email = `scan-${name}-${randomPassword().toLowerCase()}@backhaul.example`
      const asRoles = name === 'half-signed-in' ? [] : name === 'everything' ? together : [name]
      const id = await createAccount(context, { email, name: 'Sasha Scan', roles: asRoles, passwordHash })
      const stage = name === 'half-signed-in' ? 'factor-due' : 'open'
      last = { id, stage, token: (await openSession(context, id, stage)).token }
    }
    return { Cookie: `${sessionCookie(context)}=${last.token}` }
  }
}
