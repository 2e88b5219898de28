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

/** Lines with their folds taken out (RFC 5545, 3.1). */
const lines = (changes: Partial<Invitation> = {}): string[] =>
  drawInvitation({ ...invitation, ...changes })
    .toString('utf8')
    .replaceAll('\r\n ', '')
    .split('\r\n')

test('is a request for one event that every calendar can read', () => {
  expect(lines()).toEqual(
    expect.arrayContaining([
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      'UID:pickup-1-TI-7K3M-92QF@backhaul.example',
      'SEQUENCE:0',
      'SUMMARY:Afhentning\\, TI-7K3M-92QF',
      'STATUS:CONFIRMED',
      'DTSTAMP:20260302T090000Z',
    ]),
  )
})

test.each([
  ['in winter', '2026-03-27', 'DTSTART:20260327T070000Z', 'DTEND:20260327T110000Z'],
  ['in summer, from the next Monday on', '2026-03-30', 'DTSTART:20260330T060000Z', 'DTEND:20260330T100000Z'],
])('is at the hour of the programme’s time zone %s', (_, date, start, end) => {
  expect(lines({ date })).toEqual(expect.arrayContaining([start, end]))
})

test('is the same bytes for the same facts', () => {
  expect(drawInvitation(invitation).equals(drawInvitation(invitation))).toBe(true)
})

test('takes the place of the one before, or takes it away', () => {
  expect(lines({ sequence: 2, method: 'CANCEL' })).toEqual(
    expect.arrayContaining(['SEQUENCE:2', 'METHOD:CANCEL', 'STATUS:CANCELLED']),
  )
})

test('is not led astray by what somebody typed', () => {
  const typed = 'Firma\r\nATTENDEE:mailto:thief@example.com'
  expect(lines({ location: typed }).filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(1)
})
