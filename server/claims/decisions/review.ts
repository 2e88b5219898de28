/** What a reviewer decides about an application, and what its participant may do until then (R25, R30, R31). */
import type { Temporal } from 'temporal-polyfill'
import { actorText } from '../../base/actor.ts'
import { canonicalJson } from '../../base/canonical.ts'
import { refuse } from '../../base/refusal.ts'
import type { Application } from '../../programmes/application.ts'
import type { Programme } from '../../programmes/programme.ts'
import { priceOfUnit, type Price } from '../../programmes/values.ts'
import { agreed, declaredOf, step, unitAt, type Claim, type Offer, type Unit } from '../claim.ts'
import { cutTo, type Allowance, type Worth } from '../cuts.ts'
import { claimMachine, offerMachine } from '../machines.ts'
import type { ClaimEvent, Decision, MoveOf } from '../moves.ts'
import { paysOnApproval, promise } from './promise.ts'
import type { Standing } from '../standing-store.ts'

type ApprovalFacts = {
  readonly now: Temporal.Instant
  readonly allowances?: readonly Allowance[]
  readonly standing?: Standing
}

/** Approval quotes every unit as declared, cut to what its caps leave: that is offer no. 1 (R16, R61). */
export function approve(
  claim: Claim,
  move: MoveOf<'approve'>,
  programme: Programme,
  facts: ApprovalFacts,
): Decision {
  const state = step(claimMachine, claim.state, 'approve')
  const vouch = vouched(claim, move, facts.standing)
  if (vouch) return vouch
  const worth = cutTo(
    facts.allowances ?? [],
    claim.units.map((unit) => ({ position: unit.position, ...worthOf(claim, unit, programme) })),
  )
  const units = claim.units.map((unit, place) => quoted(claim, unit, programme, worth[place]))
  const next = { ...claim, state, approvedAt: facts.now, units }
  const quotes = units.map(({ position, offered }) => ({
    unit: position,
    ...(offered && { amountMinor: offered.amountMinor, row: offered.row, rule: offered.rule }),
  }))
  const events: ClaimEvent[] = [{ kind: 'approved', facts: { quotes }, ...noteOf(move) }]
  return paysOnApproval(next, programme) ? promise(next, events, programme) : { next, events }
}

/**
 * A claim that a rule speaks against is approved by two people: the first one vouches, another one approves.
 * @throws Refusal `second-reviewer-needed` when it is the same person again.
 */
function vouched(
  claim: Claim,
  move: MoveOf<'approve'>,
  standing: Standing | undefined,
): Decision | undefined {
  if (!standing || standing.codes.length === 0) return undefined
  if (standing.vouchedBy === undefined)
    return {
      next: claim,
      events: [{ kind: 'vouched', facts: { findings: standing.codes }, ...noteOf(move) }],
    }
  if (standing.vouchedBy === actorText(move.by))
    throw refuse('conflict', 'second-reviewer-needed', { reference: claim.reference })
  return undefined
}

/**
 * A unit that was approved before keeps its offer as long as the offer is of what is declared now. What was audited is
 * priced by what was found, whatever is declared.
 */
function quoted(claim: Claim, unit: Unit, programme: Programme, worth: Worth | undefined): Unit {
  if (unit.audit !== 'pending') return unit
  const { category = '', condition = '' } = declaredOf(claim, unit).device ?? {}
  const price = priced(claim, unit.position, programme)
  const { amountMinor, rule } = worth ?? price
  const { row } = price
  const before = unit.offered
  const isSame = before?.row === row && before.category === category && before.condition === condition
  if (isSame && before.amountMinor === amountMinor) return unit
  const free = before ? step(offerMachine, unit.offer, 'supersede') : unit.offer
  const no = (before?.no ?? 0) + 1
  const reasons = amountMinor < price.amountMinor ? ['cut-to-cap'] : []
  const offered: Offer = { no, amountMinor, category, condition, row, rule, reasons }
  return { ...unit, offer: step(offerMachine, free, 'quote'), offered }
}

/** What was audited is worth what was offered for it since. */
const worthOf = (claim: Claim, unit: Unit, programme: Programme): Pick<Price, 'amountMinor' | 'rule'> =>
  unit.audit !== 'pending' && unit.offered ? unit.offered : priced(claim, unit.position, programme)

/** What the table says. @throws Refusal `no-value`: no row, no promise. */
function priced(claim: Claim, position: number, programme: Programme): Price {
  const declared = declaredOf(claim, unitAt(claim, position))
  const price = priceOfUnit(programme, declared, claim.application.participant.address.country)
  const { category = '', condition = '' } = declared.device ?? {}
  if (!price) throw refuse('conflict', 'no-value', { category, condition }, `/units/${position - 1}`)
  return price
}

/** R25: the application goes back with the list of what is missing; nothing of it is lost. */
export function ask(claim: Claim, move: MoveOf<'ask'>): Decision {
  if (move.missing.length === 0) throw refuse('invalid', 'nothing-asked', {}, '/missing')
  mustNotBeAgreed(claim)
  const next = { ...claim, state: step(claimMachine, claim.state, 'ask') }
  return { next, events: [{ kind: 'asked', facts: { missing: move.missing }, ...noteOf(move) }] }
}

/** A no with its reasons and the side at fault (R27, R30, R94). @throws Refusal `reason-missing` without one. */
export function reject(claim: Claim, move: MoveOf<'reject'>): Decision {
  if (move.reasons.length === 0) throw refuse('invalid', 'reason-missing', {}, '/reasons')
  const next = { ...claim, state: step(claimMachine, claim.state, 'reject') }
  const { reasons, side } = move
  return { next, events: [{ kind: 'rejected', facts: { reasons, side }, ...noteOf(move) }] }
}

/** The completed application replaces the one before, which stays in the journal's history by its hash. */
export function resubmit(claim: Claim, move: MoveOf<'resubmit'>): Decision {
  const state = step(claimMachine, claim.state, 'resubmit')
  if (move.application.units.length !== claim.units.length) {
    throw refuse('invalid', 'units-changed', { before: claim.units.length }, '/units')
  }
  for (const unit of claim.units) if (!isWithOwner(unit)) mustBeSameDevice(claim, unit, move.application)
  return {
    next: { ...claim, state, application: move.application },
    events: [{ kind: 'resubmitted', facts: {} }],
  }
}

/** R40: what was handed over is what was declared of it; a changed declaration could otherwise raise its price (R97). */
function mustBeSameDevice(claim: Claim, unit: Unit, { units }: Application): void {
  const before = canonicalJson(declaredOf(claim, unit).device ?? null)
  if (canonicalJson(units[unit.position - 1]?.device ?? null) === before) return
  throw refuse('invalid', 'device-handed-over', { unit: unit.position }, `/units/${unit.position - 1}/device`)
}

/** Once title has passed nothing is returned any more (R40), so neither can the claim be withdrawn. */
export function withdraw(claim: Claim): Decision {
  const state = step(claimMachine, claim.state, 'withdraw')
  const gone = claim.units.find((unit) => !isWithOwner(unit))
  if (gone) throw refuse('conflict', 'title-has-passed', { unit: gone.position })
  mustNotBeAgreed(claim)
  return { next: { ...claim, state }, events: [{ kind: 'withdrawn', facts: {} }] }
}

const isWithOwner = ({ custody }: Unit): boolean =>
  ['with-participant', 'labelled', 'refused-hazard', 'not-applicable'].includes(custody)

/** R48, R97: what both sides have agreed is on its way to the bank; taking the claim back would strand the payment. */
function mustNotBeAgreed(claim: Claim): void {
  const unit = claim.units.find(agreed)
  if (unit) throw refuse('conflict', 'settlement-agreed', { unit: unit.position })
}

const noteOf = ({ note }: { readonly note?: string }): { note?: string } => (note ? { note } : {})
