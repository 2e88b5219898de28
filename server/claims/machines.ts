/**
 * The five state machines, as tables. They do not know each other: receiving a device pays nothing, and paying for it
 * moves nothing. What follows from what is said in `server/consequences.ts`, who may do it in `server/staff/roles.ts`.
 */
import { machine } from '../base/machine.ts'

/** The application as a whole. */
export const claimMachine = machine({
  draft: { submit: 'submitted' },
  submitted: { approve: 'approved', ask: 'incomplete', reject: 'rejected', withdraw: 'withdrawn' },
  incomplete: { resubmit: 'submitted', reject: 'rejected', withdraw: 'withdrawn' },
  // A device that was not shipped in time makes an approved application incomplete again (R21) or void (R22).
  approved: { settle: 'settled', ask: 'incomplete', void: 'void', withdraw: 'withdrawn' },
  // A payment that comes back opens the claim again until it has arrived (B3).
  settled: { close: 'closed', reopen: 'approved' },
  closed: { reopen: 'approved' },
  rejected: {},
  void: {},
  withdrawn: {},
})
export type ClaimState = keyof typeof claimMachine

/** Where a unit is. Says nothing about what was found or paid. */
export const custodyMachine = machine({
  // A cashback or a photo-only trade-in: nothing travels (R58, R59).
  'not-applicable': {},
  'with-participant': { label: 'labelled', receive: 'at-centre', miss: 'short-shipped' },
  labelled: {
    label: 'labelled',
    unlabel: 'with-participant',
    'hand-over': 'handed-over',
    receive: 'at-centre',
    'refuse-hazard': 'refused-hazard',
    // R22: the others of its claim were handed over in time, this one was not.
    miss: 'short-shipped',
  },
  // Title has passed (R40).
  'handed-over': { scan: 'in-transit', receive: 'at-centre', lose: 'lost', damage: 'damaged-in-transit' },
  'in-transit': {
    scan: 'in-transit',
    receive: 'at-centre',
    lose: 'lost',
    damage: 'damaged-in-transit',
    miss: 'short-shipped',
  },
  'at-centre': {
    keep: 'kept',
    'send-back': 'sent-back',
    recycle: 'recycled',
    isolate: 'isolated',
    // A receipt that was a mistake: back to where it was before, as far as anybody knows.
    'undo-receipt': 'handed-over',
    'undo-receipt-unsent': 'labelled',
  },
  // A hazard (R8): no carrier takes it any more, so it is never sent back; what another look clears comes out again.
  isolated: { isolate: 'isolated', clear: 'at-centre', recycle: 'recycled' },
  // The carrier found it again.
  lost: { scan: 'in-transit', damage: 'damaged-in-transit', receive: 'at-centre' },
  'damaged-in-transit': { lose: 'lost', receive: 'at-centre' },
  'short-shipped': { receive: 'at-centre' },
  unidentified: { receive: 'at-centre' },
  'refused-hazard': { label: 'labelled', receive: 'at-centre', miss: 'short-shipped' },
  kept: {},
  'sent-back': {},
  recycled: {},
})
export type CustodyState = keyof typeof custodyMachine

const verdicts = {
  match: 'match',
  'category-differs': 'category-differs',
  'condition-differs': 'condition-differs',
  'wrong-device': 'wrong-device',
  incomplete: 'incomplete',
  'not-working': 'not-working',
  hazard: 'hazard',
} as const

/**
 * What was found. A verdict is the name of the move that leads to it. What was found to differ may be looked at again by
 * another auditor (R42), and then differ otherwise or not at all.
 */
export const auditMachine = machine({
  pending: verdicts,
  match: {},
  'category-differs': verdicts,
  'condition-differs': verdicts,
  'wrong-device': verdicts,
  incomplete: verdicts,
  'not-working': verdicts,
  hazard: verdicts,
})
export type AuditState = keyof typeof auditMachine
export type Verdict = Exclude<AuditState, 'pending'>

/** What we pay for a unit and what its owner said to that. */
export const offerMachine = machine({
  none: { quote: 'proposed' },
  proposed: {
    accept: 'accepted',
    decline: 'declined',
    dispute: 'disputed',
    expire: 'expired',
    supersede: 'superseded',
  },
  superseded: { quote: 'proposed' },
  disputed: { accept: 'accepted', decline: 'declined', supersede: 'superseded' },
  // Never silently forfeited: a late answer still counts.
  expired: { accept: 'accepted', decline: 'declined', supersede: 'superseded' },
  accepted: {},
  declined: {},
})
export type OfferState = keyof typeof offerMachine

/** How a unit was paid for (R45-R49). */
export const settlementMachine = machine({
  // What the approval itself promises needs no proposal: money is owed at once, goods are ordered (R66, R67).
  none: { propose: 'proposed', promise: 'final', order: 'ordered' },
  // Proposed anew while it is open: a newer version takes the place of the older.
  proposed: { propose: 'proposed', accept: 'accepted', refuse: 'refused' },
  refused: { propose: 'proposed' },
  accepted: { finalise: 'final' },
  // A credit note takes a whole line back while it is unpaid; what is sold after all is proposed anew (A5).
  final: { queue: 'queued', credit: 'credited' },
  credited: { propose: 'proposed' },
  // The bank says no, or sends the money back: it is owed as before, and paid by another run (B3).
  queued: { pay: 'paid', unqueue: 'final', return: 'final' },
  paid: { recover: 'recovering', return: 'final' },
  recovering: { repay: 'repaid', 'write-off': 'written-off' },
  ordered: { ship: 'shipped' },
  shipped: {},
  // Only what was credited whole is asked back by unit, so that selling it anew pays nothing twice (R97).
  repaid: { propose: 'proposed' },
  'written-off': {},
})
export type SettlementState = keyof typeof settlementMachine
