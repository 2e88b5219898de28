/** Which boxes of a shipment still stand at the participant's door: labelled, and not in a carrier's hands. Pure. */
import type { Claim } from '../claims/claim.ts'
import { waitingIn, type Parcel, type Shipment } from './store.ts'

/**
 * What the next visit is for. A box that was handed over waits for its receipt only; one that a driver refused as a
 * hazard waits for a new label first.
 */
export const stillHere = (
  { units }: Pick<Claim, 'units'>,
  shipment: Pick<Shipment, 'parcels'>,
): readonly Parcel[] =>
  waitingIn(shipment).filter((parcel) =>
    units.some(({ position, custody }) => parcel.units.includes(position) && custody === 'labelled'),
  )
