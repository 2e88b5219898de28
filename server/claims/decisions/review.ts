/** What a reviewer decides about an application, and what its participant may do until then (R25, R30, R31). */
import type { Temporal } from 'temporal-polyfill'
import { refuse } from '../../base/refusal.ts'
import type { Programme } from '../../programmes/programme.ts'
import { priceOfUnit } from '../../programmes/values.ts'
import { declaredOf, step, type Claim, type Offer, type Unit } from '../claim.ts'
import { claimMachine, offerMachine } from '../machines.ts'
import type { Decision, MoveOf } from '../moves.ts'

/** Approval quotes every unit as declared: that is offer no. 1 (R16). */
export function approve(
  claim: Claim,
  move: MoveOf<'approve'>,
  programme: Programme,
  now: Temporal.Instant,
): Decision {
  const state = step(claimMachine, claim.state, 'approve')
  const units = claim.units.map((unit) => quoted(claim, unit, programme))
  const next = { ...claim, state, approvedAt: now, units }
  const quotes = units.map(({ position, offered }) => ({
    unit: position,
    ...(offered && { amountMinor: offered.amountMinor, row: offered.row, rule: offered.rule }),
  }))
  return { next, events: [{ kind: 'approved', facts: { quotes, note: move.note } }] }
}

/** A unit that was approved before and came back from `incomplete` keeps the offer it has. */
function quoted(claim: Claim, unit: Unit, programme: Programme): Unit {
  if (unit.offered) return unit
  const declared = declaredOf(claim, unit)
  const price = priceOfUnit(programme, declared, claim.application.participant.address.country)
  const { category = '', condition = '' } = declared.device ?? {}
  if (!price) throw refuse('conflict', 'no-value', { category, condition }, `/units/${unit.position - 1}`)
  const { amountMinor, row, rule } = price
  const offered: Offer = { no: 1, amountMinor, category, condition, row, rule, reasons: [] }
  return { ...unit, offer: step(offerMachine, unit.offer, 'quote'), offered }
}

/** R25: the application goes back with the list of what is missing; nothing of it is lost. */
export function ask(claim: Claim, move: MoveOf<'ask'>): Decision {
  if (move.missing.length === 0) throw refuse('invalid', 'nothing-asked', {}, '/missing')
  const next = { ...claim, state: step(claimMachine, claim.state, 'ask') }
  return { next, events: [{ kind: 'asked', facts: { missing: move.missing, note: move.note } }] }
}

export function reject(claim: Claim, move: MoveOf<'reject'>): Decision {
  if (move.reasons.length === 0) throw refuse('invalid', 'reason-missing', {}, '/reasons')
  const next = { ...claim, state: step(claimMachine, claim.state, 'reject') }
  return { next, events: [{ kind: 'rejected', facts: { reasons: move.reasons, note: move.note } }] }
}

/** The completed application replaces the one before, which stays in the journal's history by its hash. */
export function resubmit(claim: Claim, move: MoveOf<'resubmit'>): Decision {
  const state = step(claimMachine, claim.state, 'resubmit')
  if (move.application.units.length !== claim.units.length) {
    throw refuse('invalid', 'units-changed', { before: claim.units.length }, '/units')
  }
  return {
    next: { ...claim, state, application: move.application },
    events: [{ kind: 'resubmitted', facts: {} }],
  }
}

/** Once title has passed nothing is returned any more (R40), so neither can the claim be withdrawn. */
export function withdraw(claim: Claim): Decision {
  const state = step(claimMachine, claim.state, 'withdraw')
  const gone = claim.units.find(
    ({ custody }) => !['with-participant', 'labelled', 'not-applicable'].includes(custody),
  )
  if (gone) throw refuse('conflict', 'title-has-passed', { unit: gone.position })
  return { next: { ...claim, state }, events: [{ kind: 'withdrawn', facts: {} }] }
}
