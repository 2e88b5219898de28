/** The tables prove themselves: nothing is out of reach, ends are ends, and from everywhere an end can be reached. */
import { isDeepStrictEqual } from 'node:util'
import { moved, type Machine } from '../../server/base/machine.ts'
import { Refusal } from '../../server/base/refusal.ts'
import { step } from '../../server/claims/claim.ts'
import {
  auditMachine,
  claimMachine,
  custodyMachine,
  offerMachine,
  settlementMachine,
} from '../../server/claims/machines.ts'

type Table = Machine<string>

/** `starts`: where a claim or unit begins, or where a person puts it. */
const machines: { name: string; table: Table; starts: string[]; ends: string[] }[] = [
  {
    name: 'claim',
    table: claimMachine,
    starts: ['draft'],
    // A closed claim opens again when its payment comes back (B3).
    ends: ['rejected', 'void', 'withdrawn'],
  },
  {
    name: 'custody',
    table: custodyMachine,
    // A box that nobody can tell is found at the centre: it begins there.
    starts: ['with-participant', 'not-applicable', 'unidentified'],
    ends: ['not-applicable', 'kept', 'sent-back', 'recycled'],
  },
  {
    name: 'audit',
    table: auditMachine,
    starts: ['pending'],
    ends: ['match'],
  },
  { name: 'offer', table: offerMachine, starts: ['none'], ends: ['accepted', 'declined'] },
  { name: 'settlement', table: settlementMachine, starts: ['none'], ends: ['shipped', 'written-off'] },
]

const movesOf = (table: Table): string[] => [
  ...new Set(Object.values(table).flatMap((row) => Object.keys(row))),
]

function reachableFrom(table: Table, starts: readonly string[]): Set<string> {
  const reached = new Set(starts)
  for (const state of reached) for (const next of Object.values(table[state] ?? {})) reached.add(next)
  return reached
}

describe.each(machines)('$name', ({ table, starts, ends }) => {
  test('reaches every state', () => {
    expect([...reachableFrom(table, starts)].toSorted()).toEqual(Object.keys(table).toSorted())
  })

  test('ends where it says', () => {
    const without = Object.keys(table).filter((state) => Object.keys(table[state] ?? {}).length === 0)
    expect(without.toSorted()).toEqual(ends.toSorted())
  })

  test('finds an end from everywhere', () => {
    const trapped = Object.keys(table).filter((state) => {
      const reached = reachableFrom(table, [state])
      return !ends.some((end) => reached.has(end))
    })
    expect(trapped).toEqual([])
  })

  test('allows every pair of state and move, or refuses it by name', () => {
    const answered = Object.keys(table).flatMap((state) =>
      movesOf(table).map((move) => ({ state, move, answer: answerOf(table, state, move) })),
    )
    expect(
      answered.filter(({ state, move, answer }) => answer !== (table[state]?.[move] ?? 'refused')),
    ).toEqual([])
  })
})

/** Where the move leads, or `refused` when it is refused as a conflict that names state, move and place. */
function answerOf(table: Table, state: string, move: string): string {
  try {
    return step(table, state, move, '/units/0')
  } catch (error) {
    const named = { code: 'move-not-allowed', path: '/units/0', facts: { state, move } }
    const isNamed = error instanceof Refusal && isDeepStrictEqual(error.faults, [named])
    return isNamed && error.kind === 'conflict' ? 'refused' : String(error)
  }
}

test('what every object has is no move', () => {
  expect(moved(claimMachine, 'draft', 'toString')).toBeUndefined()
})
