/** A claim of some units and one move of every kind: tests change one thing at a time. */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../server/base/actor.ts'
import { Refusal } from '../../server/base/refusal.ts'
import type { Claim, Offer, Unit } from '../../server/claims/claim.ts'
import { decide } from '../../server/claims/decide.ts'
import type { Decision, Move, MoveKind, MoveOf } from '../../server/claims/moves.ts'
import type { Programme } from '../../server/programmes/programme.ts'
import { application, day, programme, units } from '../programmes/samples.ts'

export const under: Programme = programme()
export const now = Temporal.Instant.from('2019-04-01T10:00:00Z')
export const answerBy = day('2019-04-15')
export const reviewer: Actor = { kind: 'staff', id: 7, roles: ['reviewer'] }

/** The quote for the sample's tower, as approval makes it. */
export const quote: Offer = {
  no: 1,
  amountMinor: 150_000,
  category: 'tower',
  condition: 'working-good',
  row: 'tower-good',
  rule: 'R16',
  reasons: [],
}

export const unitOf = (position: number, facts: Partial<Unit> = {}): Unit => ({
  id: 100 + position,
  position,
  custody: 'with-participant',
  audit: 'pending',
  offer: 'none',
  settlement: 'none',
  ...facts,
})

/** A claim with as many units as facts are given. */
export function claimOf(claim: Partial<Claim> = {}, facts: readonly Partial<Unit>[] = [{}]): Claim {
  return {
    id: 1,
    reference: 'TI-7K3M-92QF',
    programmeId: under.id,
    programmeVersion: 'a'.repeat(64),
    participantId: 1,
    state: 'submitted',
    application: application({ units: units(facts.length) }),
    submittedAt: now,
    proposalVersion: 0,
    units: facts.map((one, index) => unitOf(index + 1, one)),
    ...claim,
  }
}

/** Where a unit stands at each stage of a straight journey. */
export const stages = {
  quoted: { custody: 'labelled', offer: 'proposed', offered: quote },
  arrived: { custody: 'at-centre', offer: 'proposed', offered: quote },
  differs: {
    custody: 'at-centre',
    audit: 'condition-differs',
    offer: 'proposed',
    offered: {
      ...quote,
      no: 2,
      amountMinor: 110_000,
      condition: 'working-worn',
      row: 'tower-worn',
      answerBy,
    },
  },
  proposed: { custody: 'kept', audit: 'match', offer: 'accepted', offered: quote, settlement: 'proposed' },
  final: { custody: 'kept', audit: 'match', offer: 'accepted', offered: quote, settlement: 'final' },
  queued: { custody: 'kept', audit: 'match', offer: 'accepted', offered: quote, settlement: 'queued' },
  paid: { custody: 'kept', audit: 'match', offer: 'accepted', offered: quote, settlement: 'paid' },
} as const satisfies Record<string, Partial<Unit>>

const all = [1]
const by = reviewer

const traced = { units: all, sscc: '095212340000000017', at: now }

/** One move of every kind, about unit 1. */
export const moves: { readonly [Kind in MoveKind]: MoveOf<Kind> } = {
  approve: { kind: 'approve', by },
  ask: { kind: 'ask', by, missing: ['proof-of-purchase'] },
  reject: { kind: 'reject', by, reasons: ['not-eligible'], side: 'participant' },
  resubmit: { kind: 'resubmit', by, application: application() },
  withdraw: { kind: 'withdraw', by },
  recover: {
    kind: 'recover',
    by,
    cause: 'credited',
    recovery: 'RC-2019-000001',
    amountMinor: 1000,
    units: all,
  },
  repay: {
    kind: 'repay',
    by,
    recovery: 'RC-2019-000001',
    source: 'booking:1',
    amountMinor: 1000,
    leftMinor: 0,
    units: all,
  },
  'write-off': { kind: 'write-off', by, recovery: 'RC-2019-000001', amountMinor: 1000, units: all },
  'set-off': {
    kind: 'set-off',
    by,
    recovery: 'RC-2019-000001',
    payable: 'SB-2019-000002',
    amountMinor: 1000,
  },
  'release-goods': { kind: 'release-goods', by, unit: 1 },
  'ship-goods': { kind: 'ship-goods', by, unit: 1, parcel: 'GB1234' },
  extend: { kind: 'extend', by, clock: 'ship-by', days: 5, reason: 'carrier-was-late' },
  'set-aside': { kind: 'set-aside', by },
  'take-up': { kind: 'take-up', by },
  label: { kind: 'label', by, shipment: 1, way: 'drop-off', units: all },
  'arrange-pickup': {
    kind: 'arrange-pickup',
    by,
    pickup: 1,
    date: '2019-04-04',
    from: '08:00',
    to: '12:00',
    because: 'chosen',
  },
  'cancel-pickup': { kind: 'cancel-pickup', by, pickup: 1, date: '2019-04-04' },
  'attempt-pickup': {
    kind: 'attempt-pickup',
    by,
    pickup: 1,
    attempt: 1,
    visit: 1,
    date: '2019-04-04',
    outcome: 'not-ready',
    fault: 'participant',
    units: all,
  },
  'hand-over': { kind: 'hand-over', by, at: now, units: all },
  scan: { kind: 'scan', by, ...traced },
  lose: { kind: 'lose', by, ...traced },
  damage: { kind: 'damage', by, ...traced },
  receive: { kind: 'receive', by, units: all, sscc: '095212340000000017', condition: 'sound' },
  'undo-receipt': { kind: 'undo-receipt', by, units: all, sscc: '095212340000000017', handedOver: false },
  inspect: {
    kind: 'inspect',
    by,
    unit: 1,
    audit: 1,
    verdict: 'match',
    category: 'tower',
    condition: 'working-good',
    reasons: [],
  },
  answer: { kind: 'answer', by, unit: 1, offerNo: 2, answer: 'accept' },
  'accept-proposal': { kind: 'accept-proposal', by, version: 1, contentHash: 'b'.repeat(64) },
  'refuse-proposal': { kind: 'refuse-proposal', by, version: 1, lines: [1] },
  'propose-again': { kind: 'propose-again', by },
  finalise: { kind: 'finalise', by, invoice: 'SB-2019-000001' },
  credit: {
    kind: 'credit',
    by,
    invoice: 'SB-2019-000001',
    credit: 'CN-2019-000001',
    amountMinor: 150_000,
    units: all,
  },
  object: { kind: 'object', by, invoice: 'SB-2019-000001', lines: [1] },
  queue: { kind: 'queue', by, run: 1, payable: 'SB-2019-000001' },
  unqueue: { kind: 'unqueue', by, run: 1, payable: 'SB-2019-000001' },
  pay: {
    kind: 'pay',
    by,
    run: 1,
    payable: 'SB-2019-000001',
    amountMinor: 150_000,
    paidOn: day('2019-05-02'),
  },
  return: {
    kind: 'return',
    by,
    run: 1,
    payable: 'SB-2019-000001',
    amountMinor: 150_000,
    code: 'AC04',
    side: 'account',
  },
  'give-account': { kind: 'give-account', by, version: 2 },
  remind: { kind: 'remind', by, clock: 'pickup-by', date: '2019-05-16', daysLeft: 5 },
  lapse: { kind: 'lapse', by, clock: 'pickup-by', dueOn: day('2019-05-16') },
}

/** The move with some of its members changed. */
export const move = <Kind extends MoveKind>(
  kind: Kind,
  changes: Partial<MoveOf<Kind>> = {},
): MoveOf<Kind> => ({
  ...moves[kind],
  ...changes,
})

export const decided = (claim: Claim, made: Move, programmeThen: Programme = under): Decision =>
  decide(claim, made, programmeThen, {
    now,
    answerBy,
    extension: { from: day('2019-05-01'), to: day('2019-05-06') },
    isSetAside: made.kind === 'take-up',
  })

/** The codes with which a move is refused; `allowed` when it is not. @throws whatever is no Refusal: a bug. */
export function refusalOf(claim: Claim, made: Move): string {
  try {
    decided(claim, made)
    return 'allowed'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.faults.map(({ code }) => code).join()
  }
}

export const kinds = ({ events }: Decision): string[] => events.map(({ kind }) => kind)
