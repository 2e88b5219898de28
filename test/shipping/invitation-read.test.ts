/** Calendar entries as an independent reader (Mozilla's ical.js) understands them (RFC 5545, RFC 5546). */
import ICAL from 'ical.js'
import { drawInvitation, type Invitation } from '../../server/shipping/invitation.ts'

const invitation: Invitation = {
  uid: 'pickup-1-TI-7K3M-92QF@backhaul.example',
  sequence: 0,
  method: 'REQUEST',
  date: '2026-03-27',
  from: '08:00',
  to: '12:00',
  timeZone: 'Europe/Copenhagen',
  summary: 'Afhentning, TI-7K3M-92QF',
  description: '4 pakker, 64,0 kg; ved døren, i stueetagen',
  location: 'Jørgensen & Søn A/S, Havnegade 12, 8000 Aarhus C',
  organizer: { name: 'Trade-in', email: 'trade-in@backhaul.example' },
  attendee: { name: 'Åse Jørgensen', email: 'aase@jorgensen.example' },
  stamp: '2026-03-02T09:00:00.000Z',
}

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
