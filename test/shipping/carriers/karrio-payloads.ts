/** Messages of a karrio server, made up after its OpenAPI document and its guide to webhooks. */

export const trackerWebhook = {
  event: 'tracker_updated',
  data: {
    id: 'trk_6f3a',
    object_type: 'tracker',
    carrier_name: 'dhl_parcel_de',
    carrier_id: 'dhl-returns',
    tracking_number: 'JD014600003828',
    status: 'on_hold',
    delivered: false,
    test_mode: true,
    events: [
      {
        date: '2026-03-06',
        time: '06:00 AM',
        timestamp: '2026-03-06T06:00:00.000Z',
        status: 'on_hold',
        reason: 'carrier_parcel_lost',
        code: 'EX',
        description: 'The parcel cannot be found',
        location: 'Neumünster, DE',
      },
      {
        date: '2026-03-04',
        time: '07:40 PM',
        timestamp: null,
        status: 'in_transit',
        code: 'IT',
        description: 'Departed from hub',
        location: 'Padborg, DK',
      },
      {
        date: '2026-03-04',
        time: '09:12',
        timestamp: '2026-03-04T10:12:00.000+01:00',
        status: 'picked_up',
        code: 'PU',
        description: 'Picked up',
        location: 'Aarhus, DK',
      },
    ].toReversed(),
    info: { signed_by: 'A name that we do not keep' },
    messages: [],
    metadata: {},
  },
}

/** As carriers are read that karrio does not normalise event by event. */
export const carrierTracker = {
  id: 'trk_77',
  carrier_name: 'generic',
  carrier_id: 'local',
  tracking_number: '00340434292135100186',
  status: 'out_for_delivery',
  test_mode: true,
  events: [
    { date: '2026-03-05', time: '03:05 PM', timestamp: null, status: null, code: 'A7', location: '' },
    { date: '2026-03-05', time: 'noon', timestamp: 'yesterday', status: '', code: 'A1', location: null },
    { date: '2026-03-04', time: '12:01 AM', timestamp: null, status: 'unknown', code: 'A0', location: null },
  ],
}

/** `POST /v1/shipments` with a service: bought at once. */
export const boughtShipment = {
  id: 'shp_9b1f',
  object_type: 'shipment',
  status: 'created',
  reference: '395212340000000017',
  carrier_name: 'dhl_parcel_de',
  carrier_id: 'dhl-returns',
  service: 'dhl_parcel_de_retoure',
  tracking_number: 'JD014600003828',
  shipment_identifier: 'JD014600003828',
  label_type: 'PDF',
  label_url: '/v1/shipments/shp_9b1f/label.pdf',
  tracker_id: 'trk_6f3a',
  metadata: { backhaul: '395212340000000017' },
  messages: [],
  test_mode: true,
  created_at: '2026-03-02 09:00:00.000000Z',
}

/** `POST /v1/pickups`. */
export const scheduledPickup = {
  id: 'pck_51c0',
  object_type: 'pickup',
  carrier_name: 'dhl_parcel_de',
  carrier_id: 'dhl-returns',
  confirmation_number: '991122',
  status: 'scheduled',
  pickup_date: '2026-03-04',
  ready_time: '08:00',
  closing_time: '12:00',
  metadata: { backhaul: 'visit-7-0' },
  test_mode: true,
}

/** `ErrorResponse`, whose sentences quote what was sent. */
export const refusedOrder = {
  errors: [
    { code: 'validation', message: 'Invalid request payload', level: 'error' },
    { code: 'postal_code_invalid', message: '8000 Østergade 1 is not served', level: 'error' },
    { code: 'a sentence is no code', message: '', level: 'warning' },
  ],
}
