/**
 * What is owed as pages count and sum it: every fact that the run's rules ask for, and no account opened. Reads only; a run
 * is put together from opened accounts (`payable-store.ts`), so that no payment ever rests on a mark.
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Currency } from '../base/money.ts'
import { houseKeysOf, type Database } from '../database.ts'
import { markedAccountsOf, type MarkedAccount } from '../parties/account-store.ts'
import { holdsOf } from './hold-store.ts'
import { openPayableRows } from './payable-store.ts'
import { standingsOf, wordOn, type AccountStanding } from './return-store.ts'
import { settledBefore, type AccountFacts, type JudgedDebt, type RunTerms } from './run.ts'
import { runsHolding } from './store.ts'

/** A debt without the number of its account. Minor units. */
export type OpenDebt = JudgedDebt & {
  readonly number: string
  readonly reference: string
  readonly currency: Currency
  /** `2026-12-17`: dates are compared as text here, thousands of times a page. */
  readonly payBy: string
}

/** What a programme owes and has not paid, those due first coming first. */
export async function openDebts(
  db: Database,
  {
    programmeId,
    terms,
    limit,
  }: { readonly programmeId: string; readonly terms: RunTerms; readonly limit: number },
  now: Temporal.Instant,
): Promise<OpenDebt[]> {
  const open = () => openPayableRows(db, programmeId, limit)
  // Asked by the query of the debts and not by their numbers: ten thousand values take longer to send than to find.
  const rows = await open()
  const held = await runsHolding(db, open().clearSelect().select('number'))
  const accounts = await markedAccountsOf(db, open().clearSelect().select('claim_reference'))
  const standings = await standingsOf(db)
  const holds = await holdsOf(db)
  const judge = judging(terms, now, terms.payingIban && houseKeysOf(db).mark(terms.payingIban))
  return rows.map((row) => {
    const account = accounts.get(row.claim_reference)
    return {
      number: row.number,
      reference: row.claim_reference,
      amountMinor: row.amount_minor,
      currency: row.currency,
      payBy: row.pay_by,
      standing: 'owed',
      inRun: held.get(row.number),
      account: account && judge(account, standings.get(account.id)),
      ...holds.get(row.claim_reference),
    }
  })
}

const judging = (terms: RunTerms, now: Temporal.Instant, payingMark: string | undefined) => {
  const settled = instantText(settledBefore(terms, now))
  return (account: MarkedAccount, standing?: AccountStanding): AccountFacts => ({
    country: account.country,
    valid: account.valid,
    owner: account.mark !== '' && account.mark === payingMark ? 'us' : 'participant',
    change: account.changedAt > settled ? 'recent' : 'settled',
    ...wordOn(account.version, standing),
  })
}
