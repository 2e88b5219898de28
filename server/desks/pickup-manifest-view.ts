/** What a driver's list says, gathered from the stops of a zone's day. Reads rows; draws nothing. */
import { z } from 'zod'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { zonesOf } from '../shipping/depot-store.ts'
import type { ManifestFacts, ManifestStop } from '../shipping/manifest.ts'
import { pickupsOfTour, type Pickup } from '../shipping/pickup-store.ts'
import { stillHere } from '../shipping/still-here.ts'
import { shipmentOf } from '../shipping/store.ts'

type Reader = Pick<Context, 'db' | 'settings' | 'tourPath'>

/** Undefined for a zone or a day that is none. Only stops that are still to be made. */
export async function manifestFacts(
  context: Reader,
  zoneId: string,
  day: string,
): Promise<ManifestFacts | undefined> {
  const { db, settings, tourPath } = context
  const zone = (await zonesOf(db)).find(({ id }) => id === zoneId)
  if (!zone || !z.iso.date().safeParse(day).success) return undefined
  const stops = (await pickupsOfTour(db, zone.id, day)).filter(({ state }) => state === 'scheduled')
  return {
    depot: zone.depot.name,
    zone: zone.name,
    date: day,
    tourUrl: `${settings.publicUrl}${tourPath(zone.id, day)}`,
    stops: await Promise.all(stops.map((pickup) => stopOf(context, pickup))),
  }
}

async function stopOf({ db }: Reader, { shipmentId, slot, details }: Pickup): Promise<ManifestStop> {
  const shipment = await shipmentOf(db, shipmentId)
  if (!shipment) throw new Error(`shipment ${shipmentId} is gone`)
  const claim = await claimOf(db, shipment.claimReference)
  const { participant } = claim.application
  const { address } = participant
  return {
    reference: shipment.claimReference,
    from: slot.from,
    to: slot.to,
    company: participant.company,
    address: [address.street, `${address.postcode} ${address.city}`],
    contact: details?.contactName ?? participant.contactName,
    phone: details?.contactPhone ?? participant.phone ?? '–',
    notes: details?.accessNotes,
    hazards: details?.hazards ?? [],
    parcels: stillHere(claim, shipment).map(({ sscc, weightGrams = 0 }) => ({ sscc, weightGrams })),
  }
}
