/**
 * What the carriers' words of a parcel mean for the units inside it (R40): moves of the claim, none where they are that
 * far already. Pure.
 */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../base/actor.ts'
import type { Claim } from '../../claims/claim.ts'
import type { CustodyState } from '../../claims/machines.ts'
import type { MoveOf } from '../../claims/moves.ts'
import { custodyBy, takenAt, type Reached } from '../tracking.ts'
import type { NamedParcel } from './number-store.ts'

export type TracingMove = MoveOf<'hand-over' | 'scan' | 'lose' | 'damage'>

const moveTo = {
  'in-transit': 'scan',
  lost: 'lose',
  'damaged-in-transit': 'damage',
} as const

/** R40: title passes at the first moment that the carrier had the parcel. Its "delivered" is no receipt. */
export function movesBy(
  claim: Claim,
  { sscc, units }: Pick<NamedParcel, 'sscc' | 'units'>,
  reached: Reached,
  by: Actor,
): readonly TracingMove[] {
  const custody = custodyBy(reached)
  const taken = takenAt(reached)
  if (!custody || !taken) return []
  const inside = (states: readonly CustodyState[]): number[] =>
    claim.units
      .filter((unit) => units.includes(unit.position) && states.includes(unit.custody))
      .map(({ position }) => position)
  const at = Temporal.Instant.from(taken)
  const notTaken = inside(['labelled'])
  const handOver = { kind: 'hand-over', by, units: notTaken, at } as const
  const moves: TracingMove[] = notTaken.length > 0 ? [handOver] : []
  if (custody === 'handed-over') return moves
  const behind = inside(['labelled', ...comesBefore[custody]])
  if (behind.length === 0) return moves
  const since = Temporal.Instant.from(sinceOf(reached, custody) ?? taken)
  return [...moves, { kind: moveTo[custody], by, units: behind, sscc, at: since }]
}

/** From where the carrier's word moves a unit; from anywhere else it moves nothing. */
const comesBefore: Readonly<Record<keyof typeof moveTo, readonly CustodyState[]>> = {
  'in-transit': ['handed-over', 'lost'],
  lost: ['handed-over', 'in-transit', 'damaged-in-transit'],
  'damaged-in-transit': ['handed-over', 'in-transit', 'lost'],
}

const sinceOf = (reached: Reached, custody: keyof typeof moveTo): string | undefined =>
  custody === 'lost'
    ? reached.lost?.last
    : custody === 'damaged-in-transit'
      ? reached.damaged?.first
      : reached['in-transit']?.first
