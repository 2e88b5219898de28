/** Everybody who may ask for something, and what the table of roles gives each: for the matrices of operations and pages. */
import type { Actor } from '../../server/base/actor.ts'
import { isMove } from '../../server/staff/access.ts'
import { type Party, permissions, roles } from '../../server/staff/roles.ts'

/** A claim of the participant, one of somebody else, and none. */
export const own = 'TI-7K3M-92QF'
export const foreign = 'TI-2B4C-66D8'
export const missing = 'TI-9Z9Z-9Z9Z'

export type Somebody = { readonly who: string; readonly actor: Actor; readonly parties: readonly string[] }

/** Whoever can stand before a page; a program cannot. */
export const people: readonly Somebody[] = [
  { who: 'a visitor', actor: { kind: 'visitor' }, parties: [] },
  { who: 'a link’s holder', actor: { kind: 'link-holder', reference: own }, parties: ['link-holder'] },
  { who: 'a participant', actor: { kind: 'participant', reference: own }, parties: ['participant'] },
  {
    who: 'half signed in',
    actor: { kind: 'staff', id: 7, roles: [], lacks: 'second-step' },
    parties: ['half-signed-in'],
  },
  ...roles.map((role): Somebody => ({
    who: role,
    actor: { kind: 'staff', id: 7, roles: [role] },
    parties: [role, 'staff'],
  })),
]

/** Read from the table itself, not from the code that judges by it. */
export const allowed = (move: string, parties: readonly string[]): boolean => {
  const given: readonly Party[] = isMove(move) ? permissions[move] : []
  return given.some((party) => party === 'visitor' || parties.includes(party))
}
