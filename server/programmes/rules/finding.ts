/** What a rule answers (R96): its number, the clause it stands in, a stable code and the facts it saw. */
import type { Temporal } from 'temporal-polyfill'
import type { Application } from '../application.ts'
import type { PartyKeys } from '../caps.ts'
import { clauseOf, type Programme } from '../programme.ts'
import type { FindingCode } from './codes.ts'

/** `missing` can be completed by the participant (R25); `review` needs a person. */
export type Outcome = 'pass' | 'fail' | 'review' | 'missing'

export type FindingFacts = Readonly<Record<string, string | number>>

export type Finding = {
  readonly rule: string
  /** Clause of the terms, for people. */
  readonly clause: string
  /** Text under `findings.<code>` with `facts`. */
  readonly code: FindingCode
  readonly outcome: Outcome
  /** JSON Pointer of the field in the application, `''` for the whole. */
  readonly path: string
  readonly facts: FindingFacts
}

/** What only the clock and the database know. Gathered in the transaction of the submission (R93). */
export type ApplicationFacts = {
  /** The day of submission in the programme's time zone. */
  readonly submittedOn: Temporal.PlainDate
  readonly parties: PartyKeys
  /** Used before, by `cap key` of `demandsOf`. A demand without its fact is an error, never nothing. */
  readonly capUse: Readonly<Record<string, number>>
  /** Serials of products and devices that other claims have, spelled as `plain()`, with the reference of the claim. */
  readonly serialsElsewhere: Readonly<Record<string, string>>
  /** Reference of another claim with the same seller and invoice number and one of the products (R64). */
  readonly invoiceElsewhere?: string | undefined
  /** Evidence files that other claims have too, by file id. */
  readonly filesElsewhere: Readonly<Record<string, string>>
  /** R30. */
  readonly blocked: boolean
  /** R1: another participant uses the same account. */
  readonly bankAccountShared: boolean
  /** R9, R11: product serials on the promoter's own lists, spelled as `plain()`. */
  readonly listedSerials?: Readonly<Record<string, 'buy-and-try' | 'refurbished' | 'other-promotion'>>
  /** R50: known from the partner network; left out: not known. */
  readonly enrolled?: 'yes' | 'no'
}

export type RuleContext = {
  readonly application: Application
  readonly programme: Programme
  readonly facts: ApplicationFacts
}

/** One rule. It always answers, also when it has nothing against it; for several units it answers for each. */
export type Rule = (context: RuleContext) => readonly Finding[]

type Say = (code: FindingCode, path?: string, facts?: FindingFacts) => Finding

export type Voice = Readonly<Record<Outcome, Say>>

// Twenty rules ask for theirs at every application; the clause of a rule is the same for as long as the edition is.
const voices = new WeakMap<Programme, Map<string, Voice>>()

/** Makes findings for one rule of one programme, so that a rule reads `say.fail('bought-too-early', '/purchase/boughtOn')`. */
export function voice(programme: Programme, rule: string): Voice {
  const known = voices.get(programme) ?? new Map<string, Voice>()
  voices.set(programme, known)
  const one = known.get(rule) ?? voiceOf(rule, clauseOf(programme, rule))
  known.set(rule, one)
  return one
}

function voiceOf(rule: string, clause: string): Voice {
  const say =
    (outcome: Outcome): Say =>
    (code, path = '', facts = {}) => ({ rule, clause, code, outcome, path, facts })
  return { pass: say('pass'), fail: say('fail'), review: say('review'), missing: say('missing') }
}
