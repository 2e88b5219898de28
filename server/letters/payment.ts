/** Mails about money that moved: it went out, or it came back (R45, B3). Told from the journal entry and its payment. */
import { money, type Money } from '../base/money.ts'
import type { Happened } from '../claims/advance.ts'
import { factIn } from '../claims/journal.ts'
import { bankAccountVersion } from '../parties/store.ts'
import { paymentInRun } from '../payments/store.ts'
import type { Composer } from './letter.ts'

/** R62: the money was booked; amount, day and the end of the account's number. */
export const paid: Composer<'paid'> = async (_desk, happened) => ({
  facts: { ...(await transferOf(happened)), paidOn: factIn(happened.entry, 'paidOn') },
})

/** R56: the money came back; asks for another account. */
export const paymentReturned: Composer<'payment-returned'> = async (desk, happened) => ({
  facts: {
    ...(await transferOf(happened)),
    needsAccount: factIn(happened.entry, 'side') === 'account',
    accountUrl: `${desk.linkTo(happened.claim.reference)}#account`,
  },
})

/** The account is that of the payment: by now the claim may have another. */
async function transferOf({
  trx,
  entry,
  programme,
}: Happened): Promise<{ amount: Money; accountEnding: string; invoice: string }> {
  const payable = factIn(entry, 'payable')
  const { accountId, amountMinor } = await paymentInRun(trx, Number(entry.facts['run']), payable)
  const { iban } = await bankAccountVersion(trx, accountId)
  return { amount: money(amountMinor, programme.currency), accountEnding: iban.slice(-4), invoice: payable }
}
