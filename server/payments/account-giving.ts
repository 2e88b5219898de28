/** Bank details that come late, or anew after a return (R56, B3). A change waits for its confirmation before it is paid. */
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { advance, type Office } from '../claims/advance.ts'
import { lockClaim } from '../claims/store.ts'
import { inTransaction } from '../database.ts'
import { readBankAccount } from '../parties/bank-account.ts'
import { saveBankAccount, type KeptAccount } from '../parties/account-store.ts'
import { programmeVersion } from '../programmes/store.ts'
import { isUnderWay } from './store.ts'

/**
 * @throws Refusal `invalid` / `iban-invalid`, `iban-other-country`; `conflict` / `account-not-needed` for a claim that is
 * paid or over, `payment-under-way` while the bank has a payment to the account before.
 */
export const giveAccount = (
  office: Office,
  reference: string,
  typed: { readonly holder: string; readonly iban: string },
  by: Actor,
): Promise<KeptAccount> =>
  inTransaction(office.db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    const { payment } = await programmeVersion(trx, claim.programmeVersion)
    if (await isUnderWay(trx, reference)) throw refuse('conflict', 'payment-under-way', { reference })
    const own = typed.iban.trim().slice(0, 2).toUpperCase()
    const country = payment.bankCountry === 'sepa' ? own : claim.application.participant.address.country
    const account = readBankAccount(typed, country, '/iban')
    const kept = await saveBankAccount(trx, {
      participantId: claim.participantId,
      reference,
      account,
      by,
      at: office.clock.now(),
    })
    await advance({ ...office, db: trx }, reference, { kind: 'give-account', by, version: kept.version })
    return kept
  })
