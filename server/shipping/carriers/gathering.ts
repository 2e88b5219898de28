/** What a carrier has to know of an order, read from rows when it is sent: addresses lie in the claim and nowhere else. */
import { declaredOf, type Claim } from '../../claims/claim.ts'
import { claimOf } from '../../claims/store.ts'
import type { Database } from '../../database.ts'
import { auditCentreOf, type Company, type Programme } from '../../programmes/programme.ts'
import { textIn } from '../../programmes/schema/words.ts'
import { programmeVersion } from '../../programmes/store.ts'
import type { Locale } from '../../texts/texts.ts'
import { pickupById } from '../pickup-store.ts'
import { stillHere } from '../still-here.ts'
import { shipmentOf, waitingIn, type Parcel, type Shipment } from '../store.ts'
import type { Consignment, Place, Visit } from './order.ts'
import { ordersFor, type CarrierOrder } from './order-store.ts'

type Common = {
  readonly reference: string
  readonly locale: Locale
  readonly carrier: Programme['carrier']
}

/** An order is of one of the two. */
export type Gathered = Common &
  (
    | { readonly consignment: Consignment; readonly visit?: undefined }
    | { readonly consignment?: undefined; readonly visit: Visit }
  )

/** Undefined when there is nothing to carry any more: the label was replaced, the parcel has come, the visit is over. */
export async function gathered(db: Database, order: CarrierOrder): Promise<Gathered | undefined> {
  const shipment = await shipmentOf(db, order.shipmentId)
  if (!shipment) return undefined
  const claim = await claimOf(db, shipment.claimReference)
  const programme = await programmeVersion(db, claim.programmeVersion)
  const common: Common = {
    reference: claim.reference,
    locale: claim.application.locale,
    carrier: programme.carrier,
  }
  if (order.kind === 'pickup') {
    const visit = await visitOf(db, order, { shipment, claim, programme })
    return visit && { ...common, visit }
  }
  const parcel = waitingIn(shipment).find(({ id }) => id === order.parcelId)
  return parcel && { ...common, consignment: consignmentOf(order, parcel, claim, programme) }
}

function consignmentOf(
  { key }: CarrierOrder,
  parcel: Parcel,
  claim: Claim,
  programme: Programme,
): Consignment {
  const devices = claim.units
    .filter(({ position }) => parcel.units.includes(position))
    .flatMap((unit) => declaredOf(claim, unit).device ?? [])
  return {
    key,
    claimReference: claim.reference,
    from: participantsPlace(claim),
    to: companysPlace(auditCentreOf(programme), programme),
    weightGrams: parcel.weightGrams ?? 0,
    description: devices.map(({ make, model }) => `${make} ${model}`).join(', '),
  }
}

async function visitOf(
  db: Database,
  { key, pickupId = 0 }: CarrierOrder,
  { shipment, claim, programme }: { shipment: Shipment; claim: Claim; programme: Programme },
): Promise<Visit | undefined> {
  const pickup = await pickupById(db, pickupId)
  if (pickup?.state !== 'scheduled') return undefined
  const { slot } = pickup
  const orders = await ordersFor(db, [shipment.id])
  return {
    key,
    claimReference: claim.reference,
    at: participantsPlace(claim),
    date: slot.date.toString(),
    from: slot.from,
    to: slot.to,
    parcels: stillHere(claim, shipment).length,
    trackingNumbers: orders.flatMap(({ state, trackingNumber }) =>
      state === 'placed' && trackingNumber !== undefined ? [trackingNumber] : [],
    ),
    place: programme.pickup ? textIn(programme.pickup.place, claim.application.locale) : '',
  }
}

const participantsPlace = ({ application }: Claim): Place => {
  const { company, contactName, email, address } = application.participant
  return { company, person: contactName, email, ...address }
}

const companysPlace = ({ name, address, email, phone }: Company, { contacts }: Programme): Place => ({
  company: name,
  ...address,
  email: email ?? contacts.email,
  phone: phone ?? contacts.phone,
})
