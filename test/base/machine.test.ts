import { machine, moved } from '../../server/base/machine.ts'

const door = machine({ open: { shut: 'closed' }, closed: { pull: 'open', lock: 'locked' }, locked: {} })

test.each([
  ['open', 'shut', 'closed'],
  ['closed', 'lock', 'locked'],
  ['open', 'lock', undefined],
  ['locked', 'pull', undefined],
  ['open', 'toString', undefined],
  ['open', '__proto__', undefined],
] as const)('from %s, %s leads to %s', (state, move, next) => {
  expect(moved(door, state, move)).toBe(next)
})
