/** The calendar invitation to a pick-up (RFC 5545, RFC 5546). Facts in, text out; the same facts give the same bytes. */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'

export type Invitation = {
  /** Stable over all changes of one pick-up, so that calendars replace it. */
  readonly uid: string
  /** Rises with every change. */
  readonly sequence: number
  readonly method: 'REQUEST' | 'CANCEL'
  /** Local date and times in `timeZone`. */
  readonly date: string
  readonly from: string
  readonly to: string
  readonly timeZone: string
  readonly summary: string
  readonly description: string
  readonly location: string
  readonly organizer: { readonly name: string; readonly email: string }
  readonly attendee: { readonly name: string; readonly email: string }
  /** When it was made, an instant in ISO 8601. */
  readonly stamp: string
}

/** An `.ics` file with one event. Times are written in UTC, so no client needs our time zone's rules. */
export function drawInvitation(invitation: Invitation): Buffer {
  const { uid, sequence, date, timeZone, summary, description, location, organizer, attendee } = invitation
  const cancelled = invitation.method === 'CANCEL'
  const calendar = ical({
    prodId: { company: 'Backhaul', product: 'Backhaul' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  })
  calendar.createEvent({
    id: uid,
    sequence,
    start: moment(date, invitation.from, timeZone),
    end: moment(date, invitation.to, timeZone),
    stamp: new Date(invitation.stamp),
    summary,
    description,
    location,
    organizer: { ...organizer, name: parameterText(organizer.name) },
    attendees: [{ ...attendee, name: parameterText(attendee.name), rsvp: true }],
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    alarms: [],
  })
  return Buffer.from(calendar.toString(), 'utf8')
}

/** RFC 5545, 3.1: the value of a parameter holds no double quote and no control character, not even escaped. */
const parameterText = (name: string): string => name.replaceAll('"', "'").replace(/\p{Cc}+/gu, ' ')

const moment = (date: string, time: string, timeZone: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds)
