/**
 * What a past claim would come to under another edition: the same rules asked of the same application on the same day, and the
 * same table asked what its devices are worth as declared or as found. Pure; nothing here can touch a claim.
 *
 * Only what a file says is compared. What the world said then (a serial used elsewhere, a block), what people judged and what
 * they agreed to counts alike for both editions, so that a file held against itself changes nothing.
 */
import type { Temporal } from 'temporal-polyfill'
import { dateIn } from '../base/calendar.ts'
import type { Application } from '../programmes/application.ts'
import { demandsOf, grantOf, type Demand, type PartyKeys } from '../programmes/caps.ts'
import { clauseOf, type Cap, type Programme } from '../programmes/programme.ts'
import { judge, type Finding } from '../programmes/rules.ts'
import { capUseName } from '../programmes/rules/caps.ts'
import { priceAsFound, priceOfUnit, type Price } from '../programmes/values.ts'
import { declaredOf, isLiving, type Claim, type Unit } from './claim.ts'
import { cutTo, type Allowance, type Worth } from './cuts.ts'
import { partiesOf } from './facts.ts'

/** `refused`: a rule of the new edition speaks against it; `review`: a person would have to look. */
export type Outcome = 'approved' | 'rejected' | 'review' | 'incomplete' | 'refused'

/** Why something would be otherwise: the rule and clause of the new edition, and a finding's code or the row of its table. */
export type WhatIfReason = { readonly rule: string; readonly clause: string; readonly code: string }

export type Replayed = {
  readonly reference: string
  readonly claimId: number
  readonly before: Outcome
  readonly after: Outcome
  /** Minor units of what is offered and not declined. */
  readonly beforeMinor: number
  readonly afterMinor: number
  /** The first reason why it changes; none where nothing does. */
  readonly reason?: WhatIfReason
}

/** What earlier claims used of each cap, by `cap key`; grows claim by claim, in the order in which they were sent in. */
export type Tally = Map<string, number>

/** Caps of the editions before and of the new one, counted apart. */
export type Tallies = { readonly before: Tally; readonly after: Tally }

/** A claim as one edition sees it, worked out once: when it was sent in there, who it is of, what it asks of caps. */
export type Seen = {
  readonly programme: Programme
  readonly application: Application
  readonly submittedOn: Temporal.PlainDate
  readonly parties: PartyKeys
  readonly demands: readonly Demand[]
}

/** The claim as the edition that it has sees it, and as the other does. */
export type SeenTwice = { readonly claim: Claim; readonly before: Seen; readonly after: Seen }

/** Works out once what both editions ask of a claim; `replayed` and the names of its caps read it. */
export function seenTwice(claim: Claim, has: Programme, other: Programme): SeenTwice {
  // Whoever applied is the same under every edition.
  const parties = partiesOf(claim.application)
  const before = seenBy(claim, has, parties, dateIn(claim.submittedAt, has.timeZone))
  // A day is looked up in large tables, and editions of one programme seldom differ in their zone.
  const day = other.timeZone === has.timeZone ? before.submittedOn : dateIn(claim.submittedAt, other.timeZone)
  return { claim, before, after: seenBy(claim, other, parties, day) }
}

function seenBy(
  { application: sent }: Claim,
  programme: Programme,
  parties: PartyKeys,
  submittedOn: Temporal.PlainDate,
): Seen {
  const application = asAgreed(sent, programme)
  const demands = demandsOf(programme, application, parties, submittedOn)
  return { programme, application, submittedOn, parties, demands }
}

/** The names under which `replayed` looks up what earlier claims used of an edition's caps. */
export const capNames = ({ demands }: Seen): string[] =>
  demands.filter(({ key }) => key !== 'claim').map(capUseName)

/** The claim under the edition that it has and under the other. Adds what it uses of caps to the tallies. */
export function replayed({ claim, before: seen, after: anew }: SeenTwice, tallies: Tallies): Replayed {
  const other = anew.programme
  const one = askedUnder(claim, seen, tallies.before)
  const two = askedUnder(claim, anew, tallies.after)
  const before: Outcome = claim.state === 'rejected' ? 'rejected' : 'approved'
  const fresh = two.obstacles.filter((found) => !one.obstacles.some((known) => isSame(known, found)))
  const gone = one.obstacles.filter((known) => !two.obstacles.some((found) => isSame(known, found)))
  const after = outcomeAfter(before, fresh, gone)
  const owed = claim.units.filter(isOwed)
  const beforeMinor =
    isLiving(claim) && before === 'approved'
      ? owed.reduce((sum, unit) => sum + (unit.offered?.amountMinor ?? 0), 0)
      : 0
  const counts = beforeMinor > 0 || (isLiving(claim) && before === 'approved')
  const difference = owed.map((unit) => ({
    unit,
    byMinor: worthAt(two.worth, unit) - worthAt(one.worth, unit),
  }))
  const isPaid = counts && (after === 'approved' || after === 'review')
  const afterMinor = isPaid
    ? Math.max(0, beforeMinor + difference.reduce((sum, { byMinor }) => sum + byMinor, 0))
    : 0
  const reason =
    after !== before
      ? reasonOf(fresh[0] ?? gone[0], other)
      : valueReason(difference.find(({ byMinor }) => counts && byMinor !== 0)?.unit, two, other)
  const { reference, id: claimId } = claim
  return { reference, claimId, before, after, beforeMinor, afterMinor, ...(reason && { reason }) }
}

type Asked = {
  readonly obstacles: readonly Finding[]
  readonly prices: ReadonlyMap<number, Price>
  /** After caps. */
  readonly worth: readonly Worth[]
}

function askedUnder(claim: Claim, seen: Seen, tally: Tally): Asked {
  const { programme, application, submittedOn, parties, demands } = seen
  const { units } = claim
  const findings = judge(application, programme, {
    submittedOn,
    parties,
    capUse: Object.fromEntries(demands.map((demand) => [capUseName(demand), usedOf(tally, demand)])),
    serialsElsewhere: {},
    filesElsewhere: {},
    blocked: false,
    bankAccountShared: false,
  })
  const prices = new Map(units.map((unit) => [unit.position, priceUnder(programme, claim, unit)]))
  const worth = cutTo(
    allowancesUnder(programme, claim, demands, tally),
    units.map(({ position }) => ({ position, ...(prices.get(position) ?? nothing) })),
  )
  if (isLiving(claim)) use(programme, demands, tally)
  return { obstacles: findings.filter(({ outcome }) => outcome !== 'pass'), prices, worth }
}

/** Whoever applied would have agreed to these terms as they did to theirs. */
const asAgreed = (
  application: Application,
  { declarations, terms, selfBilling }: Programme,
): Application => ({
  ...application,
  declarations: declarations.map(({ id }) => id),
  termsVersion: terms.version,
  ...(application.selfBilling &&
    selfBilling && {
      selfBilling: { ...application.selfBilling, version: selfBilling.agreement.version },
    }),
})

const nothing: Price = { amountMinor: 0, row: 'none', rule: 'R16' }

/** What was audited and differs is worth what was found; everything else what was declared (R16, R43). */
function priceUnder(programme: Programme, claim: Claim, unit: Unit): Price {
  const declared = declaredOf(claim, unit)
  const { offered, audit } = unit
  const isAsDeclared =
    offered?.category === (declared.device?.category ?? '') &&
    offered.condition === (declared.device?.condition ?? '')
  if (!offered || audit === 'pending' || (audit === 'match' && isAsDeclared))
    return priceOfUnit(programme, declared, claim.application.participant.address.country) ?? nothing
  const { category, condition } = offered
  return priceAsFound(programme, { verdict: audit, category, condition })
}

const allowancesUnder = (
  { caps }: Programme,
  { units }: Claim,
  demands: readonly Demand[],
  tally: Tally,
): Allowance[] =>
  caps.filter(cuts).flatMap((cap) =>
    demands
      .filter((demand) => demand.cap === cap.id)
      .map((demand, place) => ({
        rule: cap.rule,
        measure: cap.measure === 'money' ? 'money' : 'count',
        // A cap by device counts each unit by itself, the others count all together.
        units: cap.key === 'device' ? [place + 1] : units.map(({ position }) => position),
        granted: grantOf(cap, usedOf(tally, demand), demand.asked).granted,
      })),
  )

const cuts = ({ excess, measure }: Cap): boolean => excess !== 'refuse' && measure !== 'days'

/** Within one claim nothing was used before it. */
const usedOf = (tally: Tally, demand: Demand): number =>
  demand.key === 'claim' ? 0 : (tally.get(capUseName(demand)) ?? 0)

function use({ caps }: Programme, demands: readonly Demand[], tally: Tally): void {
  for (const demand of demands) {
    const cap = caps.find(({ id }) => id === demand.cap)
    if (!cap || demand.key === 'claim') continue
    const used = usedOf(tally, demand)
    tally.set(capUseName(demand), used + grantOf(cap, used, demand.asked).granted)
  }
}

/** A person's no stays a no, unless nothing speaks against it any more of what did. */
function outcomeAfter(before: Outcome, fresh: readonly Finding[], gone: readonly Finding[]): Outcome {
  if (before === 'rejected') return fresh.length === 0 && gone.length > 0 ? 'review' : 'rejected'
  const has = (outcome: Finding['outcome']): boolean => fresh.some((found) => found.outcome === outcome)
  if (has('fail')) return 'refused'
  if (has('missing')) return 'incomplete'
  return has('review') ? 'review' : 'approved'
}

const isSame = (one: Finding, other: Finding): boolean =>
  one.code === other.code && one.path === other.path && one.outcome === other.outcome

/** R97: declined, expired and void pay nothing under any edition. */
const isOwed = ({ offer }: Unit): boolean =>
  offer === 'proposed' || offer === 'accepted' || offer === 'disputed'

const worthAt = (worth: readonly Worth[], { position }: Unit): number =>
  worth.find((one) => one.position === position)?.amountMinor ?? 0

const reasonOf = (finding: Finding | undefined, programme: Programme): WhatIfReason | undefined =>
  finding && { rule: finding.rule, clause: clauseOf(programme, finding.rule), code: finding.code }

/** The row that prices it now, or the cap that cuts it. */
function valueReason(
  unit: Unit | undefined,
  { prices, worth }: Asked,
  programme: Programme,
): WhatIfReason | undefined {
  if (!unit) return undefined
  const price = prices.get(unit.position) ?? nothing
  const cut = worth.find(({ position }) => position === unit.position)
  const isCut = (cut?.amountMinor ?? 0) < price.amountMinor
  const rule = isCut && cut ? cut.rule : price.rule
  return { rule, clause: clauseOf(programme, rule), code: isCut ? 'cut-to-cap' : price.row }
}
