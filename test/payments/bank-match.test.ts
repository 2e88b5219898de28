import { matchBooking, matchStatus, type SentPayment } from '../../server/payments/bank-match.ts'
import { bookingsIn } from '../../server/payments/bank-statement.ts'
import { statusReport } from '../../server/payments/bank-status.ts'
import { readBankXml } from '../../server/payments/bank-xml.ts'
import { detail, entry, notificationFile, statementFile, statusFile, statusOf } from './bank-answers.ts'

const sent = (n: number, change: Partial<SentPayment> = {}): SentPayment => ({
  endToEndId: `SB-${n}`,
  run: 'RUN-2026-000001',
  batch: 'RUN-2026-000001-DKK',
  amountMinor: n * 10_000,
  currency: 'DKK',
  state: 'sent',
  ...change,
})

const statusIn = (file: Buffer, payments = [sent(1), sent(2)]) =>
  matchStatus(statusReport(readBankXml([file]).document), payments)

const bookingsOf = (file: Buffer) => [...bookingsIn([file])]
const oneOf = (entries: string) => {
  const [booking] = bookingsOf(notificationFile(entries))
  if (!booking) throw new Error('no booking')
  return booking
}

test('PART means: read each; what is not listed stays open (B2)', () => {
  const file = statusFile({ listed: statusOf('SB-1', 'RJCT', 'AC04') })
  expect(statusIn(file)).toEqual({
    moves: [{ endToEndId: 'SB-1', move: 'reject', reason: 'AC04 Søn & Co.' }],
    questions: [],
  })
})

test('a rejected file rejects all that is in it', () => {
  expect(statusIn(statusFile({ group: 'RJCT' })).moves.map(({ move }) => move)).toEqual(['reject', 'reject'])
})

test.each([
  ['accepted', 'RJCT', ['reject']],
  ['rejected', 'ACSP', []],
  ['executed', 'ACSC', []],
  ['sent', 'PDNG', []],
  ['sent', 'ACSP', ['accept']],
  ['accepted', 'ACSP', ['accept']],
] as const)('a payment that is %s and told %s: %j, in whatever order it comes (B1)', (state, code, moves) => {
  const match = statusIn(statusFile({ listed: statusOf('SB-1', code) }), [sent(1, { state })])
  expect(match.moves.map(({ move }) => move)).toEqual(moves)
  expect(match.questions).toEqual([])
})

test('an unknown run, and an unknown payment, wait for a person (B1)', () => {
  expect(statusIn(statusFile({ run: 'RUN-9' })).questions).toEqual([
    { question: 'unknown-run', reference: 'RUN-9' },
  ])
  const stranger = statusIn(statusFile({ listed: statusOf('SB-9', 'RJCT') }))
  expect(stranger).toEqual({ moves: [], questions: [{ question: 'unknown-reference', reference: 'SB-9' }] })
})

test('a batch booked as one entry with details is read payment by payment', () => {
  const details = detail('SB-1', '100.00', 'DBIT') + detail('SB-2', '200.00', 'DBIT')
  const bookings = bookingsOf(statementFile('1000.00', '700.00', entry('300.00', 'DBIT', details)))
  expect(bookings.flatMap((booking) => matchBooking(booking, [sent(1), sent(2)]).moves)).toEqual([
    { endToEndId: 'SB-1', move: 'book', on: '2026-12-15' },
    { endToEndId: 'SB-2', move: 'book', on: '2026-12-15' },
  ])
})

const whole = (amount: string) =>
  oneOf(entry(amount, 'DBIT', '<Btch><PmtInfId>RUN-2026-000001-DKK</PmtInfId></Btch>'))

test('a batch booked without details pays all of it, or none when the amount is another', () => {
  expect(matchBooking(whole('300.00'), [sent(1), sent(2)]).moves).toHaveLength(2)
  expect(matchBooking(whole('200.00'), [sent(1, { state: 'rejected' }), sent(2)]).moves).toHaveLength(1)
  expect(matchBooking(whole('299.99'), [sent(1), sent(2)]).questions).toMatchObject([
    { question: 'other-amount' },
  ])
})

test('pending entries move nothing (B2)', () => {
  expect(
    bookingsOf(notificationFile(entry('100.00', 'DBIT', detail('SB-1', '100.00', 'DBIT'), 'PDNG'))),
  ).toEqual([])
})

test.each(['sent', 'accepted', 'executed'] as const)(
  'a return of a payment that is %s reopens it (B3)',
  (state) => {
    const back = detail('SB-1', '100.00', 'CRDT', '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>')
    const booking = oneOf(entry('100.00', 'CRDT', back))
    const match = matchBooking(booking, [sent(1, { state })])
    expect(match.moves).toEqual([{ endToEndId: 'SB-1', move: 'return', on: '2026-12-15', reason: 'AC04' }])
    expect(matchBooking(booking, [sent(1, { state: 'returned' })])).toEqual({ moves: [], questions: [] })
  },
)

test('a booking that is told after its return changes nothing', () => {
  const booking = oneOf(entry('100.00', 'DBIT', detail('SB-1', '100.00', 'DBIT')))
  expect(matchBooking(booking, [sent(1, { state: 'returned' })])).toEqual({ moves: [], questions: [] })
})

test.each([
  ['one øre less', sent(1, { amountMinor: 10_001 }), 'other-amount'],
  ['another currency', sent(1, { currency: 'EUR' }), 'other-currency'],
  ['a reference that is not ours', sent(2), 'unknown-reference'],
  ['a payment that was rejected', sent(1, { state: 'rejected' }), 'contradicts'],
])('%s is never matched by itself (B4, B5)', (_, payment, question) => {
  const booking = oneOf(entry('100.00', 'DBIT', detail('SB-1', '100.00', 'DBIT')))
  expect(matchBooking(booking, [payment])).toEqual({
    moves: [],
    questions: [{ question, reference: 'SB-1', booking }],
  })
})

test('money without a reference waits for a person (B4)', () => {
  const words = '<RmtInf><Ustrd>Tilbagebetaling REC-4</Ustrd></RmtInf>'
  const booking = oneOf(entry('200.00', 'CRDT', detail('NOTPROVIDED', '200.00', 'CRDT', words)))
  expect(booking.remittance).toBe('Tilbagebetaling REC-4')
  expect(matchBooking(booking, [sent(1)]).questions).toMatchObject([{ question: 'no-reference' }])
})

test('a statement that does not add up is refused whole', () => {
  const entries = entry('100.00', 'DBIT', detail('SB-1', '100.00', 'DBIT'))
  expect(bookingsOf(statementFile('1000.00', '900.00', entries))).toHaveLength(1)
  expect(() => bookingsOf(statementFile('1000.00', '900.01', entries))).toThrow('statement-does-not-add-up')
})

test('details that leave something out do not lose it: the entry counts as a whole', () => {
  const [booking] = bookingsOf(notificationFile(entry('300.00', 'DBIT', detail('SB-1', '100.00', 'DBIT'))))
  expect(booking?.amountMinor).toBe(-30_000)
})

test('the same movement has the same key in every file; two equal ones have two', () => {
  const movement = entry('100.00', 'DBIT', detail('SB-1', '100.00', 'DBIT'))
  const [told] = bookingsOf(notificationFile(movement))
  const [first, second] = bookingsOf(statementFile('1000.00', '800.00', movement + movement))
  expect(first?.key).toBe(told?.key)
  expect(second?.key).not.toBe(told?.key)
})
