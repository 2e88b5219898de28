/**
 * What is asked of carriers when something happened to a claim: rows and jobs in the transaction of the cause. Calls
 * nobody. Which connection is asked, and how, is the programme's word and the table of capabilities.
 */
import type { Clock } from '../../base/calendar.ts'
import type { Happened } from '../../claims/advance.ts'
import { enqueue } from '../../jobs/store.ts'
import type { Transaction } from '../../database.ts'
import { pickupOf } from '../pickup-store.ts'
import { shipmentsOf, waitingIn } from '../store.ts'
import { capabilities } from './capabilities.ts'
import { askToCallOff, ordersFor, writeOrder, type CarrierOrder, type NewOrder } from './order-store.ts'

export type OrderingDesk = { readonly clock: Clock }

/** Every parcel that waits for its carrier is ordered, once: its number (SSCC) is the order's key. Older labels are called off. */
export async function orderParcels(desk: OrderingDesk, { trx, claim, programme }: Happened): Promise<void> {
  const { connection } = programme.carrier
  const shipments = await shipmentsOf(trx, claim.reference)
  const waiting = shipments.flatMap((shipment) =>
    waitingIn(shipment).map(({ id, sscc }) => ({ shipmentId: shipment.id, parcelId: id, key: sscc })),
  )
  for (const parcel of waiting) await write(desk, trx, { connection, kind: 'parcel', ...parcel })
  const labelled = new Set(waiting.map(({ key }) => key))
  const known = await ordersFor(
    trx,
    shipments.map(({ id }) => id),
  )
  const received = new Set(
    shipments.flatMap(({ parcels }) =>
      parcels.filter(({ state }) => state === 'received').map(({ sscc }) => sscc),
    ),
  )
  for (const order of known)
    if (order.kind === 'parcel' && !labelled.has(order.key) && !received.has(order.key))
      await callOff(desk, trx, order)
}

/**
 * The visits of a claim, as they stand: an agreed day is ordered as a visit of its own, an earlier day of it is called
 * off, and so is one that was cancelled. A visit that took place stays as it is.
 */
export async function orderVisits(desk: OrderingDesk, { trx, claim, programme }: Happened): Promise<void> {
  const { connection } = programme.carrier
  for (const shipment of await shipmentsOf(trx, claim.reference)) {
    const pickup = await pickupOf(trx, shipment.id)
    if (!pickup || !['scheduled', 'cancelled'].includes(pickup.state)) continue
    const key = `visit-${pickup.id}-${pickup.sequence}`
    const stale = (await ordersFor(trx, [shipment.id])).filter(
      (order) => order.kind === 'pickup' && (pickup.state === 'cancelled' || order.key !== key),
    )
    for (const order of stale) await callOff(desk, trx, order)
    if (pickup.state === 'scheduled')
      await write(desk, trx, {
        connection,
        kind: 'pickup',
        key,
        shipmentId: shipment.id,
        pickupId: pickup.id,
      })
  }
}

/** R22: a claim that is over needs no carrier. What is on its way already is received and recorded all the same. */
export async function callOffOrders(desk: OrderingDesk, { trx, claim }: Happened): Promise<void> {
  for (const order of await ordersOf(trx, claim.reference)) await callOff(desk, trx, order)
}

const ordersOf = async (trx: Transaction, reference: string): Promise<CarrierOrder[]> =>
  ordersFor(
    trx,
    (await shipmentsOf(trx, reference)).map(({ id }) => id),
  )

async function write(desk: OrderingDesk, trx: Transaction, order: NewOrder): Promise<void> {
  const id = await writeOrder(trx, order, desk.clock.now())
  if (id !== undefined && capabilities[order.connection].orders === 'call') await send(desk, trx, id)
}

async function callOff(
  desk: OrderingDesk,
  trx: Transaction,
  { id, connection }: CarrierOrder,
): Promise<void> {
  const mustBeTold = await askToCallOff(trx, id, desk.clock.now())
  if (mustBeTold && capabilities[connection].orders === 'call') await sendCallOff(desk, trx, id)
}

/** Has the worker call an order off, also while it is on its way: that job is another one. */
export const sendCallOff = (desk: OrderingDesk, trx: Transaction, id: number): Promise<void> =>
  enqueue(trx, {
    kind: 'carrier-order',
    key: `${id} off`,
    payload: { order: id },
    dueAt: desk.clock.now(),
  })

/** Has the worker bring an order to its carrier, whatever its state asks for. */
export const send = (desk: OrderingDesk, trx: Transaction, id: number): Promise<void> =>
  enqueue(trx, {
    kind: 'carrier-order',
    key: String(id),
    payload: { order: id },
    dueAt: desk.clock.now(),
  })
