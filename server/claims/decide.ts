/**
 * The one judge of moves: what is, what is asked, the programme and the time come in; what then is and what happened
 * comes out. Pure. Each stage's decisions stand in a file of their own under `decisions/`.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Programme } from '../programmes/programme.ts'
import type { Claim } from './claim.ts'
import type { Allowance } from './cuts.ts'
import { credit, object } from './decisions/correction.ts'
import { handOver, label, receive, trace, undoReceipt } from './decisions/custody.ts'
import { lapse, remind } from './decisions/lapse.ts'
import { arrangePickup, attemptPickup, cancelPickup } from './decisions/pickup.ts'
import { answer, inspect, proposeAgain } from './decisions/offer.ts'
import { approve, ask, reject, resubmit, withdraw } from './decisions/review.ts'
import { recover, repay, setOff, writeOff } from './decisions/recovery.ts'
import { releaseGoods, shipGoods } from './decisions/promise.ts'
import { bounce, giveAccount, pay, queue, unqueue } from './decisions/payment.ts'
import { extend, setAside, takeUp, type Reckoned } from './decisions/time.ts'
import { acceptProposal, finalise, refuseProposal } from './decisions/settlement.ts'
import type { Decision, Move, MoveOf } from './moves.ts'
import type { Standing } from './standing-store.ts'

/** What a decision may need beyond the claim; gathered in the same transaction. */
export type MoveFacts = {
  readonly now: Temporal.Instant
  /** The day until which an offer made today can be answered. */
  readonly answerBy?: Temporal.PlainDate
  /** What caps that cut leave of the claim's worth (R61). */
  readonly allowances?: readonly Allowance[]
  /** What stands against an approval. */
  readonly standing?: Standing
  /** What the days asked for lead to; none where the clock does not run (R23). */
  readonly extension?: Reckoned
  /** True while customer service has the claim (R4). */
  readonly isSetAside?: boolean
}

/** @throws Refusal when the move is not allowed; its faults name the state, the move and the unit. */
export function decide(claim: Claim, move: Move, programme: Programme, facts: MoveFacts): Decision {
  switch (move.kind) {
    case 'approve':
      return approve(claim, move, programme, facts)
    case 'ask':
      return ask(claim, move)
    case 'reject':
      return reject(claim, move)
    case 'resubmit':
      return resubmit(claim, move)
    case 'withdraw':
      return withdraw(claim)
    case 'extend':
      return extend(claim, move, programme, facts)
    case 'set-aside':
      return setAside(claim, move, programme, facts)
    case 'take-up':
      return takeUp(claim, facts)
    case 'label':
      return label(claim, move)
    case 'arrange-pickup':
      return arrangePickup(claim, move)
    case 'cancel-pickup':
      return cancelPickup(claim, move)
    case 'attempt-pickup':
      return attemptPickup(claim, move)
    case 'hand-over':
      return handOver(claim, move)
    case 'scan':
    case 'lose':
    case 'damage':
      return trace(claim, move)
    case 'receive':
      return receive(claim, move)
    case 'undo-receipt':
      return undoReceipt(claim, move)
    case 'inspect':
      return inspect(claim, move, programme, facts)
    case 'answer':
      return answer(claim, move, programme)
    case 'accept-proposal':
      return acceptProposal(claim, move)
    case 'refuse-proposal':
      return refuseProposal(claim, move)
    case 'propose-again':
      return proposeAgain(claim)
    case 'finalise':
      return finalise(claim, move)
    case 'credit':
      return credit(claim, move)
    case 'object':
      return object(claim, move)
    case 'remind':
      return remind(claim, move)
    case 'lapse':
      return lapse(claim, move, programme)
    case 'queue':
    case 'unqueue':
    case 'pay':
    case 'return':
    case 'recover':
    case 'repay':
    case 'write-off':
    case 'set-off':
    case 'release-goods':
    case 'ship-goods':
    case 'give-account':
      return decideMoney(claim, move)
  }
}

type MoneyMove = MoveOf<
  | 'queue'
  | 'unqueue'
  | 'pay'
  | 'return'
  | 'recover'
  | 'repay'
  | 'write-off'
  | 'set-off'
  | 'release-goods'
  | 'ship-goods'
  | 'give-account'
>

/** What moves rewards and money, and asks nothing of the programme. */
function decideMoney(claim: Claim, move: MoneyMove): Decision {
  switch (move.kind) {
    case 'queue':
      return queue(claim, move)
    case 'unqueue':
      return unqueue(claim, move)
    case 'pay':
      return pay(claim, move)
    case 'return':
      return bounce(claim, move)
    case 'recover':
      return recover(claim, move)
    case 'repay':
      return repay(claim, move)
    case 'write-off':
      return writeOff(claim, move)
    case 'set-off':
      return setOff(claim, move)
    case 'release-goods':
      return releaseGoods(claim, move)
    case 'ship-goods':
      return shipGoods(claim, move)
    case 'give-account':
      return giveAccount(claim, move)
  }
}
