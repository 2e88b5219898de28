/** Calendar entries as an independent reader (Mozilla's ical.js) understands them (RFC 5545, RFC 5546). */
import ICAL from 'ical.js'
import { drawInvitation, type Invitation } from '../../server/shipping/invitation.ts'
import { invitation } from './samples.ts'

/** What a calendar keeps of it. */
function readBack(changes: Partial<Invitation> = {}) {
  const calendar = new ICAL.Component(
    ICAL.parse(drawInvitation({ ...invitation, ...changes }).toString('utf8')),
  )
  const inside = calendar.getFirstSubcomponent('vevent')
  if (!inside) throw new Error('no event')
  const event = new ICAL.Event(inside)
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    status: inside.getFirstPropertyValue('status'),
    summary: event.summary,
    location: event.location,
    start: event.startDate.toJSDate().toISOString(),
    end: event.endDate.toJSDate().toISOString(),
    attendee: event.attendees[0]?.getFirstValue(),
    organizer: event.organizer,
  }
}

test('an agreed day is one event with its place, its people and its hours', () => {
  expect(readBack()).toEqual({
    method: 'REQUEST',
    uid: invitation.uid,
    sequence: 0,
    status: 'CONFIRMED',
    summary: invitation.summary,
    location: invitation.location,
    start: '2026-03-27T07:00:00.000Z',
    end: '2026-03-27T11:00:00.000Z',
    attendee: 'MAILTO:aase@jorgensen.example',
    organizer: 'mailto:trade-in@backhaul.example',
  })
})

test.each([
  ['on the Friday before the clocks go forward', '2026-03-27', '2026-03-27T07:00:00.000Z'],
  ['on the Monday after it', '2026-03-30', '2026-03-30T06:00:00.000Z'],
  ['on the Friday before they go back', '2026-10-23', '2026-10-23T06:00:00.000Z'],
  ['on the Monday after that', '2026-10-26', '2026-10-26T07:00:00.000Z'],
])('eight in the morning is eight in the morning %s', (_, date, start) => {
  expect(readBack({ date }).start).toBe(start)
})

test('moved and cancelled it is the same event, each time a later one', () => {
  const history = [
    readBack(),
    readBack({ sequence: 1, date: '2026-03-31' }),
    readBack({ sequence: 2, date: '2026-03-31', method: 'CANCEL' }),
  ]
  expect(new Set(history.map(({ uid }) => uid)).size).toBe(1)
  expect(history.map(({ sequence }) => sequence)).toEqual([0, 1, 2])
  expect(history.at(-1)).toMatchObject({ method: 'CANCEL', status: 'CANCELLED' })
})
