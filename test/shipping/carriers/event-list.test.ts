import { readEventList } from '../../../server/shipping/carriers/event-list.ts'

const zone = 'Europe/Copenhagen'
const read = (text: string): object[] =>
  readEventList(text, zone).map(({ number, kind, occurredAt, place }) => ({
    number,
    kind,
    occurredAt,
    place,
  }))

test('a list with semicolons, a mark at its head and local times', () => {
  expect(
    read(
      '\uFEFFNumber;Event;At;Place\r\n(00) 3952 1234 0000 0000 17;in-transit;2026-03-29 02:30;"Padborg; hub"\r\n',
    ),
  ).toEqual([
    {
      number: '395212340000000017',
      kind: 'in-transit',
      // The hour that summer time skips.
      occurredAt: '2026-03-29T01:30:00.000Z',
      place: 'Padborg; hub',
    },
  ])
})

test('the same line is the same event, on whichever list it stands', () => {
  const [one] = readEventList('number,event,at\nAB12345678,lost,2026-03-02T10:00Z\n', zone)
  const [, again] = readEventList(
    'number,event,at,place\nAB12345679,lost,2026-03-02T10:00Z,\nab 1234 5678,lost,2026-03-02 11:00,Aarhus\n',
    zone,
  )
  expect(again?.eventId).toBe(one?.eventId)
})

test.each([
  ['no line', 'number,event,at\n', 'too-few-entries', ''],
  ['an unknown event', 'number,event,at\nAB12345678,teleported,2026-03-02T10:00Z', 'not-allowed', '/0/event'],
  [
    'a misread postal number',
    'number,event,at\nRR473124828DK,lost,2026-03-02T10:00Z',
    'postal-number-misread',
    '/0/number',
  ],
  ['a day alone', 'number,event,at\nAB12345678,lost,2026-03-02', 'not-a-moment', '/0/at'],
  ['a day that is none', 'number,event,at\nAB12345678,lost,2026-02-30T10:00Z', 'not-a-moment', '/at'],
  ['another heading', 'parcel,event,at\nAB12345678,lost,2026-03-02T10:00Z', 'missing-field', '/0/number'],
  ['lines of unequal length', 'number,event,at\n"AB', 'event-list-unreadable', ''],
])('%s is refused whole', (_, text, code, path) => {
  expect(() => readEventList(text, zone)).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ code, path })] }),
  )
})

test('a visit in vain with its reason and its price, on the lines that have them', () => {
  const list = readEventList(
    'number;event;at;reason;cost\nAB12345678;delayed;2026-03-02T10:00Z;no-access;310,00 DKK\nAB12345679;delayed;2026-03-02T10:00Z;;\n',
    zone,
  )
  expect(list.map(({ code, visit }) => ({ code, visit }))).toEqual([
    {
      code: 'no-access',
      visit: { outcome: 'not-ready', cost: { amountMinor: 31_000, currency: 'DKK' } },
    },
    {},
  ])
})
