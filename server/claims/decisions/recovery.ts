/** Money that was paid and is asked back: the case, what comes of it, and what is given up (R47, O1-O4). */
import { step, withUnits, type Claim } from '../claim.ts'
import { settlementMachine } from '../machines.ts'
import type { ClaimEvent, Decision, MoveOf } from '../moves.ts'

/** A case begins. Units whose lines were taken back as a whole wait for their money; others stay as they are. */
export function recover(claim: Claim, move: MoveOf<'recover'>): Decision {
  const { recovery, cause, amountMinor, units } = move
  const facts = { recovery, cause, amountMinor, units }
  // R47 counts from the notification of what was paid wrongly; a charge has days of its own.
  const kind = cause === 'charge' ? 'charged' : 'overpayment-notified'
  return { next: turned(claim, units, 'paid', 'recover'), events: [{ kind, facts }] }
}

/** Money for a case; with the last of it the case is over. A negative amount goes back to who paid too much. */
export function repay(claim: Claim, move: MoveOf<'repay'>): Decision {
  const { recovery, source, amountMinor, leftMinor, units } = move
  const repayment: ClaimEvent = { kind: 'repayment', facts: { recovery, source, amountMinor, leftMinor } }
  if (leftMinor > 0 || amountMinor < 0) return { next: claim, events: [repayment] }
  const next = turned(claim, units, 'recovering', 'repay')
  return { next, events: [repayment, { kind: 'repaid', facts: { recovery } }] }
}

/** Two people gave it up. */
export function writeOff(claim: Claim, move: MoveOf<'write-off'>): Decision {
  const { recovery, amountMinor, units } = move
  const next = turned(claim, units, 'recovering', 'write-off')
  return { next, events: [{ kind: 'written-off', facts: { recovery, amountMinor } }] }
}

/** O3: as much less is owed for a document; what was agreed for its units stands. */
export function setOff(claim: Claim, move: MoveOf<'set-off'>): Decision {
  const { payable, recovery, amountMinor } = move
  return { next: claim, events: [{ kind: 'set-off', facts: { payable, recovery, amountMinor } }] }
}

const turned = (claim: Claim, units: readonly number[], from: string, move: string): Claim =>
  withUnits(
    claim,
    ({ position, settlement }) => units.includes(position) && settlement === from,
    (unit) => ({ ...unit, settlement: step(settlementMachine, unit.settlement, move) }),
  )
