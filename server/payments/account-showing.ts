/**
 * The whole number of an account, shown to finance: everywhere else it is masked. Each time is an entry of the journal, with
 * its reason; what somebody wrote to it is kept beside.
 */
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Office } from '../claims/advance.ts'
import { writeEntry } from '../claims/journal-store.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction } from '../database.ts'
import { bankAccountOf, type KeptAccount } from '../parties/account-store.ts'

/** Why anybody needs a whole number. */
export const showingReasons = ['payment-returned', 'bank-asks', 'participant-asks', 'suspicion'] as const

export type Showing = {
  readonly reason: (typeof showingReasons)[number]
  /** What it is needed for, in words. */
  readonly words: string
}

/** @throws Refusal `not-found` / `claim-unknown`, `account-unknown` for none, or one that was erased. */
export const showAccount = (
  { db, clock }: Pick<Office, 'db' | 'clock'>,
  reference: string,
  { reason, words }: Showing,
  by: Actor,
): Promise<KeptAccount> =>
  inTransaction(db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    const account = await bankAccountOf(trx, reference)
    if (!account?.iban) throw refuse('not-found', 'account-unknown', { reference })
    const facts = { version: account.version, reason }
    await writeEntry(trx, claim, { kind: 'account-shown', facts, note: words }, by, clock.now())
    return account
  })
