/** Rows of what is asked of carriers: written with the cause, sent by the worker or put on the day's file. */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../../base/calendar.ts'
import type { Database, Transaction } from '../../database.ts'
import type { Connection } from './capabilities.ts'

/** `sending`: it left the house at least once, and nobody knows yet what became of it. */
export type OrderState = 'waiting' | 'sending' | 'placed' | 'refused' | 'calling-off' | 'called-off'

export type CarrierOrder = {
  readonly id: number
  readonly connection: Connection
  readonly kind: 'parcel' | 'pickup'
  readonly key: string
  readonly shipmentId: number
  readonly parcelId?: number
  readonly pickupId?: number
  readonly state: OrderState
  readonly carrierReference?: string
  readonly trackingNumber?: string
  readonly labelDocument?: number
  readonly manifestId?: number
  readonly reason?: string
  readonly orderedAt: string
  readonly sentAt?: string
}

type OrderRow = {
  id: number
  connection: Connection
  kind: CarrierOrder['kind']
  key: string
  shipment_id: number
  parcel_id: number | null
  pickup_id: number | null
  state: OrderState
  carrier_reference: string | null
  tracking_number: string | null
  label_document: number | null
  manifest_id: number | null
  reason: string | null
  ordered_at: string
  sent_at: string | null
  settled_at: string | null
}

export type NewOrder = Pick<
  CarrierOrder,
  'connection' | 'kind' | 'key' | 'shipmentId' | 'parcelId' | 'pickupId'
>

/** Writes an order down, once for its key; gives its id, undefined when it was written before. */
export async function writeOrder(
  trx: Transaction,
  order: NewOrder,
  now: Temporal.Instant,
): Promise<number | undefined> {
  const [row] = await trx<OrderRow>('carrier_orders')
    .insert({
      connection: order.connection,
      kind: order.kind,
      key: order.key,
      shipment_id: order.shipmentId,
      parcel_id: order.parcelId ?? null,
      pickup_id: order.pickupId ?? null,
      state: 'waiting',
      ordered_at: instantText(now),
    })
    .onConflict('key')
    .ignore()
    .returning('id')
  return row?.id
}

/** One order, undefined for an id that nobody has. */
export async function orderOf(db: Database, id: number): Promise<CarrierOrder | undefined> {
  const row = await db<OrderRow>('carrier_orders').where({ id }).first()
  return row && orderFromRow(row)
}

/** Orders for some shipments, oldest first. */
export async function ordersFor(db: Database, shipments: readonly number[]): Promise<CarrierOrder[]> {
  const rows = await db<OrderRow>('carrier_orders')
    .whereIn('shipment_id', [...shipments])
    .orderBy('id')
  return rows.map(orderFromRow)
}

/** Notes that an order leaves the house now, in a transaction of its own: a crash from here on leaves doubt. */
export const noteSent = async (db: Database, id: number, now: Temporal.Instant): Promise<void> => {
  await db<OrderRow>('carrier_orders')
    .where({ id, state: 'waiting' })
    .update({ state: 'sending', sent_at: instantText(now) })
}

/** What became of an order. One that was called off meanwhile is not wanted: gives true, and the carrier has to be told. */
export async function settleOrder(
  trx: Transaction,
  id: number,
  result:
    | {
        readonly state: 'placed'
        readonly carrierReference?: string | undefined
        readonly trackingNumber?: string | undefined
        readonly labelDocument?: number | undefined
      }
    | { readonly state: 'refused'; readonly reason: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const columns =
    result.state === 'refused'
      ? { state: result.state, reason: result.reason }
      : {
          carrier_reference: result.carrierReference ?? null,
          tracking_number: result.trackingNumber ?? null,
          label_document: result.labelDocument ?? null,
          reason: null,
        }
  await trx<OrderRow>('carrier_orders')
    .where({ id })
    .update({ ...columns, settled_at: instantText(now) })
  if (result.state === 'refused') return false
  const orders = () => trx<OrderRow>('carrier_orders').where({ id })
  await orders().whereIn('state', ['waiting', 'sending', 'refused']).update({ state: 'placed' })
  // It was called off while the call was under way, and nobody found it then.
  await orders().where({ state: 'called-off' }).update({ state: 'calling-off' })
  return (await orders().where({ state: 'calling-off' }).first('id')) !== undefined
}

/**
 * Asks for an order to be called off. One that never left the house is called off at once; gives true when the carrier
 * has to be told.
 */
export async function askToCallOff(trx: Transaction, id: number, now: Temporal.Instant): Promise<boolean> {
  const at = { settled_at: instantText(now) }
  const unsent = await trx<OrderRow>('carrier_orders')
    .where({ id })
    .whereIn('state', ['waiting', 'refused'])
    .update({ state: 'called-off', ...at })
  if (unsent === 1) return false
  const told = await trx<OrderRow>('carrier_orders')
    .where({ id })
    .whereIn('state', ['sending', 'placed'])
    .update({ state: 'calling-off' })
  return told === 1
}

/** The carrier knows, or never knew of it. */
export const noteCalledOff = async (
  trx: Transaction,
  id: number,
  now: Temporal.Instant,
  reason?: string,
): Promise<void> => {
  await trx<OrderRow>('carrier_orders')
    .where({ id, state: 'calling-off' })
    .update({ state: 'called-off', settled_at: instantText(now), ...(reason !== undefined && { reason }) })
}

/** A refused order may be tried again, once somebody mended its cause; true when there was one. */
export const orderAgain = async (trx: Transaction, id: number): Promise<boolean> =>
  // It was asked before, so it is looked up first.
  (await trx<OrderRow>('carrier_orders')
    .where({ id, state: 'refused' })
    .update({ state: 'sending', reason: null })) === 1

/** Orders in a state, oldest first. */
export async function ordersIn(
  db: Database,
  states: readonly OrderState[],
  limit: number,
  connection?: Connection,
): Promise<CarrierOrder[]> {
  const rows = await db<OrderRow>('carrier_orders')
    .whereIn('state', [...states])
    .andWhere(connection ? { connection } : {})
    .orderBy('id')
    .limit(limit)
  return rows.map(orderFromRow)
}

/** Orders that left before `until` and are still in doubt: for the reconciliation. */
export async function ordersInDoubt(
  db: Database,
  connections: readonly Connection[],
  until: Temporal.Instant,
  limit: number,
): Promise<CarrierOrder[]> {
  const rows = await db<OrderRow>('carrier_orders')
    .whereIn('connection', [...connections])
    .whereIn('state', ['waiting', 'sending', 'calling-off'])
    .andWhere('ordered_at', '<', instantText(until))
    .orderBy('id')
    .limit(limit)
  return rows.map(orderFromRow)
}

/** Placed parcels that nobody has received, and of which nothing was heard since `until`: they are asked for. */
export async function silentParcels(
  db: Database,
  connections: readonly Connection[],
  until: Temporal.Instant,
  limit: number,
): Promise<{ order: number; trackingNumber: string }[]> {
  const rows = await db('carrier_orders')
    .join('parcels', 'parcels.id', 'carrier_orders.parcel_id')
    .leftJoin('parcel_tracking', 'parcel_tracking.parcel_id', 'carrier_orders.parcel_id')
    .whereIn('carrier_orders.connection', [...connections])
    .where({ 'carrier_orders.state': 'placed', 'parcels.state': 'labelled' })
    .whereNotNull('carrier_orders.tracking_number')
    .andWhere('carrier_orders.settled_at', '<', instantText(until))
    .andWhere((silent) => {
      void silent
        .whereNull('parcel_tracking.heard_at')
        .orWhere('parcel_tracking.heard_at', '<', instantText(until))
    })
    .orderBy('carrier_orders.id')
    .limit(limit)
    .select<{ id: number; tracking_number: string }[]>('carrier_orders.id', 'carrier_orders.tracking_number')
  return rows.map(({ id, tracking_number }) => ({ order: id, trackingNumber: tracking_number }))
}

const orderFromRow = (row: OrderRow): CarrierOrder => ({
  id: row.id,
  connection: row.connection,
  kind: row.kind,
  key: row.key,
  shipmentId: row.shipment_id,
  state: row.state,
  orderedAt: row.ordered_at,
  ...(row.parcel_id !== null && { parcelId: row.parcel_id }),
  ...(row.pickup_id !== null && { pickupId: row.pickup_id }),
  ...(row.carrier_reference !== null && { carrierReference: row.carrier_reference }),
  ...(row.tracking_number !== null && { trackingNumber: row.tracking_number }),
  ...(row.label_document !== null && { labelDocument: row.label_document }),
  ...(row.manifest_id !== null && { manifestId: row.manifest_id }),
  ...(row.reason !== null && { reason: row.reason }),
  ...(row.sent_at !== null && { sentAt: row.sent_at }),
})
