/** Where the parcels of a claim are, by the carriers' word: for participants and staff alike. */
import type { Database } from '../../database.ts'
import { shipmentsOf } from '../store.ts'
import { trackingOf } from '../tracking-store.ts'
import type { TrackingKind } from '../tracking.ts'
import { eventsOf } from './inbox-store.ts'
import { ordersFor } from './order-store.ts'

export type TrackedParcel = {
  readonly sscc: string
  /** The carrier's own number, where it gave one. */
  readonly trackingNumber?: string
  readonly state: TrackingKind
  readonly since: string
  /** When we received it ourselves; from then on the carrier's word is history. */
  readonly receivedAt?: string
  /** Oldest first. */
  readonly events: readonly { readonly kind: TrackingKind; readonly at: string; readonly place?: string }[]
}

/** Nobody reads more; a carrier that repeats itself is cut. */
const eventsAtMost = 200

/** Parcels that a carrier spoke of, in the order of their labels. */
export async function trackingOfClaim(db: Database, reference: string): Promise<TrackedParcel[]> {
  const shipments = await shipmentsOf(db, reference)
  const parcels = shipments.flatMap((shipment) => shipment.parcels)
  const ids = parcels.map(({ id }) => id)
  const tracking = await trackingOf(db, ids)
  if (tracking.length === 0) return []
  const events = await eventsOf(db, ids, eventsAtMost)
  const orders = await ordersFor(
    db,
    shipments.map(({ id }) => id),
  )
  return parcels.flatMap(({ id, sscc, receivedAt }) => {
    const tracked = tracking.find(({ parcelId }) => parcelId === id)
    if (!tracked) return []
    const number = orders.find(
      ({ parcelId, trackingNumber }) => parcelId === id && trackingNumber !== undefined,
    )
    return [
      {
        sscc,
        ...(receivedAt !== undefined && { receivedAt }),
        ...(number?.trackingNumber !== undefined && { trackingNumber: number.trackingNumber }),
        state: tracked.state,
        since: tracked.since,
        events: events
          .filter(({ parcelId }) => parcelId === id)
          .map(({ kind, occurredAt, place }) => ({ kind, at: occurredAt, ...(place && { place }) })),
      },
    ]
  })
}
