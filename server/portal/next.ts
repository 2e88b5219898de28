/** What comes next for a claim, who must act and by when: the one question that a participant's page answers. Pure. */
import { agreed, type Claim } from '../claims/claim.ts'
import type { CustodyState } from '../claims/machines.ts'
import type { RunningClock } from '../claims/clock-store.ts'
import type { Way } from '../shipping/shipment.ts'

export type NextStep = {
  /** Texts stand under `status.next.<code>`. */
  readonly code:
    | 'checking'
    | 'complete'
    | 'send'
    | 'choose-pickup'
    | 'pickup'
    | 'pickup-by-us'
    | 'hazard'
    | 'on-its-way'
    | 'lost'
    | 'auditing'
    | 'answer'
    | 'clarifying'
    | 'settling'
    | 'proposal'
    | 'paying'
    | 'paid'
    | 'reward'
    | 'reward-sent'
    | 'nothing-owed'
    | 'rejected'
    | 'void'
    | 'withdrawn'
  readonly who: 'you' | 'us' | 'carrier' | 'nobody'
  /** ISO date. */
  readonly by?: string
  readonly facts?: Readonly<Record<string, string | number>>
}

export type Journey = {
  readonly claim: Claim
  readonly clocks: readonly RunningClock[]
  readonly way?: Way | undefined
  /** How the pick-up stands, and its ISO date: an agreed day, or the last one on which it could be. */
  readonly pickup?: { readonly state: 'to-choose' | 'agreed' | 'by-us'; readonly on: string } | undefined
  /** True when a proposal waits for its answer. */
  readonly isProposed: boolean
}

/** The one next step of a claim. Every state has one. */
export function nextStep(journey: Journey): NextStep {
  switch (journey.claim.state) {
    case 'draft':
    case 'incomplete':
      return { code: 'complete', who: 'you', ...dueOf(journey, 'ship-by') }
    case 'submitted':
      return { code: 'checking', who: 'us' }
    case 'rejected':
    case 'void':
    case 'withdrawn':
      return { code: journey.claim.state, who: 'nobody' }
    case 'settled':
    case 'closed':
      return { code: endOf(journey.claim), who: 'nobody' }
    case 'approved':
      return afterApproval(journey)
  }
}

/** R67: the reward is an accessory, not money. */
const isGoods = ({ settlement }: Claim['units'][number]): boolean =>
  settlement === 'ordered' || settlement === 'shipped'

function endOf({ units }: Claim): 'paid' | 'reward-sent' | 'nothing-owed' {
  const given = units.filter(agreed)
  if (given.length === 0) return 'nothing-owed'
  return given.every(isGoods) ? 'reward-sent' : 'paid'
}

/** With the carrier; what it damaged comes all the same. */
const onTheRoad: readonly CustodyState[] = ['handed-over', 'in-transit', 'damaged-in-transit']

function afterApproval(journey: Journey): NextStep {
  const { units } = journey.claim
  if (isMoneyOnly(journey.claim)) {
    if (journey.isProposed) return { code: 'proposal', who: 'you' }
    const promised = units.filter(agreed)
    if (promised.length > 0 && promised.every(isGoods)) return { code: 'reward', who: 'us' }
    return { code: 'paying', who: 'us', ...dueOf(journey, 'pay-by') }
  }
  if (units.some(({ custody }) => custody === 'refused-hazard')) return { code: 'hazard', who: 'us' }
  if (units.some(({ custody }) => custody === 'with-participant' || custody === 'labelled'))
    return toSend(journey)
  const open = units.find(
    ({ audit, offer }) => audit !== 'pending' && (offer === 'proposed' || offer === 'expired'),
  )
  if (open)
    return {
      code: 'answer',
      who: 'you',
      ...(open.offered?.answerBy && { by: open.offered.answerBy.toString() }),
    }
  if (units.some(({ custody }) => custody === 'lost')) return { code: 'lost', who: 'us' }
  if (units.some(({ custody }) => onTheRoad.includes(custody))) return { code: 'on-its-way', who: 'carrier' }
  if (units.some(({ audit }) => audit === 'pending')) return { code: 'auditing', who: 'us' }
  // What its owner objects to is for us to look at again (R42, R48).
  if (units.some(({ offer, settlement }) => offer === 'disputed' || settlement === 'refused'))
    return { code: 'clarifying', who: 'us' }
  if (journey.isProposed) return { code: 'proposal', who: 'you' }
  return { code: units.some(agreed) ? 'paying' : 'settling', who: 'us', ...dueOf(journey, 'pay-by') }
}

/** R58, R59: nothing travels, so nothing is inspected either. */
export const isMoneyOnly = ({ units }: Claim): boolean =>
  units.every(({ custody }) => custody === 'not-applicable')

function toSend(journey: Journey): NextStep {
  const { way, pickup } = journey
  if (way !== 'pick-up') return { code: 'send', who: 'you', ...dueOf(journey, 'ship-by') }
  const by = pickup && { by: pickup.on }
  switch (pickup?.state) {
    case 'agreed':
      return { code: 'pickup', who: 'carrier', ...by }
    case 'to-choose':
      return { code: 'choose-pickup', who: 'you', ...by }
    case 'by-us':
    case undefined:
      return { code: 'pickup-by-us', who: 'us', ...by }
  }
}

function dueOf({ clocks }: Journey, id: string): { by?: string } {
  const clock = clocks.find((one) => one.clock === id && one.state === 'running')
  return clock ? { by: clock.dueOn.toString() } : {}
}
