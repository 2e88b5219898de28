/** What a pick-up is made of (R34, R37): slots, the details that a participant confirms, who is at fault. Pure. */
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Programme } from '../programmes/programme.ts'

export type PickupTerms = NonNullable<Programme['pickup']>

/** A day and a window of local times, `HH:MM`, in the programme's time zone. */
export type PickupSlot = { readonly date: Temporal.PlainDate; readonly from: string; readonly to: string }

/** `missed` waits for another day; `cancelled` can be booked anew. A shipment has one pick-up at most, whatever its days. */
export const pickupStates = ['scheduled', 'missed', 'done', 'cancelled'] as const
export type PickupState = (typeof pickupStates)[number]

export const attemptOutcomes = ['done', 'not-ready', 'carrier-failed', 'cancelled', 'refused-hazard'] as const
export type AttemptOutcome = (typeof attemptOutcomes)[number]
export type Fault = 'participant' | 'carrier' | 'promoter' | 'unknown'

/** R38, R39: whose fault an outcome is, which decides who pays for the next visit. */
export const faultOf: Readonly<Record<AttemptOutcome, Fault>> = {
  done: 'unknown',
  'not-ready': 'participant',
  'carrier-failed': 'carrier',
  cancelled: 'unknown',
  'refused-hazard': 'participant',
}

/** What the pick-up is after a visit: one that fetched nothing needs another day. */
export const stateAfter: Readonly<Record<AttemptOutcome, Exclude<PickupState, 'scheduled'>>> = {
  done: 'done',
  'not-ready': 'missed',
  'carrier-failed': 'missed',
  cancelled: 'cancelled',
  // Nobody comes for it before it was made safe and labelled anew.
  'refused-hazard': 'cancelled',
}

/** What a driver has to know. A battery that is damaged is in no list: no carrier takes it from a door. */
export const pickupHazards = ['built-in-battery', 'loose-battery', 'broken-glass', 'over-30-kg'] as const

const typed = (most: number) => z.string().trim().min(1).max(most)

/** R37, R39: what is confirmed with every booking, each by itself. */
export const pickupDetails = z.strictObject({
  contactName: typed(120),
  contactPhone: z
    .string()
    .trim()
    .regex(/^\+?[0-9 ()/.-]{6,30}$/, 'not-a-phone-number'),
  accessNotes: typed(500).optional(),
  parcels: z.int().min(1).max(99),
  hazards: z.array(z.enum(pickupHazards)).max(pickupHazards.length).default([]),
  /** R37: everything stands at the entrance door on the ground floor. */
  groundFloor: z.literal('yes', 'must-be-confirmed'),
  /** R39: everything is packed and labelled on the day. */
  ready: z.literal('yes', 'must-be-confirmed'),
})

export type PickupDetails = z.infer<typeof pickupDetails>
