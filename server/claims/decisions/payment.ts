/** Into a run, paid, and back: what banks do to what was agreed (R45, R56, R97, B2, B3). */
import { refuse } from '../../base/refusal.ts'
import { mustBeApproved, step, type Claim } from '../claim.ts'
import { claimMachine } from '../machines.ts'
import type { ClaimEvent, Decision, MoveOf } from '../moves.ts'
import { settle } from './settlement.ts'

/** Into a payment run. R97: a unit that is queued or paid cannot be queued again. */
export function queue(claim: Claim, move: MoveOf<'queue'>): Decision {
  mustBeApproved(claim)
  return { next: settle(claim, 'final', 'queue'), events: [{ kind: 'queued', facts: { run: move.run } }] }
}

/** Out of a run that was given up: the unit can be queued again. */
export function unqueue(claim: Claim, move: MoveOf<'unqueue'>): Decision {
  return {
    next: settle(claim, 'queued', 'unqueue'),
    events: [{ kind: 'unqueued', facts: { run: move.run } }],
  }
}

/** Only what the bank has booked is paid; with the last unit the claim is settled and closed. */
export function pay(claim: Claim, move: MoveOf<'pay'>): Decision {
  const paid = settle(claim, 'queued', 'pay')
  const { run, payable, amountMinor } = move
  const facts = { run, payable, amountMinor, paidOn: move.paidOn.toString() }
  const events: ClaimEvent[] = [
    { kind: 'paid', facts },
    { kind: 'settled', facts: {} },
    { kind: 'closed', facts: {} },
  ]
  const state = step(claimMachine, step(claimMachine, claim.state, 'settle'), 'close')
  return { next: { ...paid, state }, events }
}

/** The money did not arrive: it is owed as before. `was` says whether the journal had called it paid. */
export function bounce(claim: Claim, move: MoveOf<'return'>): Decision {
  const { run, payable, amountMinor, code, side } = move
  const was = claim.units.some(({ settlement }) => settlement === 'paid') ? 'paid' : 'queued'
  const state = was === 'paid' ? step(claimMachine, claim.state, 'reopen') : claim.state
  return {
    next: { ...settle(claim, was, 'return'), state },
    events: [{ kind: 'returned', facts: { run, payable, amountMinor, code, side, was } }],
  }
}

/** Details that come late, or anew after a return (R56). The journal names the version, never the number. */
export function giveAccount(claim: Claim, move: MoveOf<'give-account'>): Decision {
  const open = ['submitted', 'incomplete', 'approved']
  if (!open.includes(claim.state)) throw refuse('conflict', 'account-not-needed', { state: claim.state })
  return { next: claim, events: [{ kind: 'account-given', facts: { version: move.version } }] }
}
