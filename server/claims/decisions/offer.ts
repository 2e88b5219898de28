/** What the audit found, the offer that follows from it, and the participant's answer (R16, R42-R44, R97). */
import type { Temporal } from 'temporal-polyfill'
import { refuse } from '../../base/refusal.ts'
import type { Programme } from '../../programmes/programme.ts'
import { priceAsFound } from '../../programmes/values.ts'
import {
  isLiving,
  isOnShelf,
  mustBeApproved,
  step,
  unitAt,
  withUnits,
  type Claim,
  type Offer,
  type Unit,
} from '../claim.ts'
import { cutTo, type Allowance } from '../cuts.ts'
import { auditMachine, claimMachine, custodyMachine, offerMachine, settlementMachine } from '../machines.ts'
import type { ClaimEvent, Decision, MoveOf } from '../moves.ts'

type InspectionFacts = {
  readonly answerBy?: Temporal.PlainDate
  readonly allowances?: readonly Allowance[]
}

/**
 * A match makes the quote final: nothing is left to ask. Any other verdict supersedes it by an offer of what the device
 * is worth as found, priced by the same table, and the participant is asked (R43). A disputed offer is looked at again
 * (R42): whatever is found then is a new offer, and a match is accepted with it. Nothing is decided while other eyes have
 * to look, and nothing follows for a claim that has ended (R97).
 */
export function inspect(
  claim: Claim,
  move: MoveOf<'inspect'>,
  programme: Programme,
  { answerBy, allowances = [] }: InspectionFacts,
): Decision {
  if (isLiving(claim)) mustBeApproved(claim)
  const unit = unitAt(claim, move.unit)
  if (!isOnShelf(unit.custody))
    throw refuse('conflict', 'not-received', { unit: unit.position, custody: unit.custody })
  if (unit.audit !== 'pending' && unit.offer !== 'disputed')
    throw refuse('conflict', 'inspected-before', { reference: claim.reference, unit: unit.position })
  const seen = { ...unit, custody: shelved(unit, move) }
  const { verdict, category, condition, reasons, draw, held } = move
  if (held !== undefined)
    return told(claim, seen, { kind: 'looked-at', facts: { audit: move.audit, held, draw } })
  const audit = step(auditMachine, unit.audit, verdict)
  const found = { audit: move.audit, verdict, category, condition, reasons, draw }
  // R22: so did what stayed behind when the others of its claim were handed over in time.
  const hasEnded = !isLiving(claim) || (unit.audit === 'pending' && unit.offer === 'declined')
  if (hasEnded) return told(claim, { ...seen, audit }, { kind: 'found-after-end', facts: found })
  if (verdict === 'match' && unit.offer === 'proposed') {
    const matched = { ...seen, audit, offer: step(offerMachine, unit.offer, 'accept') }
    return decided(replace(claim, kept(matched)), [
      { kind: 'found-match', unit: unit.position, facts: found },
    ])
  }
  const offered = withinCaps(claim, unit, requote(unit, move, programme, answerBy), allowances)
  const offer = step(offerMachine, step(offerMachine, unit.offer, 'supersede'), 'quote')
  const { no, amountMinor, row, rule } = offered
  const requoted = { ...seen, audit, offer, offered }
  const facts = { ...found, offer: { no, amountMinor, row, rule } }
  if (verdict === 'match') {
    const agreed = kept({ ...requoted, offer: step(offerMachine, offer, 'accept') })
    return decided(replace(claim, agreed), [{ kind: 'found-match', unit: unit.position, facts }])
  }
  return told(claim, requoted, { kind: 'found-different', facts })
}

const told = (claim: Claim, unit: Unit, event: Omit<ClaimEvent, 'unit'>): Decision => ({
  next: replace(claim, unit),
  events: [{ ...event, unit: unit.position }],
})

/** R8: a hazard is set apart at once, before anybody has looked twice; what is none after all comes back. */
function shelved({ custody }: Unit, { verdict, held }: MoveOf<'inspect'>): Unit['custody'] {
  if (verdict === 'hazard') return step(custodyMachine, custody, 'isolate')
  return custody === 'isolated' && held === undefined ? step(custodyMachine, custody, 'clear') : custody
}

/** The second offer is what the device is worth as found, and tells the row that priced it (R43, R44). */
const requote = (
  unit: Unit,
  { verdict, category, condition, reasons }: MoveOf<'inspect'>,
  programme: Programme,
  answerBy: Temporal.PlainDate | undefined,
): Offer => ({
  no: (unit.offered?.no ?? 0) + 1,
  ...priceAsFound(programme, { verdict, category, condition }),
  category,
  condition,
  reasons,
  ...(answerBy && { answerBy }),
})

/** R61: what a cap leaves beside the other units bounds a later offer as it did the quote. */
function withinCaps(
  { units }: Claim,
  { position }: Unit,
  offer: Offer,
  allowances: readonly Allowance[],
): Offer {
  const others = units.flatMap((one) =>
    one.offered && one.position !== position && one.offer !== 'declined'
      ? [{ position: one.position, amountMinor: one.offered.amountMinor, rule: one.offered.rule }]
      : [],
  )
  const { amountMinor, rule } = offer
  // The unit comes last, so that it bears the cut and no offer of another one changes.
  const cut = cutTo(allowances, [...others, { position, amountMinor, rule }]).at(-1)
  if (!cut || cut.amountMinor === amountMinor) return offer
  const reasons = [...offer.reasons, 'cut-to-cap']
  return { ...offer, amountMinor: cut.amountMinor, rule: cut.rule, reasons }
}

const answers = { accept: 'offer-accepted', decline: 'offer-declined', dispute: 'offer-disputed' } as const

/** What an offer is after each answer. */
export const offerAfter = { accept: 'accepted', decline: 'declined', dispute: 'disputed' } as const

/** Only the latest offer can be answered; the same answer twice is once. */
export function answer(claim: Claim, move: MoveOf<'answer'>, programme: Programme): Decision {
  const unit = unitAt(claim, move.unit)
  if (!unit.offered || unit.offered.no !== move.offerNo) {
    throw refuse('conflict', 'outdated-offer', { current: unit.offered?.no ?? 0 })
  }
  if (unit.offer === offerAfter[move.answer]) return { next: claim, events: [] }
  mustBeApproved(claim)
  if (unit.audit === 'pending') throw refuse('conflict', 'not-inspected', { unit: unit.position })
  const answered = { ...unit, offer: step(offerMachine, unit.offer, move.answer) }
  const event: ClaimEvent = {
    kind: answers[move.answer],
    unit: unit.position,
    facts: { offer: unit.offered.no },
  }
  if (move.answer === 'dispute') return { next: replace(claim, answered), events: [event] }
  return decided(replace(claim, move.answer === 'accept' ? kept(answered) : declined(answered, programme)), [
    event,
  ])
}

const kept = (unit: Unit): Unit => leaves(unit, 'keep')

/** R8: what endangers people is recycled, whatever was agreed about it: no carrier takes it. */
const leaves = (unit: Unit, way: 'keep' | 'send-back' | 'recycle'): Unit => ({
  ...unit,
  custody: step(custodyMachine, unit.custody, unit.custody === 'isolated' ? 'recycle' : way),
})

/** R42: what becomes of the device when the offer is declined was shown and consented to before it was shipped. */
const declined = (unit: Unit, programme: Programme): Unit => {
  const ways = { return: 'send-back', recycle: 'recycle', forfeit: 'keep' } as const
  return leaves(unit, ways[programme.declinePolicy])
}

/** When the last unit is decided, what was accepted is proposed for self-billing (R48), or nothing is owed. */
export function decided(claim: Claim, events: readonly ClaimEvent[]): Decision {
  if (!claim.units.every(({ offer }) => offer === 'accepted' || offer === 'declined'))
    return { next: claim, events }
  if (!claim.units.some(isOwed)) {
    const state = step(claimMachine, step(claimMachine, claim.state, 'settle'), 'close')
    return {
      next: { ...claim, state },
      events: [...events, { kind: 'settled', facts: { owed: 0 } }, { kind: 'closed', facts: {} }],
    }
  }
  return { next: propose(claim), events: [...events, allDecided(claim)] }
}

/** A new version of the proposal over all accepted units that are worth something. */
const propose = (claim: Claim): Claim => ({
  // What was credited leaves its document: it will stand in another one.
  ...withUnits(claim, isOwed, ({ invoice: _, ...unit }) => ({
    ...unit,
    settlement: step(settlementMachine, unit.settlement, 'propose'),
  })),
  proposalVersion: claim.proposalVersion + 1,
})

/**
 * A proposal that was refused is made again, as a new version, when a person has settled what was wrong. So is one of
 * what a credit note took back whole, before it was paid or after it was repaid, which opens a closed claim again (A5).
 */
export function proposeAgain(claim: Claim): Decision {
  if (claim.proposalVersion === 0) throw refuse('conflict', 'no-proposal', { reference: claim.reference })
  const isBack = claim.units.some(({ settlement }) => settlement === 'credited' || settlement === 'repaid')
  const open =
    isBack && claim.state !== 'approved'
      ? { ...claim, state: step(claimMachine, claim.state, 'reopen') }
      : claim
  mustBeApproved(open)
  if (!open.units.some(isOwed))
    throw refuse('conflict', 'move-not-allowed', {
      state: open.units[0]?.settlement ?? 'none',
      move: 'propose',
    })
  return { next: propose(open), events: [allDecided(open)] }
}

/** What was agreed is not proposed a second time beside its document. */
const isOwed = (unit: Unit): boolean =>
  unit.offer === 'accepted' &&
  (unit.offered?.amountMinor ?? 0) > 0 &&
  ['none', 'proposed', 'refused', 'credited', 'repaid'].includes(unit.settlement)

const allDecided = (claim: Claim): ClaimEvent => ({
  kind: 'all-decided',
  facts: {
    proposal: claim.proposalVersion + 1,
    units: claim.units
      .filter(isOwed)
      .map(({ position, offered }) => ({ unit: position, amountMinor: offered?.amountMinor ?? 0 })),
  },
})

const replace = (claim: Claim, changed: Unit): Claim =>
  withUnits(
    claim,
    (unit) => unit.position === changed.position,
    () => changed,
  )
