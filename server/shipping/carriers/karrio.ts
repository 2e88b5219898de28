/**
 * Orders to a karrio server: requests and what its answers mean, after its OpenAPI document (2026.5). Pure. Each order
 * bears our own key, in `reference` or in `metadata`, by which one whose answer was lost is found again.
 */
import { z } from 'zod'
import type { CarrierAnswer, CarrierCall } from './call.ts'
import type { Consignment, KarrioCarrier, Place, Visit } from './order.ts'
import { short, trackingNumber } from './event.ts'

/** What a carrier did with an order. A `refused` one is not sent again by itself: a person has to look. */
export type Placed =
  | {
      readonly outcome: 'placed'
      readonly carrierReference: string
      readonly trackingNumber?: string
      readonly labelPath?: string
    }
  | { readonly outcome: 'refused'; readonly reason: string }
  /** Busy or broken: the same again later, after a look. */
  | { readonly outcome: 'later' }

/** Orders a parcel and its label in one step: a shipment with its `service` given is bought at once. */
export const orderParcel = (consignment: Consignment, carrier: KarrioCarrier): CarrierCall => ({
  method: 'POST',
  path: '/v1/shipments',
  body: {
    reference: consignment.key,
    order_id: consignment.claimReference,
    shipper: addressOf(consignment.from),
    recipient: addressOf(consignment.to),
    parcels: [
      {
        weight: consignment.weightGrams / 1000,
        weight_unit: 'KG',
        reference_number: consignment.key,
        description: consignment.description.slice(0, 250),
      },
    ],
    payment: { paid_by: 'recipient' },
    label_type: 'PDF',
    is_return: true,
    service: carrier.service,
    ...(carrier.account && { carrier_ids: [carrier.account] }),
    metadata: { backhaul: consignment.key },
  },
})

/** Whether an order of this key is there already. */
export const findParcel = (key: string): CarrierCall => ({
  method: 'GET',
  path: `/v1/shipments?${new URLSearchParams({ reference: key }).toString()}`,
})

/** Voids a parcel's label. */
export const callOffParcel = (carrierReference: string): CarrierCall => ({
  method: 'POST',
  path: `/v1/shipments/${encodeURIComponent(carrierReference)}/cancel`,
})

/** Orders the carrier's visit, in local time of the place that it comes to. */
export const orderVisit = (visit: Visit, carrier: KarrioCarrier): CarrierCall => ({
  method: 'POST',
  path: '/v1/pickups',
  body: {
    carrier_code: carrier.carrierCode,
    pickup_date: visit.date,
    ready_time: visit.from,
    closing_time: visit.to,
    address: addressOf(visit.at),
    ...(visit.trackingNumbers.length > 0
      ? { tracking_numbers: visit.trackingNumbers }
      : { parcels_count: visit.parcels }),
    // R37; karrio takes 50 characters.
    package_location: visit.place.slice(0, 50),
    ...(carrier.account && { options: { connection_id: carrier.account } }),
    metadata: { backhaul: visit.key },
  },
})

/** Visits of a day: karrio does not search by our key, so it is looked for among them. */
export const findVisit = (date: string): CarrierCall => ({
  method: 'GET',
  path: `/v1/pickups?${new URLSearchParams({ pickup_date_after: date, pickup_date_before: date }).toString()}`,
})

/** Calls a visit off. */
export const callOffVisit = (carrierReference: string, reason: string): CarrierCall => ({
  method: 'POST',
  path: `/v1/pickups/${encodeURIComponent(carrierReference)}/cancel`,
  body: { reason },
})

/** What karrio knows of a parcel's way. */
export const askTracker = (number: string): CarrierCall => ({
  method: 'GET',
  path: `/v1/trackers/${encodeURIComponent(number)}`,
})

const nullish = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined)

const shipment = z.object({
  id: z.string().max(100),
  reference: nullish,
  status: nullish,
  tracking_number: nullish,
  label_url: nullish,
  metadata: z.record(z.string(), z.unknown()).nullish(),
})

const pickup = z.object({
  id: z.string().max(100),
  confirmation_number: nullish,
  status: nullish,
  metadata: z.record(z.string(), z.unknown()).nullish(),
})

const errors = z.object({
  errors: z.array(z.object({ code: z.string().nullish() })).nullish(),
  messages: z.array(z.object({ code: z.union([z.string(), z.number()]).nullish() })).nullish(),
})

/** The answer to `orderParcel`. A draft, which has no number, was not bought: that is a refusal too. */
export const readParcel = (answer: CarrierAnswer): Placed => readWith(answer, parcelPlaced)

/** The answer to `orderVisit`. */
export const readVisit = (answer: CarrierAnswer): Placed => readWith(answer, visitPlaced)

/** The answer to `findParcel`: undefined when karrio has no order of the key, or only one that was called off. */
export const readFoundParcel = (answer: CarrierAnswer, key: string): Placed | undefined =>
  readListWith(
    answer,
    shipment,
    (one) => one.reference === key && one.status !== 'cancelled' && one.status !== 'draft',
    parcelPlaced,
  )

/** The answer to `findVisit`. */
export const readFoundVisit = (answer: CarrierAnswer, key: string): Placed | undefined =>
  readListWith(
    answer,
    pickup,
    (one) => one.metadata?.['backhaul'] === key && one.status !== 'cancelled',
    visitPlaced,
  )

/** With a reason where the carrier would not: a person has to look, nothing more can be sent. */
export type CalledOff =
  { readonly outcome: 'called-off'; readonly reason?: string } | { readonly outcome: 'later' }

/** The answer to either calling off. What is cancelled already (304, 409) or unknown (404) is called off as well. */
export const readCalledOff = ({ status, body }: CarrierAnswer): CalledOff => {
  if (status < 300 || [304, 404, 409].includes(status)) return { outcome: 'called-off' }
  return isLater(status) ? { outcome: 'later' } : { outcome: 'called-off', reason: reasonIn(status, body) }
}

function readWith(answer: CarrierAnswer, placed: (body: unknown) => Placed): Placed {
  const { status, body } = answer
  if (isLater(status)) return { outcome: 'later' }
  if (status >= 300) return { outcome: 'refused', reason: reasonIn(status, body) }
  return placed(body)
}

function readListWith<Item>(
  { status, body }: CarrierAnswer,
  shape: z.ZodType<Item>,
  isMeant: (item: Item) => boolean,
  placed: (item: Item) => Placed,
): Placed | undefined {
  if (status >= 300) return { outcome: 'later' }
  const list = z.object({ results: z.array(z.unknown()) }).safeParse(body)
  if (!list.success) return { outcome: 'later' }
  const found = list.data.results
    .flatMap((one) => {
      const item = shape.safeParse(one)
      return item.success ? [item.data] : []
    })
    .find(isMeant)
  return found && placed(found)
}

function parcelPlaced(body: unknown): Placed {
  const read = shipment.safeParse(body)
  const told = read.data?.tracking_number
  if (!read.success || told === undefined) return { outcome: 'refused', reason: 'no-tracking-number' }
  const number = trackingNumber.safeParse(told)
  // Bought, and under a number that cannot be right: a person has to look, before a box travels under it.
  if (!number.success) return { outcome: 'refused', reason: 'tracking-number-wrong' }
  const { id, label_url: label } = read.data
  const labelPath = label && pathOf(label)
  return {
    outcome: 'placed',
    carrierReference: id,
    trackingNumber: number.data,
    ...(labelPath && { labelPath }),
  }
}

function visitPlaced(body: unknown): Placed {
  const read = pickup.safeParse(body)
  if (!read.success) return { outcome: 'refused', reason: 'answer-unreadable' }
  return { outcome: 'placed', carrierReference: read.data.id }
}

/** Only the path of an address is taken from an answer: where we call is our setting alone. */
const pathOf = (address: string): string | undefined => {
  if (!URL.canParse(address, 'http://karrio.invalid')) return undefined
  const { pathname, search } = new URL(address, 'http://karrio.invalid')
  return `${pathname}${search}`
}

/** Statuses that ask for patience; any other no is a no. */
export const isLater = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500

/** karrio's codes, never its sentences: they quote addresses. */
function reasonIn(status: number, body: unknown): string {
  const { errors: told, messages } = errors.safeParse(body).data ?? {}
  const codes = [...(told ?? []), ...(messages ?? [])].flatMap(({ code }) =>
    code === null || code === undefined || !/^[\w.-]{1,40}$/.test(String(code)) ? [] : [String(code)],
  )
  return short([`http-${status}`, ...new Set(codes)].join(' '), 200) ?? `http-${status}`
}

/** karrio's limits of lengths; a name that is longer is cut, an address never is: it would be another. */
const addressOf = ({ company, person, street, postcode, city, country, email, phone }: Place): object => ({
  company_name: company.slice(0, 100),
  ...(person && { person_name: person.slice(0, 100) }),
  address_line1: street,
  postal_code: postcode,
  city,
  country_code: country,
  ...(email && { email }),
  ...(phone && { phone_number: phone }),
})
