import { drawInvitation, type Invitation } from '../../server/shipping/invitation.ts'
import { invitation } from './samples.ts'

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
