/** Rows of pick-ups and of every attempt at one, with the side at fault (R38, R39, R94). */
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import type { PickupSlot } from './pickup.ts'

export type PickupState = 'scheduled' | 'done' | 'cancelled'
export const attemptOutcomes = ['done', 'not-ready', 'carrier-failed', 'cancelled', 'refused-hazard'] as const
export type AttemptOutcome = (typeof attemptOutcomes)[number]
export type Fault = 'participant' | 'carrier' | 'promoter' | 'unknown'

export type Pickup = {
  readonly id: number
  readonly shipmentId: number
  readonly state: PickupState
  readonly slot: PickupSlot
  /** Rises with every change, for calendars. */
  readonly sequence: number
  readonly invitationDocument?: number
}

type PickupRow = {
  id: number
  shipment_id: number
  state: PickupState
  on_date: string
  window_from: string
  window_to: string
  sequence: number
  invitation_document: number | null
  requested_at: string
}

/** Books a pick-up; gives its id. */
export async function schedulePickup(
  trx: Transaction,
  shipmentId: number,
  slot: PickupSlot,
  now: Temporal.Instant,
): Promise<number> {
  const [{ id } = { id: 0 }] = await trx<PickupRow>('pickups')
    .insert({
      shipment_id: shipmentId,
      state: 'scheduled',
      on_date: slot.date.toString(),
      window_from: slot.from,
      window_to: slot.to,
      sequence: 0,
      requested_at: instantText(now),
    })
    .returning('id')
  return id
}

/** Ties the calendar invitation to its pick-up. */
export async function setInvitation(trx: Transaction, id: number, document: number): Promise<void> {
  await trx<PickupRow>('pickups').where({ id }).update({ invitation_document: document })
}

/** The pick-up of a shipment, if it has one. */
export async function pickupOf(db: Database, shipmentId: number): Promise<Pickup | undefined> {
  const row = await db<PickupRow>('pickups').where({ shipment_id: shipmentId }).orderBy('id', 'desc').first()
  return row && pickupFromRow(row)
}

/** One pick-up, undefined for an id that nobody has. */
export async function pickupById(db: Database, id: number): Promise<Pickup | undefined> {
  const row = await db<PickupRow>('pickups').where({ id }).first()
  return row && pickupFromRow(row)
}

/** Scheduled pick-ups with their claims, the next day first: the dispatcher's list. */
export async function scheduledPickups(
  db: Database,
  limit: number,
): Promise<(Pickup & { claimReference: string; weightGrams: number })[]> {
  const rows = await db('pickups')
    .join('shipments', 'shipments.id', 'pickups.shipment_id')
    .where('pickups.state', 'scheduled')
    .orderBy('pickups.on_date')
    .orderBy('pickups.id')
    .limit(limit)
    .select<(PickupRow & { claim_reference: string; weight_grams: number })[]>(
      'pickups.*',
      'shipments.claim_reference',
      'shipments.weight_grams',
    )
  return rows.map((row) => ({
    ...pickupFromRow(row),
    claimReference: row.claim_reference,
    weightGrams: row.weight_grams,
  }))
}

/** Records what happened at the door. Only `done` and `cancelled` end the pick-up. @throws Refusal when it has ended. */
export async function recordAttempt(
  trx: Transaction,
  id: number,
  attempt: {
    outcome: AttemptOutcome
    fault: Fault
    at: Temporal.Instant
    by: string
    note?: string | undefined
  },
): Promise<void> {
  const state = attempt.outcome === 'done' || attempt.outcome === 'cancelled' ? attempt.outcome : 'scheduled'
  const changed = await trx<PickupRow>('pickups').where({ id, state: 'scheduled' }).update({ state })
  if (changed === 0) throw refuse('conflict', 'pickup-ended', { id })
  const { outcome, fault, by, note } = attempt
  await trx('pickup_attempts').insert({
    pickup_id: id,
    outcome,
    fault,
    at: instantText(attempt.at),
    by,
    note: note ?? null,
  })
}

const pickupFromRow = (row: PickupRow): Pickup => ({
  id: row.id,
  shipmentId: row.shipment_id,
  state: row.state,
  slot: { date: Temporal.PlainDate.from(row.on_date), from: row.window_from, to: row.window_to },
  sequence: row.sequence,
  ...(row.invitation_document !== null && { invitationDocument: row.invitation_document }),
})
