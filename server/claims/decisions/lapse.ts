/** What a deadline that passed does to the claim, as the programme file says it (R21, R22, R92). */
import { Temporal } from 'temporal-polyfill'
import { moved } from '../../base/machine.ts'
import type { Programme } from '../../programmes/programme.ts'
import { isBeforeHandOver, step, withUnits, type Claim, type Unit } from '../claim.ts'
import { claimMachine, custodyMachine, offerMachine } from '../machines.ts'
import type { ClaimEvent, Decision, MoveOf } from '../moves.ts'
import { decided } from './offer.ts'

/** @throws Error when the programme has no such clock: clocks are started from the same file, so that is a bug. */
export function lapse(claim: Claim, move: MoveOf<'lapse'>, programme: Programme): Decision {
  const clock = programme.clocks.find(({ id }) => id === move.clock)
  if (!clock) throw new Error(`${claim.programmeId} has no clock ${move.clock}`)
  const lapsed: ClaimEvent = {
    kind: 'lapsed',
    facts: { clock: clock.id, dueOn: move.dueOn.toString(), breach: clock.breach },
  }
  const isPartial =
    clock.stop === 'handed-over' && claim.units.some(isBeforeHandOver) && !claim.units.every(isBeforeHandOver)
  switch (clock.breach) {
    case 'void':
      if (!moved(claimMachine, claim.state, 'void')) return { next: claim, events: [lapsed] }
      if (isPartial) return leaveBehind(claim, lapsed)
      return {
        next: { ...claim, state: step(claimMachine, claim.state, 'void') },
        events: [lapsed, { kind: 'voided', facts: { clock: clock.id, dueOn: move.dueOn.toString() } }],
      }
    case 'reject':
      // What is incomplete already, or over, stays as it is; so does what is on its way in part: R22 has the last word.
      if (isPartial || !moved(claimMachine, claim.state, 'ask')) return { next: claim, events: [lapsed] }
      return {
        next: { ...claim, state: step(claimMachine, claim.state, 'ask') },
        events: [lapsed, { kind: 'asked', facts: { missing: ['not-shipped-in-time'] } }],
      }
    case 'charge':
    case 'escalate':
      return clock.start === 'found-different'
        ? expireOffers(claim, lapsed, move.dueOn)
        : { next: claim, events: [lapsed] }
  }
}

/**
 * R22, R40: what was handed over in time is ours by then, so that its claim goes on. What stayed behind is worth nothing
 * any more; should it come after all, it is received and recorded.
 */
function leaveBehind(claim: Claim, lapsed: ClaimEvent): Decision {
  const units = claim.units.filter(isBeforeHandOver).map(({ position }) => position)
  const next = withUnits(claim, isBeforeHandOver, (unit) => ({
    ...unit,
    custody: step(custodyMachine, unit.custody, 'miss'),
    offer: step(offerMachine, unit.offer, 'decline'),
  }))
  const { clock, dueOn } = lapsed.facts
  const left: ClaimEvent = { kind: 'left-behind', facts: { clock: clock ?? '', dueOn: dueOn ?? '', units } }
  return decided(next, [lapsed, left])
}

/** A date is near (R22): its participant is told, and nothing changes. */
export function remind(claim: Claim, { clock, pickup, date, daysLeft }: MoveOf<'remind'>): Decision {
  return { next: claim, events: [{ kind: 'reminded', facts: { clock, pickup, date, daysLeft } }] }
}

/**
 * An unanswered offer expires; it is not forfeited, and its owner and the staff are told. One that was made later may be
 * answered until its own day.
 */
function expireOffers(claim: Claim, lapsed: ClaimEvent, dueOn: Temporal.PlainDate): Decision {
  const isOpen = ({ offer, audit, offered }: Unit): boolean =>
    offer === 'proposed' &&
    audit !== 'pending' &&
    Temporal.PlainDate.compare(offered?.answerBy ?? dueOn, dueOn) <= 0
  const open = claim.units.filter(isOpen)
  const next = withUnits(claim, isOpen, (unit) => ({
    ...unit,
    offer: step(offerMachine, unit.offer, 'expire'),
  }))
  const expired = open.map(({ position }): ClaimEvent => ({
    kind: 'offer-expired',
    unit: position,
    facts: {},
  }))
  return { next, events: [lapsed, ...expired] }
}
