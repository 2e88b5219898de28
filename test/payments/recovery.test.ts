import { Temporal } from 'temporal-polyfill'
import { isToRemind, leftOf, numbersIn, type Recovery } from '../../server/payments/recovery.ts'
import { recoveredFrom, withCharges } from '../../server/payments/reconciliation.ts'

const recovery: Recovery = {
  number: 'RC-2026-000001',
  reference: 'TI-7K3M-92QF',
  cause: 'credited',
  amountMinor: 150_000,
  currency: 'DKK',
  units: [1],
  notifiedAt: Temporal.Instant.from('2026-03-02T09:00:00Z'),
  dueOn: Temporal.PlainDate.from('2026-03-30'),
  state: 'open',
  repaidMinor: 0,
}

test.each([
  ['Tilbagebetaling RC-2026-000004', ['RC-2026-000004']],
  ['faktura ti-ch-2026-000012, tak', ['TI-CH-2026-000012']],
  ['RC-2026-000004 RC-2026-000004 og RC-2026-000005', ['RC-2026-000004', 'RC-2026-000005']],
  ['Gave til moster', []],
])('%s names %j', (words, numbers) => {
  expect(numbersIn(words)).toEqual(numbers)
})

test.each([
  ['2026-03-15', undefined, false],
  ['2026-03-16', undefined, true],
  ['2026-03-20', '2026-03-16', false],
  ['2026-03-27', '2026-03-16', true],
  ['2026-03-30', '2026-03-27', false],
  ['2026-03-31', '2026-03-27', true],
  // A house that slept asks once, not once for each day that it missed.
  ['2026-06-01', '2026-03-16', true],
  ['2026-06-02', '2026-06-01', false],
])('on %s, reminded last on %s: %s (O1)', (today, last, due) => {
  const reminded = last === undefined ? recovery : { ...recovery, remindedOn: Temporal.PlainDate.from(last) }
  expect(isToRemind(reminded, Temporal.PlainDate.from(today), 'Europe/Copenhagen')).toBe(due)
})

test('what is over is not asked for, and too much is less than nothing', () => {
  const today = Temporal.PlainDate.from('2026-06-01')
  expect(isToRemind({ ...recovery, state: 'repaid' }, today, 'Europe/Copenhagen')).toBe(false)
  expect(leftOf({ ...recovery, repaidMinor: 150_001 })).toBe(-1)
})

const entry = (kind: string, amountMinor: number) => ({ claim: 'TI-1', kind, facts: { amountMinor } })

test('the journal alone tells what is owed to us (R97)', () => {
  const told = recoveredFrom([
    entry('overpayment-notified', 100),
    entry('charged', 50),
    entry('repayment', 30),
    entry('written-off', 20),
    entry('paid', 7),
  ])
  expect(told).toEqual(new Map([['TI-1', { owed: 100, paid: 0 }]]))
  expect(withCharges(told, [{ reference: 'TI-1', amountMinor: 5 }]).get('TI-1')?.owed).toBe(105)
})
