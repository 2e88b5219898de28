/** Proposal, acceptance, invoice, payment (R45-R49, R97). Only an approved claim is settled: one that is void never pays. */
import { refuse } from '../../base/refusal.ts'
import { agreed, mustBeApproved, step, withUnits, type Claim, type Unit } from '../claim.ts'
import { claimMachine, settlementMachine, type SettlementState } from '../machines.ts'
import type { ClaimEvent, Decision, MoveOf } from '../moves.ts'

/** Acceptance is per version and bound to its text by hash; an outdated version is a conflict, twice is once. */
export function acceptProposal(claim: Claim, move: MoveOf<'accept-proposal'>): Decision {
  current(claim, move.version)
  if (claim.units.some(agreed)) return { next: claim, events: [] }
  mustBeApproved(claim)
  const facts = { version: move.version, contentHash: move.contentHash }
  return { next: settle(claim, 'proposed', 'accept'), events: [{ kind: 'proposal-accepted', facts }] }
}

/** A refusal stops everything until a person has made a new version; silence is not acceptance. */
export function refuseProposal(claim: Claim, move: MoveOf<'refuse-proposal'>): Decision {
  current(claim, move.version)
  mustBeApproved(claim)
  // The reason in the participant's own words stays with the proposal: the journal holds nothing personal.
  const facts = { version: move.version, lines: move.lines }
  return { next: settle(claim, 'proposed', 'refuse'), events: [{ kind: 'proposal-refused', facts }] }
}

function current(claim: Claim, version: number): void {
  if (claim.proposalVersion === 0) throw refuse('not-found', 'no-proposal', { reference: claim.reference })
  if (version !== claim.proposalVersion)
    throw refuse('conflict', 'outdated-proposal', { current: claim.proposalVersion })
}

export function finalise(claim: Claim, move: MoveOf<'finalise'>): Decision {
  mustBeApproved(claim)
  return {
    next: settle(claim, 'accepted', 'finalise'),
    events: [{ kind: 'finalised', facts: { invoice: move.invoice } }],
  }
}

/** Into a payment run. R97: a unit that is queued or paid cannot be queued again. */
export function queue(claim: Claim, move: MoveOf<'queue'>): Decision {
  mustBeApproved(claim)
  return { next: settle(claim, 'final', 'queue'), events: [{ kind: 'queued', facts: { run: move.run } }] }
}

export function unqueue(claim: Claim, move: MoveOf<'unqueue'>): Decision {
  return {
    next: settle(claim, 'queued', 'unqueue'),
    events: [{ kind: 'unqueued', facts: { run: move.run } }],
  }
}

/** Only what the bank has booked is paid; with the last unit the claim is settled and closed. */
export function pay(claim: Claim, move: MoveOf<'pay'>): Decision {
  const paid = settle(claim, 'queued', 'pay')
  const facts = { run: move.run, paidOn: move.paidOn.toString() }
  const events: ClaimEvent[] = [
    { kind: 'paid', facts },
    { kind: 'settled', facts: {} },
    { kind: 'closed', facts: {} },
  ]
  const state = step(claimMachine, step(claimMachine, claim.state, 'settle'), 'close')
  return { next: { ...paid, state }, events }
}

/** @throws Refusal `conflict` when no unit is in that state: the move came twice or too early. */
function settle(claim: Claim, from: SettlementState, move: string): Claim {
  const isMeant = (unit: Unit): boolean => unit.settlement === from
  if (!claim.units.some(isMeant)) {
    const state = claim.units[0]?.settlement ?? 'none'
    throw refuse('conflict', 'move-not-allowed', { state, move })
  }
  return withUnits(claim, isMeant, (unit) => ({
    ...unit,
    settlement: step(settlementMachine, unit.settlement, move),
  }))
}
