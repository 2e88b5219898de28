/**
 * Who is paid in a run, why each is in or out, and who may let it go. Pure: what is owed and to which account comes in.
 * Knows amounts and accounts; knows no claim beyond its reference and no invoice beyond its number.
 */
import { Temporal } from 'temporal-polyfill'
import type { Currency } from '../base/money.ts'
import { ibanFacts } from '../parties/bank-account.ts'

/** Something owed, with all that speaks for or against paying it now. */
export type Payable = {
  /** Number of the invoice, or the claim's reference where a programme pays without one; unique, becomes EndToEndId. */
  readonly number: string
  readonly reference: string
  /** What is still owed: credit notes are taken off already. Minor units. */
  readonly amountMinor: number
  readonly currency: Currency
  readonly payBy: Temporal.PlainDate
  /** Facts of the settlement: only an accepted and issued document is owed (P2). */
  readonly standing: 'owed' | 'not-accepted' | 'not-issued' | 'disputed'
  /** Why somebody holds it, such as `suspicion` (R30). */
  readonly hold?: string | undefined
  /** The run that has it already. */
  readonly inRun?: string | undefined
  readonly account?: PayableAccount | undefined
}

export type PayableAccount = {
  readonly id: number
  readonly holder: string
  readonly iban: string
  readonly changedBy: string
  readonly changedAt: Temporal.Instant
  /** Somebody asked the participant, by another way, whether the change was its own. */
  readonly confirmed: 'yes' | 'no'
  /** Money came back from it and nobody has confirmed it since (B3). */
  readonly bounced?: 'yes' | 'no'
}

/** A debt as the rules see it: what they ask of its account instead of the account. */
export type JudgedDebt = Pick<Payable, 'standing' | 'hold' | 'inRun' | 'amountMinor' | 'currency'> & {
  readonly account?: AccountFacts | undefined
}

/** What speaks for and against an account; its number need not be known for it. */
export type AccountFacts = Pick<PayableAccount, 'confirmed' | 'bounced'> & {
  readonly valid: 'yes' | 'no'
  /** ISO 3166, from its number. */
  readonly country: string
  readonly owner: 'participant' | 'us'
  /** `recent` as long as a change has to wait for its confirmation. */
  readonly change: 'recent' | 'settled'
}

/** Settings of a programme and of the house. Amounts are minor units. */
export type RunTerms = {
  readonly currency: Currency
  /** Accounts must be of this country (R46); undefined where any account of the SEPA will do. */
  readonly accountCountry?: string | undefined
  /** The account that runs are paid from: money to it would go in a circle. None where nothing is paid out. */
  readonly payingIban?: string | undefined
  readonly largestPaymentMinor: number
  readonly largestRunMinor: number
  /** A change of account younger than this waits for its confirmation. */
  readonly changeSettlesDays: number
}

export type OutReason =
  | 'not-accepted'
  | 'not-issued'
  | 'disputed'
  | 'held'
  | 'in-another-run'
  | 'nothing-owed'
  | 'other-currency'
  | 'account-missing'
  | 'account-invalid'
  | 'account-of-other-country'
  | 'account-changed-recently'
  | 'account-bounced'
  | 'account-is-ours'
  | 'payment-over-limit'
  | 'run-over-limit'

/** Every reason against paying it now; none means it is in (P2, P5, P6). */
export const reasonsAgainst = (payable: Payable, terms: RunTerms, now: Temporal.Instant): OutReason[] =>
  reasonsOf({ ...payable, account: payable.account && factsOf(payable.account, terms, now) }, terms)

/** The same of a debt whose account was not opened. */
export function reasonsOf(payable: JudgedDebt, terms: RunTerms): OutReason[] {
  const reasons: (OutReason | false)[] = [
    payable.standing !== 'owed' && payable.standing,
    payable.hold !== undefined && 'held',
    payable.inRun !== undefined && 'in-another-run',
    payable.amountMinor <= 0 && 'nothing-owed',
    payable.currency !== terms.currency && 'other-currency',
    payable.amountMinor > terms.largestPaymentMinor && 'payment-over-limit',
    ...accountReasons(payable.account, terms),
  ]
  return reasons.filter((reason) => reason !== false)
}

/** Changes after this moment are recent. */
export const settledBefore = (terms: RunTerms, now: Temporal.Instant): Temporal.Instant =>
  now.subtract({ hours: 24 * terms.changeSettlesDays })

const factsOf = (account: PayableAccount, terms: RunTerms, now: Temporal.Instant): AccountFacts => ({
  ...ibanFacts(account.iban),
  owner: account.iban === terms.payingIban ? 'us' : 'participant',
  change: Temporal.Instant.compare(account.changedAt, settledBefore(terms, now)) > 0 ? 'recent' : 'settled',
  confirmed: account.confirmed,
  ...(account.bounced && { bounced: account.bounced }),
})

function accountReasons(account: AccountFacts | undefined, terms: RunTerms): (OutReason | false)[] {
  if (!account) return ['account-missing']
  const { accountCountry = account.country } = terms
  return [
    account.valid === 'no' && 'account-invalid',
    account.country !== accountCountry && 'account-of-other-country',
    account.change === 'recent' && account.confirmed === 'no' && 'account-changed-recently',
    account.bounced === 'yes' && 'account-bounced',
    account.owner === 'us' && 'account-is-ours',
  ]
}

export type RunProposal<One = Payable> = {
  readonly included: readonly One[]
  readonly excluded: readonly { readonly payable: One; readonly reasons: readonly OutReason[] }[]
  readonly totalMinor: number
}

/** Sorts what is owed into a run, those due first coming first; what would pass the run's limit waits for the next. */
export function proposeRun(
  payables: readonly Payable[],
  terms: RunTerms,
  now: Temporal.Instant,
): RunProposal {
  const byDueDate = payables.toSorted(
    (one, other) =>
      Temporal.PlainDate.compare(one.payBy, other.payBy) || (one.number < other.number ? -1 : 1),
  )
  return sortedInto(byDueDate, terms, (payable) => reasonsAgainst(payable, terms, now))
}

/** The same of debts whose accounts were not opened. They come those due first coming first. */
export const proposeUnopened = <One extends JudgedDebt>(
  debts: readonly One[],
  terms: RunTerms,
): RunProposal<One> => sortedInto(debts, terms, (debt) => reasonsOf(debt, terms))

function sortedInto<One extends { readonly amountMinor: number }>(
  byDueDate: readonly One[],
  { largestRunMinor }: RunTerms,
  judge: (one: One) => OutReason[],
): RunProposal<One> {
  const judged = byDueDate.map((payable) => ({ payable, reasons: judge(payable) }))
  const included: One[] = []
  const waiting: { payable: One; reasons: OutReason[] }[] = []
  let totalMinor = 0
  for (const { payable, reasons } of judged) {
    if (reasons.length > 0) continue
    if (totalMinor + payable.amountMinor > largestRunMinor) {
      waiting.push({ payable, reasons: ['run-over-limit'] })
      continue
    }
    totalMinor += payable.amountMinor
    included.push(payable)
  }
  return {
    included,
    excluded: [...judged.filter(({ reasons }) => reasons.length > 0), ...waiting],
    totalMinor,
  }
}

/** Why somebody may not release a run. */
export type ApprovalRefusal =
  | 'approver-created-run'
  | 'approver-edited-account'
  | 'approver-audited-device'
  | 'approver-decided-claim'
  | 'approver-loaded-programme'

/**
 * P3, four eyes across all stages: whoever put the run together, last edited one of its accounts, audited one of its devices,
 * approved one of its claims or loaded an edition that priced it may not approve it, whatever their roles are by now. Actors are spelled as in the journal.
 */
export function approvalRefusal(
  run: { readonly createdBy: string; readonly accountEditors: readonly string[] },
  approver: string,
  before: { readonly audited?: string; readonly decided?: string; readonly loaded?: string } = {},
): ApprovalRefusal | undefined {
  if (approver === run.createdBy) return 'approver-created-run'
  if (run.accountEditors.includes(approver)) return 'approver-edited-account'
  if (before.audited !== undefined) return 'approver-audited-device'
  if (before.decided !== undefined) return 'approver-decided-claim'
  return before.loaded === undefined ? undefined : 'approver-loaded-programme'
}
