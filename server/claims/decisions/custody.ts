/** Where units are: labelled, handed over, received (R32-R40, R45). */
import { instantText } from '../../base/calendar.ts'
import { refuse } from '../../base/refusal.ts'
import { isBeforeHandOver, mustBeApproved, step, withUnits, type Claim, type Unit } from '../claim.ts'
import { custodyMachine } from '../machines.ts'
import type { ClaimEvent, Decision, MoveOf } from '../moves.ts'

/** R32: only an approved claim gets a label. */
export function label(claim: Claim, move: MoveOf<'label'>): Decision {
  mustBeApproved(claim)
  const next = carry(claim, move.units, 'label')
  const { units, shipment, way, replaces, reason } = move
  return { next, events: [{ kind: 'labelled', facts: { units, shipment, way, replaces, reason } }] }
}

/** R40: title passes at this moment, finally. */
export function handOver(claim: Claim, move: MoveOf<'hand-over'>): Decision {
  const next = carry(claim, move.units, 'hand-over')
  const { units, at, attempt } = move
  return { next, events: [{ kind: 'handed-over', facts: { units, at: instantText(at), attempt } }] }
}

const eventOf = { scan: 'scanned', lose: 'lost', damage: 'damaged' } as const

/** What a carrier says of devices on their way. It pays nothing and starts no clock of payment: only a receipt does. */
export function trace(claim: Claim, move: MoveOf<'scan' | 'lose' | 'damage'>): Decision {
  const { kind, units, sscc, at } = move
  const next = carry(claim, units, kind)
  return { next, events: [{ kind: eventOf[kind], facts: { units, sscc, at: instantText(at) } }] }
}

/**
 * R45: receipt starts the clock of payment. A parcel of a claim that is void, withdrawn or rejected is received and
 * recorded all the same (R22), but it is never paid (R97): no later move gets past the claim's state.
 */
export function receive(claim: Claim, move: MoveOf<'receive'>): Decision {
  const already = claim.units.find((unit) => move.units.includes(unit.position) && isAtCentre(unit))
  if (already)
    throw refuse('conflict', 'already-received', { reference: claim.reference, unit: already.position })
  const next = carry(claim, move.units, 'receive')
  const { units, sscc, condition, weightGrams } = move
  const received: ClaimEvent = { kind: 'received', facts: { units, sscc, condition, weightGrams } }
  // A post office tells nobody what it took.
  const inferred = claim.units.filter((unit) => units.includes(unit.position) && isBeforeHandOver(unit))
  if (inferred.length === 0) return { next, events: [received] }
  const facts = { units: inferred.map(({ position }) => position), inferredFrom: 'receipt' }
  return { next, events: [{ kind: 'handed-over', facts }, received] }
}

/**
 * A receipt that was a scanning mistake. What was audited since stays received: the device was there. A hand-over that
 * was only inferred from the receipt falls with it (R40).
 */
export function undoReceipt(claim: Claim, move: MoveOf<'undo-receipt'>): Decision {
  const { units, sscc, handedOver } = move
  const audited = claim.units.find(({ position, audit }) => units.includes(position) && audit !== 'pending')
  if (audited)
    throw refuse('conflict', 'already-inspected', { reference: claim.reference, unit: audited.position })
  const next = carry(claim, units, handedOver ? 'undo-receipt' : 'undo-receipt-unsent')
  return { next, events: [{ kind: 'receipt-undone', facts: { units, sscc, handedOver } }] }
}

const atCentre = ['at-centre', 'isolated', 'kept', 'sent-back', 'recycled']
const isAtCentre = ({ custody }: Unit): boolean => atCentre.includes(custody)

/** The claim with these units moved by the custody table. @throws Refusal `conflict` / `move-not-allowed` with the unit. */
export const carry = (claim: Claim, positions: readonly number[], move: string): Claim =>
  withUnits(
    claim,
    (unit) => positions.includes(unit.position),
    (unit) => ({ ...unit, custody: step(custodyMachine, unit.custody, move, `/units/${unit.position - 1}`) }),
  )
