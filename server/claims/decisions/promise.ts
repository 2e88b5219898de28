/**
 * Rewards that the approval itself promises: nothing travels and nobody invoices, so nothing is left to agree on (R59,
 * R66). Money is owed from then on, under the claim's reference; goods are ordered for shipping (R67).
 */
import type { Programme } from '../../programmes/programme.ts'
import { step, unitAt, withUnits, type Claim, type Unit } from '../claim.ts'
import { claimMachine, offerMachine, settlementMachine } from '../machines.ts'
import type { ClaimEvent, Decision, MoveOf } from '../moves.ts'

/** Whether a programme pays what it approves, without a document of its participant. */
export const paysOnApproval = (claim: Claim, { selfBilling }: Programme): boolean =>
  selfBilling === undefined && claim.units.every(({ custody }) => custody === 'not-applicable')

/** An approved claim with its rewards on their way; a cap may have left nothing of them (R61). */
export function promise(claim: Claim, events: readonly ClaimEvent[], programme: Programme): Decision {
  const rewards = claim.units.map((unit) => rewardOf(unit, programme))
  const units = claim.units.map((unit, place): Unit => {
    const offer = step(offerMachine, unit.offer, 'accept')
    const move = { money: 'promise', goods: 'order', nothing: undefined } as const
    const ordered = move[rewards[place]?.kind ?? 'nothing']
    return ordered
      ? { ...unit, offer, settlement: step(settlementMachine, unit.settlement, ordered) }
      : { ...unit, offer }
  })
  const amountMinor = rewards.reduce((sum, reward) => sum + reward.amountMinor, 0)
  const told: ClaimEvent[] = [
    ...(amountMinor > 0
      ? [{ kind: 'promised', facts: { payable: claim.reference, amountMinor } } as const]
      : []),
    ...rewards.flatMap(({ kind, partNumber }, place): ClaimEvent[] => {
      const unit = claim.units[place]?.position ?? 0
      return kind === 'goods' ? [{ kind: 'goods-ordered', unit, facts: { partNumber } }] : []
    }),
  ]
  const next = { ...claim, units }
  return told.length > 0 ? { next, events: [...events, ...told] } : closed(next, events)
}

type Reward = {
  readonly kind: 'money' | 'goods' | 'nothing'
  readonly amountMinor: number
  readonly partNumber: string
}

function rewardOf({ offered }: Unit, { values }: Programme): Reward {
  const amountMinor = offered?.amountMinor ?? 0
  if (amountMinor === 0) return { kind: 'nothing', amountMinor: 0, partNumber: '' }
  const goods = values.rows.find(({ id }) => id === offered?.row)?.goods
  return goods
    ? { kind: 'goods', amountMinor: 0, partNumber: goods.partNumber }
    : { kind: 'money', amountMinor, partNumber: '' }
}

/** P3: somebody who may let money go lets the accessory go. Where the unit stands is as before: it waits to leave. */
export function releaseGoods(claim: Claim, move: MoveOf<'release-goods'>): Decision {
  const unit = unitAt(claim, move.unit)
  step(settlementMachine, unit.settlement, 'ship')
  return { next: claim, events: [{ kind: 'goods-released', unit: unit.position, facts: {} }] }
}

/** R67: the accessory has left; with the last thing that was promised the claim is closed. */
export function shipGoods(claim: Claim, move: MoveOf<'ship-goods'>): Decision {
  const unit = unitAt(claim, move.unit)
  const settlement = step(settlementMachine, unit.settlement, 'ship')
  const next = withUnits(
    claim,
    ({ id }) => id === unit.id,
    (one) => ({ ...one, settlement }),
  )
  const shipped: ClaimEvent = { kind: 'goods-shipped', unit: unit.position, facts: { parcel: move.parcel } }
  return next.units.some(isPromised) ? { next, events: [shipped] } : closed(next, [shipped])
}

const isPromised = ({ settlement }: Unit): boolean => ['final', 'queued', 'ordered'].includes(settlement)

const closed = (claim: Claim, events: readonly ClaimEvent[]): Decision => ({
  next: { ...claim, state: step(claimMachine, step(claimMachine, claim.state, 'settle'), 'close') },
  events: [...events, { kind: 'settled', facts: {} }, { kind: 'closed', facts: {} }],
})
