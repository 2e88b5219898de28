/** What a participant's page says of the account that the claim is paid to: only when one is needed (R56, B3). */
import type { Claim } from '../claims/claim.ts'
import type { Database } from '../database.ts'
import { maskedIban } from '../parties/bank-account.ts'
import { bankAccountOf } from '../parties/account-store.ts'
import { standingsOf } from '../payments/return-store.ts'
import { isUnderWay } from '../payments/store.ts'

export type AccountView = {
  readonly masked?: string
  /** Texts under `status.account`. */
  readonly needed: 'missing' | 'bounced'
  readonly href: string
}

/** Undefined while nothing is asked: an account is not changed for the sake of it. */
export async function accountView(
  db: Database,
  claim: Claim,
  path: string,
): Promise<AccountView | undefined> {
  if (!['submitted', 'incomplete', 'approved'].includes(claim.state)) return undefined
  if (await isUnderWay(db, claim.reference)) return undefined
  const href = `${path}/account`
  const account = await bankAccountOf(db, claim.reference)
  if (!account) return { needed: 'missing', href }
  const { confirmedAt = '', bouncedAt = '' } = (await standingsOf(db, [account.id])).get(account.id) ?? {}
  return bouncedAt > confirmedAt ? { masked: maskedIban(account.iban), needed: 'bounced', href } : undefined
}
