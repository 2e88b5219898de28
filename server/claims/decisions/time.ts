/** More time for a claim, given by staff: days granted to a clock, and waits that customer service has taken over (R4, R23). */
import type { Temporal } from 'temporal-polyfill'
import { refuse } from '../../base/refusal.ts'
import type { Programme } from '../../programmes/programme.ts'
import { isLiving, withUnits, type Claim, type Unit } from '../claim.ts'
import type { Decision, MoveOf } from '../moves.ts'

/** What an extension leads to, reckoned from the rows of the clock that runs. */
export type Reckoned = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }

type TimeFacts = {
  /** Undefined where the clock does not run. */
  readonly extension?: Reckoned
  /** True while customer service has the claim. */
  readonly isSetAside?: boolean
}

/**
 * R23: a recorded act with a reason. The last day to answer an offer moves with its clock.
 * @throws Refusal `clock-unknown`, `clock-not-running`.
 */
export function extend(
  claim: Claim,
  move: MoveOf<'extend'>,
  programme: Programme,
  { extension }: TimeFacts,
): Decision {
  const clock = programme.clocks.find(({ id }) => id === move.clock)
  if (!clock) throw refuse('not-found', 'clock-unknown', { clock: move.clock })
  if (!extension) throw refuse('conflict', 'clock-not-running', { clock: clock.id }, '/clock')
  const isOpen = ({ offer, audit }: Unit): boolean =>
    clock.start === 'found-different' && offer === 'proposed' && audit !== 'pending'
  const next = withUnits(claim, isOpen, (unit) =>
    unit.offered ? { ...unit, offered: { ...unit.offered, answerBy: extension.to } } : unit,
  )
  const { days, reason, note } = move
  const facts = {
    clock: clock.id,
    days,
    reason,
    from: extension.from.toString(),
    dueOn: extension.to.toString(),
  }
  return { next, events: [{ kind: 'extended', facts, ...(note && { note }) }] }
}

/**
 * R4, R38: customer service settles something with the participant; clocks that allow it wait meanwhile.
 * @throws Refusal `nothing-to-pause` where no clock of the programme does.
 */
export function setAside(
  claim: Claim,
  { note }: MoveOf<'set-aside'>,
  { clocks }: Programme,
  { isSetAside = false }: TimeFacts,
): Decision {
  if (!isLiving(claim) || !clocks.some(({ pausedBy }) => pausedBy.includes('customer-service')))
    throw refuse('conflict', 'nothing-to-pause', { reference: claim.reference })
  if (isSetAside) return { next: claim, events: [] }
  return { next: claim, events: [{ kind: 'set-aside', facts: {}, ...(note && { note }) }] }
}

/** Customer service is done: the clocks go on. */
export const takeUp = (claim: Claim, { isSetAside = false }: TimeFacts): Decision => ({
  next: claim,
  events: isSetAside ? [{ kind: 'taken-up', facts: {} }] : [],
})
