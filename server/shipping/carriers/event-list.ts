/**
 * A list of events that staff bring: CSV as carriers export it, separated by comma or semicolon, with a heading line.
 * Reads text alone; where it came from is not its business.
 */
import { Temporal } from 'temporal-polyfill'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { instantText } from '../../base/calendar.ts'
import { canonicalJson, sha256 } from '../../base/canonical.ts'
import { refuse } from '../../base/refusal.ts'
import { read } from '../../web/read.ts'
import { short, trackingKind, trackingNumber, type CarrierEvent } from './event.ts'
import { ownReasons, type OwnReason } from './reasons.ts'

const rowsAtMost = 5000

/** `at`: an instant with its offset, or a local time of the carrier's zone without one: `2026-03-02 14:05`. */
const row = z.object({
  number: trackingNumber,
  event: trackingKind,
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$/, 'not-a-moment'),
  place: z.string().optional(),
  /** R38, R39: why nothing was taken at the door. */
  reason: z
    .enum(['', ...(Object.keys(ownReasons) as OwnReason[])])
    .optional()
    .transform((reason) => reason || undefined),
  /** `310,00 DKK`: what the carrier asks for coming. */
  cost: z
    .string()
    .regex(/^$|^\d{1,6}([.,]\d{2})? [A-Z]{3}$/, 'not-an-amount')
    .optional()
    .transform((cost) => (cost ? amountIn(cost) : undefined)),
})

function amountIn(text: string): { amountMinor: number; currency: string } {
  const [amount = '', currency = ''] = text.split(' ')
  const [whole = '0', minor = '00'] = amount.split(/[.,]/)
  return { amountMinor: Number(whole) * 100 + Number(minor), currency }
}

/**
 * @throws Refusal `malformed` / `event-list-unreadable`; `invalid` naming line and column: `/2/at` is the second line below
 * the heading. Nothing of the list is then taken.
 */
export function readEventList(text: string, timeZone: string): CarrierEvent[] {
  const rows = read(z.array(row).min(1).max(rowsAtMost), parsed(text))
  return rows.map(({ number, event: kind, at, place, reason, cost }) => {
    const occurredAt = momentOf(at.replace(' ', 'T'), timeZone)
    const where = short(place, 80)
    const said = reason ? [number, kind, occurredAt, reason] : [number, kind, occurredAt]
    const eventId = sha256(canonicalJson(said)).slice(0, 40)
    const visit = reason && { outcome: ownReasons[reason], ...(cost && { cost }) }
    return {
      eventId,
      number,
      kind,
      occurredAt,
      ...(where && { place: where }),
      ...(visit && { code: reason, visit }),
    }
  })
}

/** Lines become objects under the words of the heading; a line number stands in the path of a fault. */
function parsed(text: string): unknown[] {
  const [heading = ''] = text.split('\n', 1)
  try {
    return parse(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter: heading.includes(';') ? ';' : ',',
      skip_empty_lines: true,
      trim: true,
      max_record_size: 2000,
    })
  } catch {
    throw refuse('malformed', 'event-list-unreadable')
  }
}

/** A time that a zone skips in spring counts as the moment after, as clocks on the wall do it. */
function momentOf(text: string, timeZone: string): string {
  const isZoned = /(?:Z|[+-]\d{2}:\d{2})$/.test(text)
  try {
    return instantText(
      isZoned
        ? Temporal.Instant.from(text)
        : Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant(),
    )
  } catch (error) {
    if (error instanceof RangeError) throw refuse('invalid', 'not-a-moment', undefined, '/at')
    throw error
  }
}
