/** Proposal, acceptance, invoice (R48, R49, R97). Only an approved claim is settled: one that is void never pays. */
import { refuse } from '../../base/refusal.ts'
import { agreed, mustBeApproved, step, withUnits, type Claim, type Unit } from '../claim.ts'
import { settlementMachine, type SettlementState } from '../machines.ts'
import type { Decision, MoveOf } from '../moves.ts'

/** Acceptance is per version and bound to its text by hash; an outdated version is a conflict, twice is once. */
export function acceptProposal(claim: Claim, move: MoveOf<'accept-proposal'>): Decision {
  current(claim, move.version)
  const isOpen = claim.units.some(({ settlement }) => settlement === 'proposed')
  if (!isOpen && claim.units.some(agreed)) return { next: claim, events: [] }
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

/** The final document has its number (R48). */
export function finalise(claim: Claim, move: MoveOf<'finalise'>): Decision {
  mustBeApproved(claim)
  const { invoice } = move
  const accepted = claim.units.filter(({ settlement }) => settlement === 'accepted').map(({ id }) => id)
  const settled = settle(claim, 'accepted', 'finalise')
  return {
    next: withUnits(
      settled,
      ({ id }) => accepted.includes(id),
      (unit) => ({ ...unit, invoice }),
    ),
    events: [{ kind: 'finalised', facts: { invoice } }],
  }
}

/** @throws Refusal `conflict` when no unit `of` those is in that state: the move came twice or too early. */
export function settle(
  claim: Claim,
  from: SettlementState,
  move: string,
  of: (unit: Unit) => boolean = () => true,
): Claim {
  const isMeant = (unit: Unit): boolean => unit.settlement === from && of(unit)
  if (!claim.units.some(isMeant)) {
    const state = (claim.units.find(of) ?? claim.units[0])?.settlement ?? 'none'
    throw refuse('conflict', 'move-not-allowed', { state, move })
  }
  return withUnits(claim, isMeant, (unit) => ({
    ...unit,
    settlement: step(settlementMachine, unit.settlement, move),
  }))
}
