/** What happens to a document after it was issued: its owner objects to it, or a credit note takes of it back (A5, N5). */
import { refuse } from '../../base/refusal.ts'
import { billedIn, step, unitAt, withUnits, type Claim } from '../claim.ts'
import { settlementMachine } from '../machines.ts'
import type { Decision, MoveOf } from '../moves.ts'

/**
 * Takes back what is not with a bank. `units` are the positions of those lines of which nothing is left: while they are
 * unpaid they can be proposed again. Of what was paid the money is asked for, which changes nothing that was agreed (O4).
 * @throws Refusal `conflict` / `credit-in-run` for a document that is in a payment run.
 */
export function credit(claim: Claim, move: MoveOf<'credit'>): Decision {
  mustBeIssued(claim, move.invoice)
  const { invoice, credit: number, amountMinor, units } = move
  const billed = claim.units.filter((unit) => unit.invoice === invoice && unit.settlement !== 'credited')
  if (billed.some(({ settlement }) => settlement === 'queued'))
    throw refuse('conflict', 'credit-in-run', { number: invoice })
  const was = billed.every(({ settlement }) => settlement === 'final') ? 'owed' : 'paid'
  const facts = { invoice, credit: number, amountMinor, was, units }
  const whole = units.map((position) => unitAt(claim, position).id)
  const next = withUnits(
    claim,
    ({ id }) => was === 'owed' && whole.includes(id),
    (unit) => ({ ...unit, settlement: step(settlementMachine, unit.settlement, 'credit') }),
  )
  return { next, events: [{ kind: 'credited', facts }] }
}

/** Its own words stay with the objection: the journal holds nothing personal. */
export function object(claim: Claim, move: MoveOf<'object'>): Decision {
  mustBeIssued(claim, move.invoice)
  const { invoice, lines } = move
  const unpaid = claim.units
    .filter(billedIn(invoice))
    .some(({ settlement }) => settlement === 'final' || settlement === 'queued')
  const facts = { invoice, lines, stops: unpaid ? 'payment' : 'nothing' }
  return { next: claim, events: [{ kind: 'objected', facts }] }
}

/** @throws Refusal `conflict` / `not-approved`; `not-found` / `invoice-unknown` for a document of another claim. */
function mustBeIssued({ state, units }: Claim, number: string): void {
  if (!['approved', 'settled', 'closed'].includes(state)) throw refuse('conflict', 'not-approved', { state })
  if (!units.some(({ invoice }) => invoice === number))
    throw refuse('not-found', 'invoice-unknown', { number })
}
