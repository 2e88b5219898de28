/** A move from drawn numbers: mostly one that brings a claim on, now and then one that is out of place or outdated. */
import type { Claim } from '../../server/claims/claim.ts'
import { auditMachine, type Verdict } from '../../server/claims/machines.ts'
import type { Move, MoveKind } from '../../server/claims/moves.ts'
import type { Application } from '../../server/programmes/application.ts'
import { device, unit } from '../programmes/samples.ts'
import { answerBy, move, moves, under } from './samples.ts'

/** Whole numbers; each picks one thing by its remainder. */
export type Draw = {
  readonly kind: number
  readonly unit: number
  readonly detail: number
  readonly stray: number
}

const onward: readonly MoveKind[] = [
  'approve',
  'label',
  'receive',
  'inspect',
  'answer',
  'accept-proposal',
  'finalise',
  'queue',
  'pay',
]

/** What carriers may say once they have something. */
const onTheRoad: readonly MoveKind[] = [...onward, 'scan', 'lose', 'damage']

const of = <Item>(list: readonly Item[], drawn: number): Item => {
  const item = list[drawn % list.length]
  if (item === undefined) throw new Error('nothing to draw from')
  return item
}

const verdicts = Object.keys(auditMachine).filter((state) => state !== 'pending') as Verdict[]

/** Four in five draws are of a move that brings the claim on. */
export function randomMove(claim: Claim, draw: Draw): Move {
  const usual = claim.units.some(({ custody }) => custody === 'handed-over') ? onTheRoad : onward
  const kind = draw.stray % 5 === 0 ? of(Object.keys(moves) as MoveKind[], draw.kind) : of(usual, draw.kind)
  const one = of(claim.units, draw.unit)
  const units = draw.unit % 3 === 0 ? [one.position] : claim.units.map(({ position }) => position)
  const isOutdated = draw.stray % 7 === 0
  const version = claim.proposalVersion - (isOutdated ? 1 : 0)
  const { category, condition } = {
    category: of(under.categories, draw.detail).id,
    condition: of(under.conditions, draw.detail >> 3).id,
  }
  const varied: Partial<Record<MoveKind, Move>> = {
    label: { ...moves.label, units },
    'hand-over': { ...moves['hand-over'], units },
    scan: { ...moves.scan, units },
    lose: { ...moves.lose, units },
    damage: { ...moves.damage, units },
    receive: { ...moves.receive, units },
    inspect: move('inspect', {
      unit: one.position,
      verdict: draw.detail % 2 === 0 ? 'match' : of(verdicts, draw.detail),
      category,
      condition,
    }),
    answer: move('answer', {
      unit: one.position,
      offerNo: (one.offered?.no ?? 0) - (isOutdated ? 1 : 0),
      answer: of(['accept', 'accept', 'decline', 'dispute'] as const, draw.detail),
    }),
    'accept-proposal': { ...moves['accept-proposal'], version },
    'refuse-proposal': { ...moves['refuse-proposal'], version },
    resubmit: move('resubmit', { application: declaring(claim, { category, condition }) }),
    lapse: move('lapse', { clock: of(under.clocks, draw.detail).id, dueOn: answerBy }),
  }
  return varied[kind] ?? moves[kind]
}

/** The claim's application with every device declared as something else. */
const declaring = (
  { application, units }: Claim,
  declared: { category: string; condition: string },
): Application => ({
  ...application,
  units: units.map(({ position }) => ({
    ...unit(position),
    device: { ...device(position), ...declared },
  })),
})
