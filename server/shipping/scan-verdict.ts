/** What the receiving desk is told after a scan, from what was found. Pure: says nothing of how a page looks. */
import { Temporal } from 'temporal-polyfill'
import type { ClaimState } from '../claims/machines.ts'
import type { ParcelState } from './store.ts'

/**
 * `overdue`: received, but after its last day. `several`: more than one parcel could be meant. `void`: received, but the
 * claim is over. `label-replaced`: another label took this one's place; the box is received under that. `forged`: a QR code
 * that our keys did not sign. `joined`: several codes in one line, each judged by itself. `too-long`: no code at all.
 */
export const scanVerdicts = [
  'received',
  'overdue',
  'already-received',
  'not-expected',
  'several',
  'void',
  'label-replaced',
  'forged',
  'cage-open',
  'cage-closed',
  'joined',
  'too-long',
] as const
export type ScanVerdict = (typeof scanVerdicts)[number]

/** Longer than the longest code, which is a label's address with 165 characters and a long host. */
export const scanLengthAtMost = 500

/** What is known of a parcel at the moment of its scan. */
export type AtScan = {
  readonly parcel: ParcelState
  readonly claim: ClaimState
  /** This very scan received it. */
  readonly isFirst: boolean
  /** The carrier had it by then (R40): what is late on the way is nobody's delay. */
  readonly wasHandedOver: boolean
  readonly shipBy: Temporal.PlainDate
  /** The last day of the label that was scanned, when it is past. */
  readonly expiredOn?: Temporal.PlainDate | undefined
  readonly today: Temporal.PlainDate
}

/** R21, R22, R45. A claim that is over comes before everything that is only late. */
export function verdictOf(facts: AtScan): ScanVerdict {
  if (facts.parcel === 'void') return 'label-replaced'
  if (!facts.isFirst) return 'already-received'
  if (['void', 'withdrawn', 'rejected'].includes(facts.claim)) return 'void'
  return lastDayMissed(facts) ? 'overdue' : 'received'
}

/** The day that was missed, or undefined. */
export function lastDayMissed({
  wasHandedOver,
  shipBy,
  expiredOn,
  today,
}: Omit<AtScan, 'parcel' | 'claim' | 'isFirst'>): Temporal.PlainDate | undefined {
  if (wasHandedOver) return undefined
  if (Temporal.PlainDate.compare(today, shipBy) > 0) return shipBy
  return expiredOn
}
