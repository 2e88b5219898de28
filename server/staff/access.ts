/** Whether somebody may do something, from `roles.ts` alone. Pure; asks no database and knows no state of a claim. */
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { exclusive, type Party, type Permission, permissions, type Role, roles } from './roles.ts'

/** True when the table has a row for it. */
export const isMove = (move: string): move is Permission => Object.hasOwn(permissions, move)

/** True for a move that needs no signing in. */
export const isOpen = (move: string): boolean => mayDo({ kind: 'visitor' }, move)

/** True for a role of this version. */
export const isRole = (role: string): role is Role => roles.some((known) => known === role)

/** True when the table gives the actor the move, whatever it is made on. */
export function mayDo(actor: Actor, move: string): boolean {
  const allowed: readonly Party[] = isMove(move) ? permissions[move] : []
  return partiesOf(actor).some((party) => allowed.includes(party))
}

/**
 * Lets a request pass or refuses it, before anything was read. A participant may act on the claim of the address
 * only: another's is answered like one that does not exist, so that references cannot be tried out.
 * @throws Refusal `unauthenticated` for a visitor, or for a link without its code, `not-found` for another's claim, else `forbidden`.
 */
export function authorise(actor: Actor, move: string, params: Readonly<Record<string, string>>): void {
  if (isOpen(move)) return
  if (actor.kind === 'visitor') throw refuse('unauthenticated', 'sign-in-required')
  if (!mayDo(actor, move))
    throw actor.kind === 'link-holder'
      ? refuse('unauthenticated', 'code-required')
      : refuse('forbidden', 'not-permitted')
  const isBound = actor.kind === 'participant' || actor.kind === 'link-holder'
  if (isBound && params['reference'] !== actor.reference) throw refuse('not-found', 'not-found')
}

/** The desks that somebody may open, by the move that is made there. Ids as the pages' navigation names them. */
export const desksOf = (actor: Actor): readonly string[] =>
  Object.entries(moveByDesk).flatMap(([desk, move]) => (mayDo(actor, move) ? [desk] : []))

const moveByDesk: Record<string, Permission> = {
  review: 'list-claims',
  pickups: 'arrange-pickup',
  carriers: 'bring-carrier-events',
  labels: 'label',
  receive: 'receive',
  audit: 'see-audits',
  floor: 'see-floor',
  proposals: 'see-payments',
  invoices: 'see-payments',
  payments: 'see-payments',
  jobs: 'see-jobs',
}

/** The first pair of roles that no one person may hold together, or undefined. */
export const conflictIn = (held: readonly Role[]): readonly [Role, Role] | undefined =>
  exclusive.find(([one, other]) => held.includes(one) && held.includes(other))

function partiesOf(actor: Actor): readonly Party[] {
  switch (actor.kind) {
    case 'visitor':
      return ['visitor']
    case 'participant':
      return ['visitor', 'participant']
    case 'link-holder':
      return ['visitor', 'link-holder']
    case 'staff':
      return ['visitor', ...actor.roles.filter(isRole)]
    case 'carrier':
      return ['visitor', 'carrier']
    case 'system':
      return ['visitor', 'system']
  }
}
