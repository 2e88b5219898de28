/**
 * What a claim waits for, so that its clocks may pause meanwhile (R45, R92). A wait counts as the participant's only
 * while nothing waits for us as well. Pure: rows are `wait-store.ts`'s business, which clock pauses is the programme's.
 */
import { awaitsAudit, isLiving, type Claim } from './claim.ts'
import { factIn, type JournalEntry } from './journal.ts'
import type { waits } from '../programmes/schema/limits.ts'

export type Wait = (typeof waits)[number]

export type Waiting = {
  readonly claim: Claim
  /** What just happened. */
  readonly entry: Pick<JournalEntry, 'kind' | 'facts'>
  /** What was waited for before it. */
  readonly before: readonly Wait[]
  /** R56: no account is known to pay to. */
  readonly lacksAccount: boolean
}

/** Everything that is waited for now; nothing once the claim is over. */
export function waitsNow(waiting: Waiting): Wait[] {
  const { claim } = waiting
  if (!isLiving(claim) || claim.state === 'closed') return []
  const lasting: readonly (readonly [Wait, boolean])[] = [
    ['missing-documents', claim.state === 'incomplete'],
    ['participant-answer', awaitsAnswer(claim)],
    ['bank-details', awaitsAccount(waiting)],
    ['customer-service', isSetAside(waiting)],
  ]
  return lasting.flatMap(([wait, lasts]) => (lasts ? [wait] : []))
}

/** R43, R48: an offer after the audit or a proposal lies with the participant, and no device lies with us. */
const awaitsAnswer = ({ state, units }: Claim): boolean =>
  state === 'approved' &&
  !units.some((unit) => awaitsAudit(unit) || unit.settlement === 'refused') &&
  units.some(
    ({ audit, offer, settlement }) =>
      settlement === 'proposed' || (audit !== 'pending' && (offer === 'proposed' || offer === 'expired')),
  )

/** R56: from the approval on an account is needed; one that the bank refused has to be replaced or confirmed (B3). */
function awaitsAccount({ entry, before, lacksAccount }: Waiting): boolean {
  switch (entry.kind) {
    case 'approved':
      return lacksAccount
    case 'returned':
      return factIn(entry, 'side') === 'account'
    // A confirmed account is told by the run that pays to it.
    case 'account-given':
    case 'queued':
      return false
    default:
      return before.includes('bank-details')
  }
}

/** R4, R38: customer service says itself when it takes a claim over and when it is done. */
const isSetAside = ({ entry, before }: Waiting): boolean =>
  entry.kind === 'set-aside' || (before.includes('customer-service') && entry.kind !== 'taken-up')
