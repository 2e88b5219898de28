/**
 * Rows of the ledger, written in the transaction of what they tell. A posting names both sides, so that the books
 * balance row by row; its cause is unique, so that nothing is booked twice. There is no function that changes one.
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import type { Currency } from '../base/money.ts'
import { insertMany, type Database, type Transaction } from '../database.ts'

/**
 * `purchases`: what devices cost us. `payable`: what we owe. `recovery`: what is owed to us, paid too much or charged.
 * `charges`: costs of banks, less those that participants bear. `vat`: due on what is charged. `set-offs`: moved from a
 * debt of one claim to a case of another of the same participant, for whom it comes to zero.
 */
export type LedgerAccount =
  'purchases' | 'payable' | 'bank' | 'suspense' | 'recovery' | 'charges' | 'write-offs' | 'vat' | 'set-offs'

export type Posting = {
  /** What it is for, unique for ever: `paid:SB-DK-2026-000017`. */
  readonly cause: string
  readonly debit: LedgerAccount
  readonly credit: LedgerAccount
  /** Minor units, above zero. */
  readonly amountMinor: number
  readonly currency: Currency
  /** The claim, empty while nobody knows whose money it is. */
  readonly reference: string
}

type PostingRow = {
  cause: string
  debit: LedgerAccount
  credit: LedgerAccount
  amount_minor: number
  currency: Currency
  claim_reference: string
  posted_at: string
}

/** @throws the engine's error for a cause that was posted before: a bug that must not be swallowed. */
export const post = (trx: Transaction, posting: Posting, at: Temporal.Instant): Promise<void> =>
  postAll(trx, [posting], at)

/** Many postings with few statements. @throws as `post`. */
export async function postAll(
  trx: Transaction,
  postings: readonly Posting[],
  at: Temporal.Instant,
): Promise<void> {
  const rows = postings.map((posting): PostingRow => ({
    cause: posting.cause,
    debit: posting.debit,
    credit: posting.credit,
    amount_minor: posting.amountMinor,
    currency: posting.currency,
    claim_reference: posting.reference,
    posted_at: instantText(at),
  }))
  await insertMany(trx, 'postings', rows)
}

export type Balance = {
  readonly account: LedgerAccount
  readonly currency: Currency
  /** Debits less credits, in minor units. */
  readonly balanceMinor: number
}

/** Balances by account and currency; of one claim when it is named. */
export async function balancesOf(db: Database, reference?: string): Promise<Balance[]> {
  const sides = await Promise.all(
    (['debit', 'credit'] as const).map(async (side) => {
      const query = db('postings').groupBy(side, 'currency').sum({ total: 'amount_minor' })
      if (reference !== undefined) void query.where({ claim_reference: reference })
      const rows: { account: LedgerAccount; currency: Currency; total: number | string }[] =
        await query.select({ account: side }, 'currency')
      return rows.map(({ account, currency, total }) => ({
        account,
        currency,
        balanceMinor: side === 'debit' ? Number(total) : -Number(total),
      }))
    }),
  )
  const byKey = new Map<string, Balance>()
  for (const part of sides.flat()) {
    const key = `${part.account} ${part.currency}`
    const before = byKey.get(key)?.balanceMinor ?? 0
    byKey.set(key, { ...part, balanceMinor: before + part.balanceMinor })
  }
  return [...byKey.values()].toSorted((one, other) => (one.account < other.account ? -1 : 1))
}

/** What the ledger says is still owed, by claim: credits less debits of `payable`, in minor units. */
export const stillOwed = (db: Database): Promise<ByClaim[]> => openOn(db, 'payable', 'credit')

/** What the ledger says is owed to us, by claim: debits less credits of `recovery`, in minor units. */
export const owedToUs = (db: Database): Promise<ByClaim[]> => openOn(db, 'recovery', 'debit')

type ByClaim = { claim: string; currency: Currency; stillOwedMinor: number }

async function openOn(db: Database, account: LedgerAccount, side: 'debit' | 'credit'): Promise<ByClaim[]> {
  const open = db.raw('CASE WHEN ?? = ? THEN amount_minor ELSE -amount_minor END', [side, account])
  const rows: { claim: string; currency: Currency; owed: number | string }[] = await db('postings')
    .where({ credit: account })
    .orWhere({ debit: account })
    .groupBy('claim_reference', 'currency')
    .orderBy('claim_reference')
    .select({ claim: 'claim_reference' }, 'currency')
    .sum({ owed: open })
  return rows.map(({ claim, currency, owed }) => ({ claim, currency, stillOwedMinor: Number(owed) }))
}

/** A stretch of the ledger for an export, `limit` postings after row `after`, each with its row. */
export async function postingsAfter(
  db: Database,
  after: number,
  limit: number,
): Promise<(Posting & { readonly no: number; readonly postedAt: string })[]> {
  const rows: (PostingRow & { id: number })[] = await db('postings')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
  return rows.map((row) => ({
    no: row.id,
    postedAt: row.posted_at,
    cause: row.cause,
    debit: row.debit,
    credit: row.credit,
    amountMinor: row.amount_minor,
    currency: row.currency,
    reference: row.claim_reference,
  }))
}
