import { readOwnContract } from '../../../server/shipping/carriers/own-contract.ts'

const event = {
  id: 'E-1',
  number: '(00) 395212340000000017',
  kind: 'handed-over',
  at: '2026-03-02T09:00:00+01:00',
  place: ' Aarhus ',
  driver: 'somebody',
}

test('an event in the form of the contract', () => {
  expect(readOwnContract({ events: [event] })).toEqual([
    {
      eventId: 'E-1',
      number: '395212340000000017',
      kind: 'handed-over',
      occurredAt: '2026-03-02T08:00:00.000Z',
      place: 'Aarhus',
    },
  ])
})

test('a visit in vain with its reason and its price (R38, R39)', () => {
  const cost = { amountMinor: 31_000, currency: 'DKK' }
  expect(
    readOwnContract({ events: [{ ...event, kind: 'delayed', reason: 'nobody-there', cost }] }),
  ).toMatchObject([{ kind: 'delayed', code: 'nobody-there', visit: { outcome: 'not-ready', cost } }])
})

test.each([
  [{ ...event, reason: 'because' }, '/events/0/reason'],
  [{ ...event, reason: 'no-time', cost: { amountMinor: -1, currency: 'DKK' } }, '/events/0/cost/amountMinor'],
  [{ ...event, at: '2026-03-02T09:00' }, '/events/0/at'],
  [{ ...event, kind: 'delivered' }, '/events/0/kind'],
  [{ ...event, number: '12' }, '/events/0/number'],
  [{ ...event, id: '' }, '/events/0/id'],
])('%j is refused by the name of its field', (wrong, path) => {
  expect(() => readOwnContract({ events: [wrong] })).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ path })] }),
  )
})
