/**
 * Visits in vain that a carrier told of (R38, R39, R94): each becomes an attempt with its fault, its cost and the event as
 * evidence, once, however many parcels of the stop it was told of. What was taken is told by hand-overs.
 */
import { Temporal } from 'temporal-polyfill'
import { dateIn } from '../../base/calendar.ts'
import type { Office } from '../../claims/advance.ts'
import type { Claim } from '../../claims/claim.ts'
import type { Transaction } from '../../database.ts'
import type { Programme } from '../../programmes/programme.ts'
import { programmeVersion } from '../../programmes/store.ts'
import { attemptPickup } from '../attempt.ts'
import { pickupOf } from '../pickup-store.ts'
import { stillHere } from '../still-here.ts'
import { shipmentOf } from '../store.ts'
import type { TrackingKind } from '../tracking.ts'
import type { CarrierVisit } from './event.ts'
import type { InboxEvent } from './inbox-store.ts'
import type { NamedParcel } from './number-store.ts'

/** Who says to have taken the parcel did not come in vain, whatever reason stands beside it. */
const inVain: readonly TrackingKind[] = ['announced', 'delayed']

/** True when a visit was recorded, so that the claim is no longer what it was. */
export async function recordVisit(
  office: Office,
  trx: Transaction,
  claim: Claim,
  { parcel, event }: { readonly parcel: NamedParcel; readonly event: InboxEvent },
): Promise<boolean> {
  const { visit, occurredAt, connection } = event
  const pickup = await pickupOf(trx, parcel.shipmentId)
  const shipment = await shipmentOf(trx, parcel.shipmentId)
  if (!visit || !inVain.includes(event.kind) || !shipment || pickup?.state !== 'scheduled') return false
  const programme = await programmeVersion(trx, claim.programmeVersion)
  const at = Temporal.Instant.from(occurredAt)
  // What is told of another day is no visit of this one: it was recorded then, or nobody was expected.
  if (!dateIn(at, programme.timeZone).equals(pickup.slot.date)) return false
  if (!stillHere(claim, shipment).some(({ id }) => id === parcel.id)) return false
  await attemptPickup(office, trx, pickup.id, {
    outcome: visit.outcome,
    by: { kind: 'carrier', name: connection },
    at,
    note: [event.code, event.place].filter(Boolean).join(', '),
    costMinor: costIn(visit, programme),
    carrierEvent: event.id,
    // A hazard is one box; the others may be taken.
    ...(visit.outcome === 'refused-hazard' && { parcels: [parcel.sscc] }),
  })
  return true
}

/** Another currency than the programme's is for people to settle with the carrier: the event keeps it. */
const costIn = ({ cost }: CarrierVisit, { currency }: Programme): number | undefined =>
  cost?.currency === currency ? cost.amountMinor : undefined
