/** What karrio's documentation shows, as literals, and what we make of it. */
import { readKarrioWebhook, readTracker } from '../../../server/shipping/carriers/karrio-tracking.ts'
import { carrierTracker, trackerWebhook } from './karrio-payloads.ts'

test('a webhook tells every event of the parcel in our words', () => {
  expect(readKarrioWebhook(trackerWebhook).map(({ eventId: _, ...event }) => event)).toEqual([
    {
      number: 'JD014600003828',
      kind: 'handed-over',
      occurredAt: '2026-03-04T09:12:00.000Z',
      code: 'PU',
      place: 'Aarhus, DK',
    },
    {
      number: 'JD014600003828',
      kind: 'in-transit',
      occurredAt: '2026-03-04T19:40:00.000Z',
      code: 'IT',
      place: 'Padborg, DK',
    },
    {
      number: 'JD014600003828',
      kind: 'lost',
      occurredAt: '2026-03-06T06:00:00.000Z',
      code: 'carrier_parcel_lost',
      place: 'Neumünster, DE',
    },
  ])
})

test('the same event told again has the same id, whatever came after it', () => {
  const [one] = readKarrioWebhook(trackerWebhook)
  const events = trackerWebhook.data.events.toReversed()
  const again = readKarrioWebhook({ ...trackerWebhook, data: { ...trackerWebhook.data, events } })
  expect(again.map(({ eventId }) => eventId)).toContain(one?.eventId)
})

test('a carrier that marks only the whole is understood at its last event', () => {
  expect(readTracker(carrierTracker)).toMatchObject([
    { number: '00340434292135100186', kind: 'out-for-delivery', occurredAt: '2026-03-05T15:05:00.000Z' },
  ])
})

test.each(['shipment_purchased', 'pickup_scheduled', 'batch_completed'])('%s tells of no parcel', (event) => {
  expect(readKarrioWebhook({ event, data: { id: 'shp_1' } })).toEqual([])
})

test.each([
  ['no object', 'tracker', '/'],
  ['no number', { event: 'tracker_updated', data: { events: [] } }, '/tracking_number'],
  [
    'a number that is none',
    { event: 'tracker_updated', data: { tracking_number: '<b>' } },
    '/tracking_number',
  ],
])('%s is refused, and what is wrong is named', (_, message, path) => {
  expect(() => readKarrioWebhook(message)).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ path: path === '/' ? '' : path })] }),
  )
})

test.each([
  ['consignee_not_home', 'not-ready'],
  ['carrier_vehicle_issue', 'carrier-failed'],
  ['customs_delay', undefined],
])('%s at the door is %s (R38, R39)', (reason, outcome) => {
  const [event] = readTracker({
    tracking_number: 'JD014600003828',
    status: 'delivery_failed',
    events: [{ timestamp: '2026-03-04T09:12:00Z', status: 'delivery_failed', reason }],
  })
  expect(event).toMatchObject({ kind: 'delayed', code: reason })
  expect(event?.visit?.outcome).toBe(outcome)
})
