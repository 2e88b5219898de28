/** Rows of pick-ups: the agreed day of a shipment, and what its participant confirmed. One row per shipment. */
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import type { PickupDetails, PickupSlot, PickupState } from './pickup.ts'

/** What was confirmed for the visit; nothing for one that staff arranged without asking. */
export type ConfirmedDetails = Omit<PickupDetails, 'groundFloor' | 'ready'>

export type Pickup = {
  readonly id: number
  readonly shipmentId: number
  readonly state: PickupState
  /** The agreed day; of a missed or cancelled pick-up the last one that was agreed. */
  readonly slot: PickupSlot
  /** Whose capacity the visit takes; none where customer service arranged it by hand. */
  readonly zone?: string
  /** Rises with every change, for calendars. */
  readonly sequence: number
  readonly invitationDocument?: number
  readonly details?: ConfirmedDetails
}

/** A pick-up with the shipment that it is for. Weight in grams. */
export type PickupOfClaim = Pickup & { readonly claimReference: string; readonly weightGrams: number }

type PickupRow = {
  id: number
  shipment_id: number
  state: PickupState
  on_date: string
  window_from: string
  window_to: string
  zone_id: string | null
  sequence: number
  invitation_document: number | null
  requested_at: string
  reminded_of: string | null
  contact_name: string | null
  contact_phone: string | null
  access_notes: string | null
  parcels: number | null
  hazards: string | null
  confirmed_at: string | null
}

type Agreement = {
  readonly slot: PickupSlot
  readonly zone: string | undefined
  readonly details?: PickupDetails | undefined
  readonly now: Temporal.Instant
}

/** Agrees a day: of a new pick-up, or another one of the pick-up that the shipment has. Gives the pick-up as it then is. */
export async function agreeDay(trx: Transaction, shipmentId: number, agreement: Agreement): Promise<Pickup> {
  const { slot, zone, details, now } = agreement
  const row = {
    state: 'scheduled',
    on_date: slot.date.toString(),
    window_from: slot.from,
    window_to: slot.to,
    zone_id: zone ?? null,
    ...(details && detailsRow(details, now)),
  } as const
  const known = await trx<PickupRow>('pickups').where({ shipment_id: shipmentId }).first()
  const [saved] = known
    ? await trx<PickupRow>('pickups')
        .where({ id: known.id })
        .update({ ...row, sequence: known.sequence + 1 })
        .returning('*')
    : await trx<PickupRow>('pickups')
        .insert({ ...row, shipment_id: shipmentId, sequence: 0, requested_at: instantText(now) })
        .returning('*')
  if (!saved) throw new Error(`the pick-up of shipment ${shipmentId} was not written`)
  return pickupFromRow(saved)
}

const detailsRow = (details: PickupDetails, now: Temporal.Instant): Partial<PickupRow> => ({
  contact_name: details.contactName,
  contact_phone: details.contactPhone,
  access_notes: details.accessNotes ?? null,
  parcels: details.parcels,
  hazards: JSON.stringify(details.hazards),
  confirmed_at: instantText(now),
})

/**
 * The pick-up is over, or needs another day. A missed one may be tried again without a new day: the driver came back.
 * @throws Refusal `conflict` / `pickup-ended` when it is done or cancelled.
 */
export async function endVisit(
  trx: Transaction,
  id: number,
  state: Exclude<PickupState, 'scheduled'>,
): Promise<void> {
  const changed = await trx<PickupRow>('pickups')
    .where({ id })
    .whereIn('state', ['scheduled', 'missed'])
    .update({ state })
  if (changed === 0) throw refuse('conflict', 'pickup-ended', { id })
}

/** Calls an agreed day off. Gives the pick-up with the sequence of its cancellation. @throws Refusal as `endVisit`. */
export async function callOff(trx: Transaction, id: number): Promise<Pickup> {
  await endVisit(trx, id, 'cancelled')
  const [row] = await trx<PickupRow>('pickups').where({ id }).increment('sequence', 1).returning('*')
  if (!row) throw refuse('not-found', 'pickup-unknown', { id })
  return pickupFromRow(row)
}

/** Ties the calendar invitation to its pick-up. */
export async function setInvitation(trx: Transaction, id: number, document: number): Promise<void> {
  await trx<PickupRow>('pickups').where({ id }).update({ invitation_document: document })
}

/** The pick-up of a shipment, if it ever had one. */
export async function pickupOf(db: Database, shipmentId: number): Promise<Pickup | undefined> {
  const row = await db<PickupRow>('pickups').where({ shipment_id: shipmentId }).orderBy('id', 'desc').first()
  return row && pickupFromRow(row)
}

/** One pick-up, undefined for an id that nobody has. */
export async function pickupById(db: Database, id: number): Promise<Pickup | undefined> {
  const row = await db<PickupRow>('pickups').where({ id }).first()
  return row && pickupFromRow(row)
}

/** Agreed pick-ups with their claims, the next day first; `on` is one day (ISO date). */
export async function scheduledPickups(db: Database, limit: number, on?: string): Promise<PickupOfClaim[]> {
  const rows = await db('pickups')
    .join('shipments', 'shipments.id', 'pickups.shipment_id')
    .where('pickups.state', 'scheduled')
    .where((query) => void (on === undefined || query.where('pickups.on_date', on)))
    .orderBy(['pickups.on_date', 'pickups.window_from', 'pickups.id'])
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

/** Every stop of one zone on one day, also those that are over, in the order of their windows. */
export async function pickupsOfTour(db: Database, zone: string, date: string): Promise<Pickup[]> {
  const rows = await db<PickupRow>('pickups')
    .where({ zone_id: zone, on_date: date })
    .whereNot({ state: 'cancelled' })
    .orderBy(['window_from', 'id'])
  return rows.map(pickupFromRow)
}

/** The next day from `from` on (ISO date) on which a carrier comes, undefined when none is agreed. */
export async function firstDayAgreed(db: Database, from: string): Promise<string | undefined> {
  const row = await db<PickupRow>('pickups')
    .where({ state: 'scheduled' })
    .andWhere('on_date', '>=', from)
    .orderBy('on_date')
    .first('on_date')
  return row?.on_date
}

/**
 * Approved claims whose parcels wait for a carrier and for a day, the longest waiting first; `after` is the shipment that
 * a look before ended with.
 */
export const awaitingDay = (
  db: Database,
  limit: number,
  after = 0,
): Promise<{ shipmentId: number; reference: string }[]> =>
  db('shipments')
    .join('claims', 'claims.reference', 'shipments.claim_reference')
    .leftJoin('pickups', 'pickups.shipment_id', 'shipments.id')
    .where({ 'shipments.way': 'pick-up', 'claims.state': 'approved' })
    .where('shipments.id', '>', after)
    .where((query) => void query.whereNull('pickups.id').orWhereIn('pickups.state', ['missed', 'cancelled']))
    .whereExists(
      db('parcels').whereRaw('parcels.shipment_id = shipments.id').where({ 'parcels.state': 'labelled' }),
    )
    .whereExists(db('units').whereRaw('units.claim_id = claims.id').where({ custody: 'labelled' }))
    .orderBy('shipments.id')
    .limit(limit)
    .select({ shipmentId: 'shipments.id', reference: 'shipments.claim_reference' })

/** Agreed pick-ups up to `horizon` (ISO date) of whose day nobody was reminded yet, the next first. */
export const unremindedPickups = (
  db: Database,
  horizon: string,
  limit: number,
): Promise<{ id: number; reference: string }[]> =>
  db('pickups')
    .join('shipments', 'shipments.id', 'pickups.shipment_id')
    .where('pickups.state', 'scheduled')
    .andWhere('pickups.on_date', '<=', horizon)
    .where((query) => void query.whereNull('reminded_of').orWhereRaw('reminded_of <> on_date'))
    .orderBy('on_date')
    .limit(limit)
    .select('pickups.id', 'shipments.claim_reference as reference')

/** Keeps that the participant was reminded of this day; false when it was before. */
export const noteReminded = async (trx: Transaction, id: number, date: string): Promise<boolean> =>
  (await trx<PickupRow>('pickups')
    .where({ id })
    .where((query) => void query.whereNull('reminded_of').orWhereNot({ reminded_of: date }))
    .update({ reminded_of: date })) === 1

const pickupFromRow = (row: PickupRow): Pickup => ({
  id: row.id,
  shipmentId: row.shipment_id,
  state: row.state,
  slot: { date: Temporal.PlainDate.from(row.on_date), from: row.window_from, to: row.window_to },
  sequence: row.sequence,
  ...(row.zone_id !== null && { zone: row.zone_id }),
  ...(row.invitation_document !== null && { invitationDocument: row.invitation_document }),
  ...(row.confirmed_at !== null && { details: detailsFromRow(row) }),
})

const detailsFromRow = (row: PickupRow): ConfirmedDetails => ({
  contactName: row.contact_name ?? '',
  contactPhone: row.contact_phone ?? '',
  ...(row.access_notes !== null && { accessNotes: row.access_notes }),
  parcels: row.parcels ?? 1,
  hazards: JSON.parse(row.hazards ?? '[]') as ConfirmedDetails['hazards'],
})
