/** What a driver sees of a day: the stops of one zone in order, and everything about one of them. Decides nothing. */
import { declaredOf } from '../claims/claim.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { programmeVersion } from '../programmes/store.ts'
import { zonesOf } from '../shipping/depot-store.ts'
import { pickupById, pickupsOfTour, type Pickup } from '../shipping/pickup-store.ts'
import { glass } from '../shipping/signing.ts'
import { stillHere } from '../shipping/still-here.ts'
import { shipmentOf } from '../shipping/store.ts'
import type { Texts } from '../texts/texts.ts'

type Reader = Pick<Context, 'db'>

export type Tour = { readonly zone: string; readonly date: string; readonly path: string }

/** The values of `templates/pages/tour.njk`. */
export async function tourView({ db }: Reader, { zone, date, path }: Tour, texts: Texts): Promise<object> {
  const name = (await zonesOf(db)).find(({ id }) => id === zone)?.name ?? zone
  const stops = await pickupsOfTour(db, zone, date)
  return {
    zone: name,
    date,
    stops: await Promise.all(
      stops.map(async (pickup) => ({
        ...(await stopOf({ db }, pickup, texts)),
        href: `${path}/${pickup.id}`,
        state: pickup.state,
      })),
    ),
  }
}

/** The values of `templates/pages/stop.njk`, but for the form; undefined when the tour has no such stop. */
export async function stopView(
  { db }: Reader,
  { zone, date, path }: Tour,
  id: number,
  texts: Texts,
): Promise<object | undefined> {
  const pickup = await pickupById(db, id)
  if (pickup?.zone !== zone || pickup.slot.date.toString() !== date) return undefined
  const stop = await stopOf({ db }, pickup, texts)
  return {
    ...stop,
    state: pickup.state,
    back: path,
    takenAction: `${path}/${id}/hand-over`,
    missedAction: `${path}/${id}/visits`,
    glass,
  }
}

async function stopOf({ db }: Reader, pickup: Pickup, texts: Texts): Promise<object> {
  const shipment = await shipmentOf(db, pickup.shipmentId)
  if (!shipment) throw new Error(`pick-up ${pickup.id} has no shipment`)
  const claim = await claimOf(db, shipment.claimReference)
  const { participant } = claim.application
  const programme = await programmeVersion(db, claim.programmeVersion)
  const { details, slot } = pickup
  return {
    reference: claim.reference,
    from: slot.from,
    to: slot.to,
    company: participant.company,
    address: [participant.address.street, `${participant.address.postcode} ${participant.address.city}`],
    contact: details?.contactName ?? participant.contactName,
    phone: details?.contactPhone ?? participant.phone ?? programme.contacts.phone,
    notes: details?.accessNotes,
    hazards: details?.hazards ?? [],
    weightGrams: shipment.weightGrams,
    parcels: stillHere(claim, shipment).map(({ no, sscc, units, weightGrams = 0 }) => ({
      no,
      sscc,
      text: texts.text('tour.parcel', {
        no,
        ending: sscc.slice(-6),
        weight: texts.weight(weightGrams),
        devices: claim.units
          .filter(({ position }) => units.includes(position))
          .map((unit) => declaredOf(claim, unit).device?.model ?? '')
          .join(', '),
      }),
    })),
  }
}
