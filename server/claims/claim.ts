/**
 * A claim and its units, as the rest of the house sees them. Plain data: no rows, no requests, no behaviour
 * beyond telling one state from another.
 */
import type { Temporal } from 'temporal-polyfill'
import { moved, type Machine } from '../base/machine.ts'
import { refuse } from '../base/refusal.ts'
import type { Application } from '../programmes/application.ts'
import type { AuditState, ClaimState, CustodyState, OfferState, SettlementState } from './machines.ts'

export type Claim = {
  readonly id: number
  readonly reference: string
  readonly programmeId: string
  /** Content hash of the edition that the claim was made under; it never changes (R98). */
  readonly programmeVersion: string
  readonly participantId: number
  readonly state: ClaimState
  /** The application as last submitted. */
  readonly application: Application
  readonly submittedAt: Temporal.Instant
  readonly approvedAt?: Temporal.Instant
  /** Counts the self-billing proposals made so far; only the last one can be accepted. */
  readonly proposalVersion: number
  readonly units: readonly Unit[]
}

/** One device or product, with the four facts that stay apart. */
export type Unit = {
  readonly id: number
  /** 1, 2, 3 … in the order of the application. */
  readonly position: number
  readonly custody: CustodyState
  readonly audit: AuditState
  readonly offer: OfferState
  readonly settlement: SettlementState
  /** Number of the last document that was issued for it. */
  readonly invoice?: string
  /** The offer that counts now; earlier ones stay in the table of offers. */
  readonly offered?: Offer
}

/** What is paid for one unit, and why exactly that (R16, R97). */
export type Offer = {
  /** 1 is the quote at approval; a re-quote after the audit is 2. */
  readonly no: number
  readonly amountMinor: number
  readonly category: string
  readonly condition: string
  /** The row of the programme's value table that priced it, and the rule behind it. */
  readonly row: string
  readonly rule: string
  /** Stable codes of why it differs from the one before; texts under `reasons.<code>`. */
  readonly reasons: readonly string[]
  /** The last day to answer; none for an offer that the audit confirmed. */
  readonly answerBy?: Temporal.PlainDate
}

/** The states in which a claim counts against caps and uniqueness (R15, R64). */
export const livingStates = ['submitted', 'incomplete', 'approved', 'settled', 'closed'] as const

/** False once it was rejected, withdrawn or void. */
export const isLiving = ({ state }: Claim): boolean => livingStates.some((living) => living === state)

/** The parts of the application that belong to a unit. @throws Error when rows and application disagree: a bug. */
export function declaredOf(claim: Claim, unit: Unit): Application['units'][number] {
  const declared = claim.application.units[unit.position - 1]
  if (!declared) throw new Error(`unit ${unit.position} of ${claim.reference} is not in its application`)
  return declared
}

/** @throws Refusal `not-found` when the claim has no such unit. */
export function unitAt(claim: Claim, position: number): Unit {
  const unit = claim.units.find((one) => one.position === position)
  if (!unit) throw refuse('not-found', 'unit-unknown', { reference: claim.reference, position })
  return unit
}

/** @throws Refusal `conflict` / `not-approved`. */
export function mustBeApproved({ state }: Claim): void {
  if (state !== 'approved') throw refuse('conflict', 'not-approved', { state })
}

/** R48: its owner has accepted the proposal for it, so that what is owed for it stands. */
export const agreed = ({ settlement }: Unit): boolean =>
  !['none', 'proposed', 'refused', 'credited'].includes(settlement)

/** What is done to a debt is done to the units of its document, where their document is known. */
export const billedIn =
  (invoice: string) =>
  (unit: Unit): boolean =>
    unit.invoice === undefined || unit.invoice === invoice

/** Not in a carrier's hands yet: what has arrived was handed over, at the latest then (R40). */
export const isBeforeHandOver = ({ custody }: Pick<Unit, 'custody'>): boolean =>
  custody === 'labelled' || custody === 'with-participant' || custody === 'refused-hazard'

/** Whether an auditor has to look at the unit: for the first time, or again because its offer is disputed (R42). */
export const awaitsAudit = ({ custody, audit, offer }: Unit): boolean =>
  isOnShelf(custody) && (audit === 'pending' || offer === 'disputed')

/** Within an auditor's reach: on the shelf, or on the one for hazards. */
export const isOnShelf = (custody: CustodyState): boolean => custody === 'at-centre' || custody === 'isolated'

/** The claim with the units for which `touches` holds replaced by what `change` makes of them. */
export const withUnits = (
  claim: Claim,
  touches: (unit: Unit) => boolean,
  change: (unit: Unit) => Unit,
): Claim => ({
  ...claim,
  units: claim.units.map((unit) => (touches(unit) ? change(unit) : unit)),
})

/**
 * The state that a move leads to. @throws Refusal `conflict` / `move-not-allowed` naming state and move,
 * so that no pair is ever ignored in silence.
 */
export function step<State extends string>(
  table: Machine<State>,
  state: State,
  move: string,
  path = '',
): State {
  const next = moved(table, state, move)
  if (next === undefined) throw refuse('conflict', 'move-not-allowed', { state, move }, path)
  return next
}
