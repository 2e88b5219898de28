/** Whether somebody may do something, from `roles.ts` alone. Pure; asks no database and knows no state of a claim. */
import type { Actor } from '../base/actor.ts'
import { refuse, type Refusal } from '../base/refusal.ts'
import {
  dangerous,
  exclusive,
  machineMoves,
  type Party,
  type Permission,
  permissions,
  type Role,
  roles,
} from './roles.ts'

/** True when the table has a row for it. */
export const isMove = (move: string): move is Permission => Object.hasOwn(permissions, move)

/** True for a move that needs no signing in. */
export const isOpen = (move: string): boolean => mayDo({ kind: 'visitor' }, move)

/** True for a role of this version. */
export const isRole = (role: string): role is Role => roles.some((known) => known === role)

/** True when the table gives the actor the move, whatever it is made on. */
export function mayDo(actor: Actor, move: string): boolean {
  const allowed: readonly Party[] = isMove(move) ? permissions[move] : []
  if (actor.kind === 'machine' && !actor.moves.includes(move)) return allowed.includes('visitor')
  return partiesOf(actor).some((party) => allowed.includes(party))
}

/**
 * Lets a request pass or refuses it, before anything was read. A participant may act on the claim of the address
 * only: another's is answered like one that does not exist, so that references cannot be tried out.
 * @throws Refusal `unauthenticated` for a visitor, for a link without its code, for staff who owe a proof; `not-found` for
 * another's claim, else `forbidden`.
 */
export function authorise(actor: Actor, move: string, params: Readonly<Record<string, string>>): void {
  if (isOpen(move)) return
  if (actor.kind === 'visitor') throw refuse('unauthenticated', 'sign-in-required')
  if (!mayDo(actor, move)) throw refusalOf(actor)
  if (isStaleFor(actor, move)) throw refuse('unauthenticated', 'prove-again')
  const isBound = actor.kind === 'participant' || actor.kind === 'link-holder'
  if (isBound && params['reference'] !== actor.reference) throw refuse('not-found', 'not-found')
}

/** True when the move wants a proof that its maker is still there, and the last one is too old. */
export const isStaleFor = (actor: Actor, move: string): boolean =>
  actor.kind === 'staff' && actor.lacks === 'fresh-proof' && dangerous.some((one) => one === move)

function refusalOf(actor: Actor): Refusal {
  if (actor.kind === 'link-holder') return refuse('unauthenticated', 'code-required')
  const lacks = actor.kind === 'staff' ? actor.lacks : undefined
  if (lacks === 'second-step') return refuse('unauthenticated', 'second-step-needed')
  if (lacks === 'own-password') return refuse('forbidden', 'choose-password-first')
  return refuse('forbidden', lacks === 'enrolment' ? 'enrol-first' : 'not-permitted')
}

/** What somebody may give a key: what machines may do at all, and they themselves. */
export const movesForMachines = (maker: Actor): readonly string[] =>
  machineMoves.filter((move) => mayDo(maker, move))

/** The desks that somebody may open, by the move that is made there. Ids as the pages' navigation names them. */
export const desksOf = (actor: Actor): readonly string[] =>
  Object.entries(moveByDesk).flatMap(([desk, move]) => (mayDo(actor, move) ? [desk] : []))

const moveByDesk: Record<string, Permission> = {
  review: 'list-claims',
  pickups: 'arrange-pickup',
  carriers: 'bring-carrier-events',
  labels: 'label',
  rewards: 'see-rewards',
  receive: 'receive',
  audit: 'see-audits',
  floor: 'see-floor',
  proposals: 'see-payments',
  invoices: 'see-payments',
  payments: 'see-payments',
  figures: 'see-figures',
  programmes: 'see-programmes',
  jobs: 'see-jobs',
  webhooks: 'see-webhooks',
  mails: 'see-mail-samples',
  privacy: 'see-retention',
  accounts: 'see-staff',
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
      return actor.lacks === 'second-step'
        ? ['visitor', 'half-signed-in']
        : ['visitor', 'staff', ...actor.roles.filter(isRole)]
    case 'machine':
      return ['visitor', ...actor.roles.filter(isRole)]
    case 'carrier':
      return ['visitor', 'carrier']
    case 'system':
      return ['visitor', 'system']
  }
}
