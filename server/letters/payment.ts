/** Mails about money that moved: it went out, or it came back (R45, B3). Told from the journal entry and its payment. */
import { money, type Money } from '../base/money.ts'
import type { Happened } from '../claims/advance.ts'
import { factIn } from '../claims/journal.ts'
import { bankAccountVersion } from '../parties/account-store.ts'
import { paymentInRun } from '../payments/store.ts'
import type { MailFacts } from '../mail/mails.ts'
import { chargeDocument } from '../payments/charge-store.ts'
import { recoveriesOf } from '../payments/recovery-store.ts'
import { leftOf, type Recovery } from '../payments/recovery.ts'
import { partyOf, type Programme } from '../programmes/programme.ts'
import type { Composed, Composer } from './letter.ts'

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

/** R47: how much is asked back or charged, by when and whereto; nothing where the programme has no account to pay to. */
export const repayment: Composer<'repayment'> = async (_desk, { trx, claim, programme, entry }) => {
  const cases = await recoveriesOf(trx, claim.reference)
  const asked = cases.find(({ number }) => number === factIn(entry, 'recovery'))
  return asked && repaymentLetter(trx, programme, asked, 'first')
}

/** The same letter for a case that is open, to ask again. */
export async function repaymentLetter(
  trx: Happened['trx'],
  programme: Programme,
  asked: Recovery,
  notice: MailFacts['repayment']['notice'],
): Promise<Composed<'repayment'> | undefined> {
  const { account } = programme.payment
  if (!account) return undefined
  const { number, cause, currency, dueOn } = asked
  const document = await chargeDocument(trx, number)
  return {
    facts: {
      cause,
      notice,
      amount: money(leftOf(asked), currency),
      number,
      payBy: dueOn.toString(),
      holder: partyOf(programme, 'payer').name,
      iban: account.iban,
    },
    attachments: document === undefined ? [] : [{ document, name: `${number}.pdf` }],
  }
}

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
