import { moved, type Machine } from '../../server/base/machine.ts'
import { aliveStates, paymentMachine, runMachine } from '../../server/payments/machines.ts'

const machines: [string, Machine<string>, string, string[]][] = [
  ['run', runMachine, 'created', ['cancelled']],
  ['payment', paymentMachine, 'planned', ['rejected', 'removed', 'returned']],
]

test.each(machines)('every state of a %s is reached, and its ends are ends', (_, table, start, ends) => {
  const reached = new Set([start])
  for (const state of reached) for (const next of Object.values(table[state] ?? {})) reached.add(next)
  expect([...reached].toSorted()).toEqual(Object.keys(table).toSorted())
  expect(
    Object.keys(table)
      .filter((state) => Object.keys(table[state] ?? {}).length === 0)
      .toSorted(),
  ).toEqual(ends)
})

test('a payment that left the living never comes back to life (R97)', () => {
  const alive: readonly string[] = aliveStates
  const dead = Object.entries(paymentMachine).filter(([state]) => !alive.includes(state))
  expect(dead.flatMap(([, moves]) => Object.values(moves)).filter((next) => alive.includes(next))).toEqual([])
})

test.each(['created', 'cancelled'] as const)('a run that is %s cannot be exported (P3)', (state) => {
  expect(moved(runMachine, state, 'export')).toBeUndefined()
})
