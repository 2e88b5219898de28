/**
 * Sending an application in, for the first time or again. All rules are asked under the locks of everything that the
 * application shares with others; what they found is kept with the claim (R25, R96).
 */
import type { Actor } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { referenceOf } from '../base/reference.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import { houseKeysOf, inTransaction, together, type Transaction } from '../database.ts'
import { attachEvidence } from '../evidence/store.ts'
import { readBankAccount } from '../parties/bank-account.ts'
import { insertBankAccount, saveBankAccount } from '../parties/account-store.ts'
import { saveParticipant } from '../parties/store.ts'
import type { Application } from '../programmes/application.ts'
import { grantOf } from '../programmes/caps.ts'
import type { Programme } from '../programmes/programme.ts'
import { incompleteOf, judge, verdictOf, type Finding } from '../programmes/rules.ts'
import { currentProgramme, programmeVersion } from '../programmes/store.ts'
import { capUseName } from '../programmes/rules/caps.ts'
import { findingText } from '../programmes/wording.ts'
import type { Locale, Texts } from '../texts/texts.ts'
import { advance, type Office } from './advance.ts'
import { agree } from './agreeing.ts'
import type { Claim } from './claim.ts'
import { agreedIn, recordAnswers } from './consent-store.ts'
import { insertDecision } from './decision-store.ts'
import { gatherFacts, keysOf, type Gathered } from './facts.ts'
import { writeEntriesLast } from './journal-store.ts'
import type { Told } from './journal.ts'
import { refuseUnprintable, type Printer } from './printing.ts'
import { insertKeys, replaceKeys, type CapUse } from './key-store.ts'
import { riskOf } from './risk.ts'
import {
  claimOf,
  insertClaim,
  insertUnits,
  lockClaim,
  nextClaimId,
  rankClaim,
  type ClaimAlone,
} from './store.ts'

export type Reception = Office & Printer & { readonly texts: (locale: Locale) => Texts }

/** R57: how an application came that staff entered; one that was sent in by its participant has none. */
export const channels = ['paper', 'fax', 'camera'] as const
export type Channel = (typeof channels)[number]

/**
 * Makes a claim. One that lacks something is kept as `incomplete` with its list (R25).
 * @throws Refusal `invalid` with a fault for every rule that fails (R6, R11, R15, R18 …); then nothing is kept.
 */
export const submit = (
  reception: Reception,
  application: Application,
  by: Actor,
  channel?: Channel,
): Promise<Claim> =>
  inTransaction(reception.db, async (trx) => {
    const now = reception.clock.now()
    const { hash, programme } = await currentProgramme(trx, application.programme)
    const submittedOn = dateIn(now, programme.timeZone)
    await refuseUnprintable(reception, application)
    const gathered = await gatherFacts(trx, application, programme, { submittedOn })
    const findings = judged(reception, application, programme, gathered)
    const missing = incompleteOf(findings)
    const { participant } = application
    const [participantId, id] = await together(
      trx,
      () => saveParticipant(trx, { ...participant, name: participant.company }, now),
      () => nextClaimId(trx),
    )
    const written = await insertClaim(
      trx,
      {
        id,
        reference: referenceOf(programme.referencePrefix, id),
        programmeId: programme.id,
        programmeVersion: hash,
        participantId,
        state: missing.length > 0 ? 'incomplete' : 'submitted',
        application: withoutAccount(application),
        submittedAt: now,
      },
      riskOf(findings),
    )
    const keys = keysOf(application, houseKeysOf(trx))
    const kept = { programme, findings, by, isNew: true }
    const first = application.units.map((_, index) => firstFacts(programme, index + 1))
    const [units] = await together(
      trx,
      () => insertUnits(trx, id, first),
      () => keepAccount(trx, reception, written, application, kept),
      () => insertKeys(trx, written, keys, usesOf(programme, gathered)),
      () => keepAnswers(trx, reception, written, application, kept),
    )
    const claim = { ...written, units }
    const submitted = { units: units.length, ...(channel && { channel }) }
    const told: Told[] = [{ claim, event: { kind: 'submitted', facts: submitted }, by }]
    if (missing.length > 0) told.push(askedFor(claim, missing))
    for (const entry of writeEntriesLast(trx, told, now))
      await reception.follow({ trx, claim, programme, entry })
    return missing.length === 0 ? claim : claimOf(trx, claim.reference)
  })

/** R25: the rules ask for what is missing in the same breath. */
const askedFor = (claim: Claim, missing: readonly Finding[]): Told => ({
  claim,
  event: { kind: 'asked', facts: { missing: missing.map(({ code }) => code) } },
  by: { kind: 'system', part: 'rules' },
})

/**
 * R25: sends a completed application in again, under the programme version that the claim has (R98).
 * @throws Refusal `still-incomplete` naming what is missing yet, and as `submit` does.
 */
export const resubmit = (
  reception: Reception,
  reference: string,
  application: Application,
  by: Actor,
): Promise<Claim> =>
  inTransaction(reception.db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    if (application.programme !== claim.programmeId)
      throw refuse('invalid', 'other-programme', {}, '/programme')
    const programme = await programmeVersion(trx, claim.programmeVersion)
    const submittedOn = dateIn(claim.submittedAt, programme.timeZone)
    await refuseUnprintable(reception, application)
    const gathered = await gatherFacts(trx, application, programme, { submittedOn, reference })
    const findings = judged(reception, application, programme, gathered)
    const missing = incompleteOf(findings)
    if (missing.length > 0) throw refusalOf(missing, application, programme, reception)
    await replaceKeys(trx, claim, keysOf(application, houseKeysOf(trx)), usesOf(programme, gathered))
    await rankClaim(trx, claim.id, riskOf(findings))
    const kept = { programme, findings, by, isNew: false }
    await keepAccount(trx, reception, claim, application, kept)
    await keepAnswers(trx, reception, claim, application, kept)
    const move = { kind: 'resubmit', by, application: withoutAccount(application) } as const
    return advance({ ...reception, db: trx }, reference, move)
  })

/** @throws Refusal when a rule fails. What is only missing, or needs a person, goes through. */
function judged(
  reception: Reception,
  application: Application,
  programme: Programme,
  gathered: Gathered,
): Finding[] {
  const findings = judge(application, programme, gathered.facts)
  const failed = findings.filter(({ outcome }) => outcome === 'fail')
  if (failed.length > 0) throw refusalOf(failed, application, programme, reception)
  return findings
}

const refusalOf = (
  findings: readonly Finding[],
  { locale }: Application,
  programme: Programme,
  { texts }: Reception,
): Refusal =>
  new Refusal(
    'invalid',
    findings.map((finding) => ({
      code: finding.code,
      path: finding.path,
      facts: { ...finding.facts, rule: finding.rule, clause: finding.clause },
      told: findingText(finding, programme, texts(locale)),
    })),
  )

/** The account lives in a table of its own, where it can be encrypted and erased. */
const withoutAccount = ({ bankAccount: _, ...application }: Application): Application => application

const firstFacts = (programme: Programme, position: number) =>
  ({
    position,
    custody: programme.returnMode === 'ship' ? 'with-participant' : 'not-applicable',
    audit: 'pending',
    offer: 'none',
    settlement: 'none',
  }) as const

type Kept = {
  readonly programme: Programme
  readonly findings: readonly Finding[]
  readonly by: Actor
  /** No account of it can be known yet. */
  readonly isNew: boolean
}

/** R61, R93: what was granted counts against the caps, not what was asked. Use within one claim needs no row. */
const usesOf = ({ caps }: Programme, { demands, facts }: Gathered): CapUse[] =>
  demands.flatMap((demand) => {
    const cap = caps.find(({ id }) => id === demand.cap)
    if (!cap || cap.key === 'claim') return []
    const { granted } = grantOf(cap, facts.capUse[capUseName(demand)] ?? 0, demand.asked)
    return [{ cap: demand.cap, key: demand.key, amount: granted }]
  })

/** R56: an account that is missing comes later. */
async function keepAccount(
  trx: Transaction,
  { clock }: Reception,
  { participantId, reference }: ClaimAlone,
  { bankAccount, participant }: Application,
  { by, isNew }: Kept,
): Promise<void> {
  if (!bankAccount?.iban) return
  const account = readBankAccount(bankAccount, participant.address.country)
  const save = isNew ? insertBankAccount : saveBankAccount
  await save(trx, { participantId, reference, account, by, at: clock.now() })
}

/** What was agreed to and sent in, and what the rules found. */
async function keepAnswers(
  trx: Transaction,
  { clock }: Reception,
  claim: ClaimAlone,
  application: Application,
  { programme, findings, by }: Kept,
): Promise<void> {
  const at = clock.now()
  const files = application.evidence.map(({ file }) => file)
  const trace = { occasion: 'submission', verdict: verdictOf(findings), findings, at } as const
  await together(
    trx,
    () => agree(trx, clock, claim, application, programme),
    () => recordAnswers(trx, claim.reference, agreedIn(application), { answer: 'given', by, at }),
    () => attachEvidence(trx, files, claim.reference, (place) => `/evidence/${place}/file`),
    () => insertDecision(trx, claim, trace),
  )
}
