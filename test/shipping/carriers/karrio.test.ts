/** Orders to karrio: what goes out, and what each answer means. Literals after karrio's OpenAPI document. */
import type { KarrioCarrier, Place } from '../../../server/shipping/carriers/order.ts'
import {
  callOffVisit,
  findParcel,
  findVisit,
  orderParcel,
  orderVisit,
  readCalledOff,
  readFoundParcel,
  readFoundVisit,
  readParcel,
  readVisit,
} from '../../../server/shipping/carriers/karrio.ts'
import { boughtShipment, refusedOrder, scheduledPickup } from './karrio-payloads.ts'

const carrier: KarrioCarrier = {
  connection: 'karrio',
  caseWorkingDays: 10,
  carrierCode: 'dhl_parcel_de',
  service: 'dhl_parcel_de_retoure',
  account: 'dhl-returns',
}

const from: Place = {
  company: 'Jørgensen & Søn A/S',
  person: 'Åse Jørgensen',
  street: 'Østergade 1',
  postcode: '8000',
  city: 'Aarhus C',
  country: 'DK',
  email: 'aase@example.dk',
}
const to: Place = {
  company: 'TechProtect GmbH',
  street: 'Max-Eyth-Str. 1',
  postcode: '71088',
  city: 'Holzgerlingen',
  country: 'DE',
}

test('a parcel is one request that buys its label, under our key', () => {
  const consignment = {
    key: '395212340000000017',
    claimReference: 'TI-7K3M-92QF',
    from,
    to,
    weightGrams: 12_500,
    description: 'HP Z440',
  }
  expect(orderParcel(consignment, carrier)).toEqual({
    method: 'POST',
    path: '/v1/shipments',
    body: {
      reference: '395212340000000017',
      order_id: 'TI-7K3M-92QF',
      shipper: {
        company_name: 'Jørgensen & Søn A/S',
        person_name: 'Åse Jørgensen',
        address_line1: 'Østergade 1',
        postal_code: '8000',
        city: 'Aarhus C',
        country_code: 'DK',
        email: 'aase@example.dk',
      },
      recipient: {
        company_name: 'TechProtect GmbH',
        address_line1: 'Max-Eyth-Str. 1',
        postal_code: '71088',
        city: 'Holzgerlingen',
        country_code: 'DE',
      },
      parcels: [
        { weight: 12.5, weight_unit: 'KG', reference_number: '395212340000000017', description: 'HP Z440' },
      ],
      payment: { paid_by: 'recipient' },
      label_type: 'PDF',
      is_return: true,
      service: 'dhl_parcel_de_retoure',
      carrier_ids: ['dhl-returns'],
      metadata: { backhaul: '395212340000000017' },
    },
  })
})

test('a bought shipment has a number and a label on the same server', () => {
  expect(readParcel({ status: 201, body: boughtShipment })).toEqual({
    outcome: 'placed',
    carrierReference: 'shp_9b1f',
    trackingNumber: 'JD014600003828',
    labelPath: '/v1/shipments/shp_9b1f/label.pdf',
  })
})

test('a visit is asked for its day and hours, for the parcels that are known by number', () => {
  const visit = {
    key: 'visit-7-0',
    claimReference: 'TI-7K3M-92QF',
    at: from,
    date: '2026-03-04',
    from: '08:00',
    to: '12:00',
    parcels: 2,
    trackingNumbers: ['JD014600003828'],
    place: 'Entrance door on the ground floor, please ring at the reception',
  }
  expect(orderVisit(visit, carrier)).toEqual({
    method: 'POST',
    path: '/v1/pickups',
    body: {
      carrier_code: 'dhl_parcel_de',
      pickup_date: '2026-03-04',
      ready_time: '08:00',
      closing_time: '12:00',
      address: expect.objectContaining({ address_line1: 'Østergade 1', country_code: 'DK' }),
      tracking_numbers: ['JD014600003828'],
      package_location: 'Entrance door on the ground floor, please ring at ',
      options: { connection_id: 'dhl-returns' },
      metadata: { backhaul: 'visit-7-0' },
    },
  })
  expect(orderVisit({ ...visit, trackingNumbers: [] }, carrier).body).toMatchObject({ parcels_count: 2 })
})

test('a scheduled visit is known by karrio’s id', () => {
  expect(readVisit({ status: 201, body: scheduledPickup })).toEqual({
    outcome: 'placed',
    carrierReference: 'pck_51c0',
  })
})

test.each([
  [400, refusedOrder, { outcome: 'refused', reason: 'http-400 validation postal_code_invalid' }],
  [
    424,
    { messages: [{ code: '403', message: 'Østergade 1 is unknown' }] },
    { outcome: 'refused', reason: 'http-424 403' },
  ],
  [401, Buffer.from('<html>'), { outcome: 'refused', reason: 'http-401' }],
  [201, { ...boughtShipment, tracking_number: null }, { outcome: 'refused', reason: 'no-tracking-number' }],
  [
    201,
    { ...boughtShipment, tracking_number: 'RR473124828DK' },
    { outcome: 'refused', reason: 'tracking-number-wrong' },
  ],
  [201, 'shipped', { outcome: 'refused', reason: 'no-tracking-number' }],
  [429, {}, { outcome: 'later' }],
  [503, Buffer.from('busy'), { outcome: 'later' }],
])('the answer %i %j is %j', (status, body, placed) => {
  expect(readParcel({ status, body })).toEqual(placed)
})

test('a label’s address is a path of our own server, whatever host it names', () => {
  const body = { ...boughtShipment, label_url: 'http://169.254.169.254/latest/meta-data?x=1' }
  expect(readParcel({ status: 201, body })).toMatchObject({ labelPath: '/latest/meta-data?x=1' })
})

const list = (...results: object[]) => ({ status: 200, body: { count: results.length, results } })

describe('an order whose answer was lost', () => {
  test('is looked for by its key', () => {
    expect(findParcel('395212340000000017').path).toBe('/v1/shipments?reference=395212340000000017')
    expect(findVisit('2026-03-04').path).toBe(
      '/v1/pickups?pickup_date_after=2026-03-04&pickup_date_before=2026-03-04',
    )
  })

  test('is found among others, but not where it was cancelled, or never bought', () => {
    const key = boughtShipment.reference
    const other = { ...boughtShipment, reference: 'another' }
    expect(readFoundParcel(list(other, boughtShipment), key)).toMatchObject({ carrierReference: 'shp_9b1f' })
    for (const status of ['cancelled', 'draft'])
      expect(readFoundParcel(list({ ...boughtShipment, status }), key)).toBeUndefined()
    expect(readFoundParcel(list(), key)).toBeUndefined()
    expect(readFoundVisit(list(scheduledPickup), 'visit-7-0')).toMatchObject({ carrierReference: 'pck_51c0' })
    expect(readFoundVisit(list(scheduledPickup), 'visit-7-1')).toBeUndefined()
  })

  test('is not ordered anew while nobody can say', () => {
    expect(readFoundParcel({ status: 500, body: {} }, 'x')).toEqual({ outcome: 'later' })
    expect(readFoundVisit({ status: 200, body: 'no list' }, 'x')).toEqual({ outcome: 'later' })
  })
})

test.each([
  [200, { outcome: 'called-off' }],
  [304, { outcome: 'called-off' }],
  [404, { outcome: 'called-off' }],
  [409, { outcome: 'called-off' }],
  [503, { outcome: 'later' }],
  [400, { outcome: 'called-off', reason: 'http-400 validation postal_code_invalid' }],
])('calling off is answered by %i: %j', (status, answer) => {
  expect(callOffVisit('pck_51c0', 'cancelled').path).toBe('/v1/pickups/pck_51c0/cancel')
  expect(readCalledOff({ status, body: refusedOrder })).toEqual(answer)
})
