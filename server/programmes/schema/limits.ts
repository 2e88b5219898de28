/** Caps and clocks (R92, R93): what may be had, and by when things happen. Shapes only. */
import { z } from 'zod'
import { calendar, id, localised, ruleNumber, timeZone } from './words.ts'

/**
 * R93. A cap counts units, money (minor units) or days, over all claims that share its key and window.
 * `claim` counts within the one application only.
 */
export const cap = z.strictObject({
  id,
  rule: ruleNumber,
  measure: z.enum(['count', 'money', 'days']),
  key: z.enum(['participant', 'end-customer', 'device', 'invoice', 'claim']),
  window: z.enum(['programme', 'calendar-year']).default('programme'),
  limit: z.int().positive(),
  /** What happens to more than is left: refused whole, cut to what is left, or the excess alone is cancelled. */
  excess: z.enum(['refuse', 'cut', 'cancel']),
})

/** What can start or stop a clock: the journal's events, and three moments outside it. */
export const clockEvents = [
  'purchased',
  'delivered',
  'overpayment-notified',
  'submitted',
  'approved',
  'asked',
  'handed-over',
  'received',
  'found-different',
  'all-decided',
  'proposal-accepted',
  'finalised',
  'paid',
  'repaid',
] as const

/** Waits that may pause a clock, each a recorded span. */
export const waits = ['participant-answer', 'missing-documents', 'bank-details', 'customer-service'] as const

/** R92. `stop` is the event that meets the deadline. */
export const clock = z.strictObject({
  id,
  rule: ruleNumber,
  name: localised,
  start: z.enum(clockEvents),
  stop: z.enum(clockEvents),
  amount: z.int().positive().max(3650),
  unit: z.enum(['calendar', 'working']),
  /** R90: whose public holidays count; several form a union. */
  calendars: z.array(calendar).default([]),
  /** Left out: the programme's. */
  timeZone: timeZone.optional(),
  breach: z.enum(['reject', 'void', 'charge', 'escalate']),
  /** R22: so many days of the clock's own unit before it is due, its participant is reminded. */
  remind: z.array(z.int().positive().max(365)).max(5).default([]),
  pausedBy: z.array(z.enum(waits)).default([]),
})
