/**
 * What a karrio server tells of a parcel, in our words: its webhook `tracker_updated` and its answer to
 * `GET /v1/trackers/{id}` hold the same tracker (karrio OpenAPI 2026.5, `TrackingStatus`). Pure.
 */
import { z } from 'zod'
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../../base/calendar.ts'
import { canonicalJson, sha256 } from '../../base/canonical.ts'
import { read } from '../../web/read.ts'
import type { TrackingKind } from '../tracking.ts'
import { short, trackingNumber, type CarrierEvent } from './event.ts'
import { outcomeByKarrio } from './reasons.ts'

/** `TrackingStatus.status` and `TrackingEvent.status`. What is missing says nothing of where the parcel is. */
const kindByStatus: Readonly<Record<string, TrackingKind | undefined>> = {
  pending: 'announced',
  picked_up: 'handed-over',
  in_transit: 'in-transit',
  out_for_delivery: 'out-for-delivery',
  ready_for_pickup: 'in-transit',
  delivered: 'at-centre',
  on_hold: 'delayed',
  delivery_delayed: 'delayed',
  delivery_failed: 'delayed',
  return_to_sender: 'returned',
}

/** `TrackingEvent.reason`, where it says more than the status. */
const kindByReason: Readonly<Record<string, TrackingKind | undefined>> = {
  carrier_parcel_lost: 'lost',
  carrier_damaged_parcel: 'damaged',
}

const trackerEvent = z.object({
  date: z.string().optional(),
  time: z.string().nullish(),
  timestamp: z.string().nullish(),
  status: z.string().nullish(),
  code: z.string().nullish(),
  reason: z.string().nullish(),
  location: z.string().nullish(),
})

const tracker = z.object({
  tracking_number: trackingNumber,
  status: z.string().nullish(),
  events: z.array(trackerEvent).max(1000).nullish(),
})

const webhook = z.object({ event: z.string().max(60), data: z.unknown() })

/** Events of a webhook; none for one that tells of something else than a parcel. @throws Refusal `invalid`. */
export function readKarrioWebhook(message: unknown): CarrierEvent[] {
  const { event, data } = read(webhook, message)
  return event.startsWith('tracker_') ? readTracker(data) : []
}

/**
 * Every event of a tracker that says where the parcel is. Carriers that do not mark their single events say it of the
 * whole alone: then that counts at the time of the last event. @throws Refusal `invalid`.
 */
export function readTracker(data: unknown): CarrierEvent[] {
  const { tracking_number: number, status, events } = read(tracker, data)
  const told = (events ?? []).flatMap((event) => {
    const occurredAt = momentOf(event)
    return occurredAt === undefined ? [] : [{ ...event, occurredAt }]
  })
  const found = told.flatMap((event) => {
    const kind = kindOf(event)
    return kind ? [eventOf(number, kind, event)] : []
  })
  const last = told.toSorted((one, other) => (one.occurredAt < other.occurredAt ? -1 : 1)).at(-1)
  const whole = kindByStatus[status ?? '']
  return last && whole && !kindOf(last) ? [...found, eventOf(number, whole, last)] : found
}

const kindOf = ({ reason, status }: z.infer<typeof trackerEvent>): TrackingKind | undefined =>
  kindByReason[reason ?? ''] ?? kindByStatus[status ?? '']

function eventOf(
  number: string,
  kind: TrackingKind,
  event: z.infer<typeof trackerEvent> & { occurredAt: string },
): CarrierEvent {
  const { occurredAt } = event
  const place = short(event.location, 80)
  const code = short(event.reason || event.code || event.status, 40)
  // karrio gives its events no id: what is said, of which parcel and when, is the event.
  const eventId = sha256(canonicalJson([number, kind, occurredAt])).slice(0, 40)
  const outcome = outcomeByKarrio(event.reason)
  return {
    eventId,
    number,
    kind,
    occurredAt,
    ...(place && { place }),
    ...(code && { code }),
    ...(outcome && { visit: { outcome } }),
  }
}

/** `timestamp` where there is one; else date and time, which karrio gives without a zone: read as UTC. */
function momentOf({ timestamp, date, time }: z.infer<typeof trackerEvent>): string | undefined {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/
  const candidate = timestamp
    ? zoned.test(timestamp)
      ? timestamp
      : `${timestamp}Z`
    : date && `${date}T${dayTime(time)}Z`
  if (!candidate) return undefined
  try {
    return instantText(Temporal.Instant.from(candidate))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** `HH:MM`, `HH:MM:SS`, or `HH:MM AM`, as karrio writes times; midnight for anything else. */
function dayTime(time: string | null | undefined): string {
  const [, hour = '0', minute = '00', half = ''] =
    /^(\d{1,2}):(\d{2})(?::\d{2})?\s*(AM|PM)?$/i.exec(time?.trim() ?? '') ?? []
  const base = half === '' ? Number(hour) : Number(hour) % 12
  const full = /pm/i.test(half) ? base + 12 : base
  return `${String(full).padStart(2, '0')}:${minute}:00`
}
