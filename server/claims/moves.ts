/** Everything that can happen to a claim after it was submitted, and everything that the journal then says. */
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../base/actor.ts'
import type { JsonObject } from '../base/canonical.ts'
import type { Application } from '../programmes/application.ts'
import type { FaultSide } from '../programmes/fees.ts'
import type { Claim } from './claim.ts'
import type { Verdict } from './machines.ts'

/** Positions of the units that a move is about. */
type Units = { readonly units: readonly number[] }

/** What a carrier said of a parcel on its way, and when it was so; none of it is a receipt. */
type Trace = { readonly sscc: string; readonly at: Temporal.Instant } & Units

/** What moved, so that the journal alone tells what was paid (R97): number of the document, minor units. */
type Money = { readonly payable: string; readonly amountMinor: number }

/** A case of money that is owed to us: its number, minor units, and the units that wait for it as a whole (R47). */
type Recovered = { readonly recovery: string; readonly amountMinor: number } & Units

export type Move = { readonly by: Actor } & (
  | { readonly kind: 'approve'; readonly note?: string }
  | { readonly kind: 'ask'; readonly missing: readonly string[]; readonly note?: string }
  | {
      readonly kind: 'reject'
      readonly reasons: readonly string[]
      readonly side: FaultSide
      readonly note?: string
    }
  | { readonly kind: 'resubmit'; readonly application: Application }
  | { readonly kind: 'withdraw' }
  // R4, R23: time that staff gave. `reason` is a code of `extensionReasons`.
  | {
      readonly kind: 'extend'
      readonly clock: string
      readonly days: number
      readonly reason: string
      readonly note?: string
    }
  | { readonly kind: 'set-aside'; readonly note?: string }
  | { readonly kind: 'take-up' }
  | ({
      readonly kind: 'label'
      readonly shipment: number
      readonly way: 'drop-off' | 'pick-up'
      /** Parcel numbers that are void from now on; none for a first label. */
      readonly replaces?: readonly string[]
      readonly reason?: string
    } & Units)
  | {
      readonly kind: 'arrange-pickup'
      readonly pickup: number
      /** The agreed day, an ISO date, and its window of local times. */
      readonly date: string
      readonly from: string
      readonly to: string
      readonly because: string
      readonly zone?: string
      /** The day that had been agreed before. */
      readonly instead?: string
    }
  | { readonly kind: 'cancel-pickup'; readonly pickup: number; readonly date: string }
  | ({
      readonly kind: 'attempt-pickup'
      readonly pickup: number
      readonly attempt: number
      /** 1 is the first visit of this pick-up. */
      readonly visit: number
      readonly date: string
      readonly outcome: string
      readonly fault: string
      /** What the carrier asks for the visit, in minor units. */
      readonly costMinor?: number
      readonly note?: string
    } & Units)
  | ({
      readonly kind: 'hand-over'
      readonly at: Temporal.Instant
      /** The visit at which it happened, where one was recorded. */
      readonly attempt?: number
    } & Units)
  | ({ readonly kind: 'scan' } & Trace)
  | ({ readonly kind: 'lose' } & Trace)
  | ({ readonly kind: 'damage' } & Trace)
  | ({
      readonly kind: 'receive'
      readonly sscc: string
      readonly weightGrams?: number
      readonly condition: string
    } & Units)
  /** `handedOver`: the carrier had it on record, not only because it arrived. */
  | ({ readonly kind: 'undo-receipt'; readonly sscc: string; readonly handedOver: boolean } & Units)
  | {
      readonly kind: 'inspect'
      readonly unit: number
      readonly audit: number
      readonly verdict: Verdict
      readonly category: string
      readonly condition: string
      readonly reasons: readonly string[]
      /** R43: other eyes have to look before anything is decided. */
      readonly held?: string
      /** Whether chance asked for them: the seed is kept, so that the draw can be made again. */
      readonly draw?: { readonly seed: string; readonly ticket: number; readonly percent: number }
    }
  | {
      readonly kind: 'answer'
      readonly unit: number
      readonly offerNo: number
      readonly answer: 'accept' | 'decline' | 'dispute'
    }
  | { readonly kind: 'accept-proposal'; readonly version: number; readonly contentHash: string }
  | { readonly kind: 'refuse-proposal'; readonly version: number; readonly lines: readonly number[] }
  | { readonly kind: 'propose-again' }
  | { readonly kind: 'finalise'; readonly invoice: string }
  | ({
      readonly kind: 'credit'
      /** Numbers of the document that is corrected, and of the credit note. */
      readonly invoice: string
      readonly credit: string
      readonly amountMinor: number
    } & Units)
  | { readonly kind: 'object'; readonly invoice: string; readonly lines: readonly number[] }
  | { readonly kind: 'queue'; readonly run: number; readonly payable: string }
  | { readonly kind: 'unqueue'; readonly run: number; readonly payable: string }
  | ({ readonly kind: 'pay'; readonly run: number; readonly paidOn: Temporal.PlainDate } & Money)
  | ({ readonly kind: 'return'; readonly run: number; readonly code: string; readonly side: string } & Money)
  | ({ readonly kind: 'recover'; readonly cause: 'credited' | 'overpaid' | 'charge' } & Recovered)
  | ({ readonly kind: 'repay'; readonly source: string; readonly leftMinor: number } & Recovered)
  | ({ readonly kind: 'write-off' } & Recovered)
  | ({ readonly kind: 'set-off'; readonly recovery: string } & Money)
  | { readonly kind: 'release-goods'; readonly unit: number }
  | { readonly kind: 'ship-goods'; readonly unit: number; readonly parcel: string }
  | { readonly kind: 'give-account'; readonly version: number }
  | {
      readonly kind: 'remind'
      /** The deadline or the pick-up that is near. */
      readonly clock?: string
      readonly pickup?: number
      readonly date: string
      /** Calendar days from today. */
      readonly daysLeft: number
    }
  | { readonly kind: 'lapse'; readonly clock: string; readonly dueOn: Temporal.PlainDate }
)

export type MoveKind = Move['kind']
export type MoveOf<Kind extends MoveKind> = Extract<Move, { kind: Kind }>

/** What happened, in the words of the journal. `server/consequences.ts` says what follows from each. */
export type EventKind =
  | 'submitted'
  | 'vouched'
  | 'approved'
  | 'asked'
  | 'rejected'
  | 'resubmitted'
  | 'withdrawn'
  | 'labelled'
  | 'pickup-arranged'
  | 'pickup-cancelled'
  | 'pickup-attempted'
  | 'handed-over'
  | 'scanned'
  | 'lost'
  | 'damaged'
  | 'received'
  | 'looked-at'
  | 'found-after-end'
  | 'receipt-undone'
  | 'found-match'
  | 'found-different'
  | 'offer-accepted'
  | 'offer-declined'
  | 'offer-disputed'
  | 'offer-expired'
  | 'all-decided'
  | 'proposal-accepted'
  | 'proposal-refused'
  | 'finalised'
  | 'credited'
  | 'objected'
  | 'promised'
  | 'goods-ordered'
  | 'goods-released'
  | 'goods-shipped'
  | 'charged'
  | 'overpayment-notified'
  | 'repayment'
  | 'repaid'
  | 'written-off'
  | 'set-off'
  // Acts on money that move no claim; those on a whole run or a movement of the bank are of no claim.
  | 'run-approved'
  | 'run-exported'
  | 'payment-held'
  | 'payment-let-go'
  | 'waiver-proposed'
  | 'waived'
  | 'write-off-proposed'
  | 'set-off-agreed'
  | 'account-confirmed'
  | 'match-proposed'
  | 'match-confirmed'
  | 'queued'
  | 'unqueued'
  | 'paid'
  | 'returned'
  | 'account-given'
  | 'account-shown'
  | 'exported'
  | 'erased'
  | 'data-expired'
  | 'data-held'
  | 'data-released'
  | 'consent-withdrawn'
  // Of no claim: an edition that new applications follow from then on.
  | 'edition-loaded'
  | 'settled'
  | 'closed'
  | 'reminded'
  | 'extended'
  | 'set-aside'
  | 'taken-up'
  | 'lapsed'
  | 'voided'
  | 'left-behind'

export type ClaimEvent = {
  readonly kind: EventKind
  readonly unit?: number
  readonly facts: JsonObject
  /** A person's own words. Kept beside the journal and not in it: they may hold anything, and can be erased. */
  readonly note?: string
}

/** What `decide` answers: the claim as it then is, and what the journal says. No events: nothing changed. */
export type Decision = { readonly next: Claim; readonly events: readonly ClaimEvent[] }
