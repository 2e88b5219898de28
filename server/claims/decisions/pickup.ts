/** What is agreed with the carrier and what came of it (R34, R38, R39). Moves no unit but one that is refused as a hazard. */
import { mustBeApproved, type Claim } from '../claim.ts'
import type { Decision, MoveOf } from '../moves.ts'
import { carry } from './custody.ts'

/** A day is agreed, for the first time or instead of another. */
export function arrangePickup(claim: Claim, move: MoveOf<'arrange-pickup'>): Decision {
  mustBeApproved(claim)
  const { pickup, date, from, to, because, zone, instead } = move
  return {
    next: claim,
    events: [{ kind: 'pickup-arranged', facts: { pickup, date, from, to, because, zone, instead } }],
  }
}

/** Whatever the claim's state: one that is void or withdrawn needs no carrier any more (R22). */
export function cancelPickup(claim: Claim, { pickup, date }: MoveOf<'cancel-pickup'>): Decision {
  return { next: claim, events: [{ kind: 'pickup-cancelled', facts: { pickup, date } }] }
}

/** R94: a visit with the side at fault. What a driver refuses as a hazard stays where it is and needs a new label. */
export function attemptPickup(claim: Claim, move: MoveOf<'attempt-pickup'>): Decision {
  const { pickup, attempt, visit, date, outcome, fault, units, costMinor, note } = move
  const next = outcome === 'refused-hazard' ? carry(claim, units, 'refuse-hazard') : claim
  const facts = { pickup, attempt, visit, date, outcome, fault, costMinor }
  return { next, events: [{ kind: 'pickup-attempted', facts, ...(note && { note }) }] }
}
