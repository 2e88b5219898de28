/**
 * The rules as one list, all asked: a decision shows everything that speaks for and against an application, not only the
 * first obstacle (R25, R96). Pure: the same application, edition and facts give the same findings for ever.
 */
import { canonicalJson } from '../base/canonical.ts'
import type { Application } from './application.ts'
import type { Programme } from './programme.ts'
import { capRules } from './rules/caps.ts'
import { completenessRules } from './rules/completeness.ts'
import { consentRules } from './rules/consents.ts'
import { dateRules } from './rules/dates.ts'
import type { ApplicationFacts, Finding, Rule } from './rules/finding.ts'
import { goodsRules } from './rules/goods.ts'
import { participantRules } from './rules/participant.ts'
import { purchaseRules } from './rules/purchase.ts'

export type { ApplicationFacts, Finding, Outcome } from './rules/finding.ts'

export const rules: readonly Rule[] = [
  ...participantRules,
  ...purchaseRules,
  ...dateRules,
  ...goodsRules,
  ...consentRules,
  ...capRules,
  ...completenessRules,
]

/** Asks every rule. @throws Error when a fact that a rule needs was not gathered. */
export const judge = (application: Application, programme: Programme, facts: ApplicationFacts): Finding[] =>
  rules.flatMap((rule) => rule({ application, programme, facts }))

export type Recommendation = 'approve' | 'review' | 'incomplete' | 'reject'

/** What the findings come to. What is missing is asked for before a person looks (R25); a rule that fails outweighs both. */
export function verdictOf(findings: readonly Finding[]): Recommendation {
  const has = (outcome: Finding['outcome']): boolean =>
    findings.some((finding) => finding.outcome === outcome)
  if (has('fail')) return 'reject'
  if (has('missing')) return 'incomplete'
  return has('review') ? 'review' : 'approve'
}

/** R25: the list of what is missing; a field that two rules miss is named once. */
export const incompleteOf = (findings: readonly Finding[]): Finding[] => {
  const missing = findings.filter(({ outcome }) => outcome === 'missing')
  return missing.filter((one, place) => missing.findIndex((other) => isSameThing(other, one)) === place)
}

const isSameThing = (one: Finding, other: Finding): boolean =>
  one.path === other.path &&
  one.code === other.code &&
  canonicalJson(one.facts) === canonicalJson(other.facts)
