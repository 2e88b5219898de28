/** Into a run, paid, and back: what banks do to what was agreed (R45, R56, R97, B2, B3). */
import { refuse } from '../../base/refusal.ts'
import { billedIn, mustBeApproved, step, type Claim, type Unit } from '../claim.ts'
import { claimMachine } from '../machines.ts'
import type { ClaimEvent, Decision, MoveOf } from '../moves.ts'
import { settle } from './settlement.ts'

/** Into a payment run. R97: a unit that is queued or paid cannot be queued again. */
export function queue(claim: Claim, move: MoveOf<'queue'>): Decision {
  mustBeApproved(claim)
  const { run, payable } = move
  return {
    next: settle(claim, 'final', 'queue', billedIn(payable)),
    events: [{ kind: 'queued', facts: { run, payable } }],
  }
}

/** Out of a run that was given up: the unit can be queued again. */
export function unqueue(claim: Claim, move: MoveOf<'unqueue'>): Decision {
  const { run, payable } = move
  return {
    next: settle(claim, 'queued', 'unqueue', billedIn(payable)),
    events: [{ kind: 'unqueued', facts: { run, payable } }],
  }
}

/** Only what the bank has booked is paid; with the last debt the claim is settled and closed. */
export function pay(claim: Claim, move: MoveOf<'pay'>): Decision {
  const { run, payable, amountMinor } = move
  const paid = settle(claim, 'queued', 'pay', billedIn(payable))
  const facts = { run, payable, amountMinor, paidOn: move.paidOn.toString() }
  if (paid.units.some(isUnderWay)) return { next: paid, events: [{ kind: 'paid', facts }] }
  const events: ClaimEvent[] = [
    { kind: 'paid', facts },
    { kind: 'settled', facts: {} },
    { kind: 'closed', facts: {} },
  ]
  const state = step(claimMachine, step(claimMachine, claim.state, 'settle'), 'close')
  return { next: { ...paid, state }, events }
}

/** What its owner still waits for an answer or money for, so that the claim stays open. */
const isUnderWay = ({ settlement }: Unit): boolean =>
  ['proposed', 'refused', 'accepted', 'final', 'queued', 'ordered'].includes(settlement)

/** The money did not arrive: it is owed as before. `was` says whether the journal had called it paid. */
export function bounce(claim: Claim, move: MoveOf<'return'>): Decision {
  const { run, payable, amountMinor, code, side } = move
  const billed = claim.units.filter(billedIn(payable))
  const was = billed.some(({ settlement }) => settlement === 'paid') ? 'paid' : 'queued'
  const state =
    was === 'paid' && claim.state !== 'approved' ? step(claimMachine, claim.state, 'reopen') : claim.state
  return {
    next: { ...settle(claim, was, 'return', billedIn(payable)), state },
    events: [{ kind: 'returned', facts: { run, payable, amountMinor, code, side, was } }],
  }
}

/** Details that come late, or anew after a return (R56). The journal names the version, never the number. */
export function giveAccount(claim: Claim, move: MoveOf<'give-account'>): Decision {
  const open = ['submitted', 'incomplete', 'approved']
  if (!open.includes(claim.state)) throw refuse('conflict', 'account-not-needed', { state: claim.state })
  return { next: claim, events: [{ kind: 'account-given', facts: { version: move.version } }] }
}
