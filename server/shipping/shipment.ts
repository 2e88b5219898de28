/** How the units of a claim travel: posted in one parcel, or fetched (R34, R35). Pure. */

export type Way = 'drop-off' | 'pick-up'

/** Weights in grams, as declared; the centre weighs again. `units` are positions in the claim. */
export type PlannedParcel = {
  readonly no: number
  readonly units: readonly number[]
  readonly weightGrams: number
}

export type ShipmentPlan = {
  readonly way: Way
  readonly weightGrams: number
  readonly parcels: readonly PlannedParcel[]
}

/**
 * R34, R35: the limit is on the total of the shipment, and up to and including it the parcel is posted: everything in
 * one box. Above it the carrier fetches a parcel for each device.
 */
export function planShipment(
  devices: readonly { readonly unit: number; readonly weightGrams: number }[],
  dropOffLimitGrams: number,
): ShipmentPlan {
  const weightGrams = devices.reduce((total, device) => total + device.weightGrams, 0)
  if (weightGrams <= dropOffLimitGrams) {
    return {
      way: 'drop-off',
      weightGrams,
      parcels: [{ no: 1, units: devices.map(({ unit }) => unit), weightGrams }],
    }
  }
  const parcels = devices.map((device, index) => ({
    no: index + 1,
    units: [device.unit],
    weightGrams: device.weightGrams,
  }))
  return { way: 'pick-up', weightGrams, parcels }
}
