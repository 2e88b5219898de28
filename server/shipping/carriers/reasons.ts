/**
 * Why a carrier took nothing, in its own words, and what that is in ours (R38, R39, R94): which of the outcomes of a visit,
 * and with it whose fault. Pure. A reason that is not here says nothing of a visit, and nobody is charged for it.
 */
import type { AttemptOutcome } from '../pickup.ts'

/** Visits that took nothing. One that took something is told by a hand-over. */
export type VainOutcome = Extract<AttemptOutcome, 'not-ready' | 'carrier-failed' | 'refused-hazard'>

/** The words of our own contract and of lists that staff bring. */
export const ownReasons = {
  'nobody-there': 'not-ready',
  'not-packed': 'not-ready',
  'no-access': 'not-ready',
  'wrong-address': 'not-ready',
  'not-handed-out': 'not-ready',
  'no-time': 'carrier-failed',
  'vehicle-failed': 'carrier-failed',
  'address-not-found': 'carrier-failed',
  weather: 'carrier-failed',
  hazard: 'refused-hazard',
} as const satisfies Readonly<Record<string, VainOutcome>>

export type OwnReason = keyof typeof ownReasons

/**
 * `TrackingIncidentReason` of karrio (2026.5). karrio speaks of whoever stands at the door as the consignee, also where
 * that is the sender of a return. What happened at customs or in a hub is no visit.
 */
const karrioReasons: Readonly<Record<string, VainOutcome | undefined>> = {
  consignee_refused: 'not-ready',
  consignee_business_closed: 'not-ready',
  consignee_not_available: 'not-ready',
  consignee_not_home: 'not-ready',
  consignee_incorrect_address: 'not-ready',
  consignee_access_restricted: 'not-ready',
  carrier_not_enough_time: 'carrier-failed',
  carrier_vehicle_issue: 'carrier-failed',
  carrier_address_not_found: 'carrier-failed',
  weather_delay: 'carrier-failed',
  natural_disaster: 'carrier-failed',
}

/** Undefined for a reason that is none of a visit. */
export const outcomeByKarrio = (reason: string | null | undefined): VainOutcome | undefined =>
  Object.hasOwn(karrioReasons, reason ?? '') ? karrioReasons[reason ?? ''] : undefined
